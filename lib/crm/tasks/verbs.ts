import type { Context } from '@/lib/access/context'
import { changeOwner } from '../records/change-owner'
import { createRecords } from '../records/create-records'
import { type Deletion, deleteRecords } from '../records/delete-records'
import { getRecord } from '../records/get-record'
import { listOwnedRecords, type OwnedQuery } from '../records/list-owned-records'
import { forOne } from '../records/parse-input'
import { recordsByIds } from '../records/records-by-ids'
import { restoreRecords } from '../records/restore-records'
import { type Update, updateRecords } from '../records/update-records'
import type { Task, TaskDraft, TaskPatch } from './fields'
import { taskModule } from './module'

// The verbs of lib/crm/records, which describe what they do and refuse, with the types of this module.

export const createTasks = (context: Context, inputs: readonly TaskDraft[]): Promise<Task[]> =>
  createRecords(context, taskModule, inputs)

export const createTask = (context: Context, input: TaskDraft): Promise<Task> =>
  forOne(() => createTasks(context, [input]))

/** Completing a recurring task makes the next one of its series. */
export const updateTasks = (context: Context, updates: readonly Update<TaskPatch>[]): Promise<Task[]> =>
  updateRecords(context, taskModule, updates)

export const updateTask = (context: Context, update: Update<TaskPatch>): Promise<Task> =>
  forOne(() => updateTasks(context, [update]))

/** Marks tasks as completed, all or none; what is completed already stays as it is. */
export const completeTasks = (context: Context, ids: readonly string[]): Promise<Task[]> =>
  updateTasks(
    context,
    [...new Set(ids)].map((id) => ({ id, patch: { status: 'completed' } })),
  )

export const deleteTasks = (context: Context, ids: readonly string[]): Promise<Task[]> =>
  deleteRecords(
    context,
    taskModule,
    ids.map((id) => ({ id })),
  )

export const deleteTask = (context: Context, deletion: Deletion): Promise<Task> =>
  forOne(() => deleteRecords(context, taskModule, [deletion]))

export const restoreTasks = (context: Context, ids: readonly string[]): Promise<Task[]> =>
  restoreRecords(context, taskModule, ids)

export const restoreTask = (context: Context, id: string): Promise<Task> =>
  forOne(() => restoreTasks(context, [id]))

export const getTask = (context: Context, id: string): Promise<Task> => getRecord(context, taskModule, id)

export const listOwnedTasks = (context: Context, query: OwnedQuery): Promise<Task[]> =>
  listOwnedRecords(context, taskModule, query)

export const tasksByIds = (
  context: Pick<Context, 'db' | 'organisationId'>,
  ids: readonly string[],
  options?: { lock?: boolean },
): Promise<Map<string, Task>> => recordsByIds(context, taskModule, ids, options)

export const changeOwnerOfTasks = (
  context: Context,
  input: { ids: readonly string[]; ownerId: string },
): Promise<Task[]> => changeOwner(context, taskModule, input)
