'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { saveWritten, writtenRecord } from '@/app/(crm)/_form/save-record'
import { visibleRecords } from '@/lib/crm/records/visible-records'
import { taskStatuses } from '@/lib/crm/tasks/fields'
import { taskModule } from '@/lib/crm/tasks/module'
import { completeTasks, getTask, updateTasks } from '@/lib/crm/tasks/verbs'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { serverAction } from '@/lib/web/server-action'

// The verbs parse what is written, and check the rights of whoever writes it.

const id = z.guid()

export const saveTask = serverAction({
  input: writtenRecord,
  run: (context, written) => saveWritten(context, 'task', written),
})

/** Completes tasks, all or none. Answers what each one was before, which is what undoing it writes. */
export const completeSeveral = serverAction({
  input: z.object({ ids: z.array(id).min(1).max(200) }),
  async run(context, { ids }) {
    const before = await visibleRecords(context, taskModule, ids)
    await completeTasks(context, ids)
    revalidatePath('/', 'layout')
    return {
      were: before.flatMap(({ id, status }) => (status === 'completed' ? [] : [{ id, status }])),
    }
  },
})

/** Gives each task a status: to undo, or to open one again. */
export const setStatuses = serverAction({
  input: z.object({
    statuses: z
      .array(z.object({ id, status: z.enum(taskStatuses) }))
      .min(1)
      .max(200),
  }),
  async run(context, { statuses }) {
    await updateTasks(
      context,
      statuses.map(({ id, status }) => ({ id, patch: { status } })),
    )
    revalidatePath('/', 'layout')
    return null
  },
})

/** *Try again*, or take up again what was let go. */
export const requestSync = serverAction({
  input: z.object({ id }),
  async run(context, { id }) {
    await requestRecordSync(context, 'tasks', await getTask(context, id))
    revalidatePath(`/tasks/${id}`)
    return null
  },
})
