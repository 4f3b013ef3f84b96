import { dueOrder, priorityOrder, task } from '@/db/schema/crm'
import type { RecordModule } from '../records/record-module'
import {
  type TaskDraft,
  type TaskPatch,
  type TaskValues,
  taskDraftOfSync,
  taskFields,
  taskPatchOfSync,
} from './fields'
import { repeatTasks } from './repeat-tasks'
import { settleTasks } from './settle-tasks'
import { taskColumns, taskFromRow, taskToRow } from './stored-task'

export const taskModule: RecordModule<TaskValues, TaskDraft, TaskPatch> = {
  name: 'task',
  permissions: 'tasks',
  synced: 'tasks',
  table: task,
  fields: taskFields,
  draft: taskDraftOfSync,
  patch: taskPatchOfSync,
  searched: { words: ['subject'], phones: [] },
  namedBy: ['subject'],
  sortKeys: {
    dueDate: { key: dueOrder(task.dueDate), type: 'date' },
    priority: { key: priorityOrder(task.priority, task.dueDate), type: 'integer' },
  },
  stored: { columns: taskColumns, toRow: taskToRow, fromRow: taskFromRow },
  settle: settleTasks,
  follow: (context, updated) => repeatTasks(context, taskModule, updated),
}
