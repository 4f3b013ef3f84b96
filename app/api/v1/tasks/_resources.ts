import { z } from 'zod'
import { taskDraft, taskPatch, taskPriorities, taskStatuses } from '@/lib/crm/tasks/fields'
import { listTasks } from '@/lib/crm/tasks/list-tasks'
import { createTask, deleteTask, getTask, restoreTask, updateTask } from '@/lib/crm/tasks/verbs'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { recordBaseShape, recordJson } from '../_records/record-json'
import { recordResources } from '../_records/record-resources'
import { RelatedToJson } from '../_records/related-to-json'

const text = z.string().nullable()

const TaskJson = z.object({
  ...recordBaseShape,
  subject: z.string(),
  dueDate: text,
  priority: z.enum(taskPriorities),
  status: z.enum(taskStatuses),
  description: text,
  relatedTo: RelatedToJson,
  recurrence: text,
  reminderAt: text,
  closedAt: text,
})

export const taskResources = recordResources({
  module: 'tasks',
  noun: 'task',
  draft: taskDraft,
  patch: taskPatch,
  json: TaskJson,
  toJson: async () => recordJson,
  versionOf: (json) => json.updatedAt,
  list: listTasks,
  create: createTask,
  get: getTask,
  update: updateTask,
  remove: deleteTask,
  restore: restoreTask,
  syncStates: (context, records) => recordStates(context, 'tasks', records),
  requestSync: (context, record) => requestRecordSync(context, 'tasks', record),
})
