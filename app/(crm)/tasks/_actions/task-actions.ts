'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { createRecords } from '@/lib/crm/records/create-records'
import { forOne } from '@/lib/crm/records/parse-input'
import { updateRecords } from '@/lib/crm/records/update-records'
import { visibleRecords } from '@/lib/crm/records/visible-records'
import { taskStatuses } from '@/lib/crm/tasks/fields'
import { taskModule } from '@/lib/crm/tasks/module'
import { completeTasks, getTask, updateTasks } from '@/lib/crm/tasks/verbs'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { serverAction } from '@/lib/web/server-action'

// The verbs parse what is written, and check the rights of whoever writes it.

const id = z.guid()

/** Creates a task, or changes the one with this id. `version` is the `updatedAt` that the form was filled from. */
export const saveTask = serverAction({
  input: z.object({
    id: id.nullable(),
    version: z.coerce.date().nullable(),
    values: z.record(z.string(), z.unknown()),
  }),
  async run(context, { id, version, values }) {
    const expected = version === null ? {} : { expectedUpdatedAt: version }
    const saved = await forOne(() =>
      id === null
        ? createRecords(context, { ...taskModule }, [values])
        : updateRecords(context, { ...taskModule }, [{ id, patch: values, ...expected }]),
    )
    revalidatePath('/tasks', 'layout')
    const isOwn = saved.ownerId === context.viewer.memberId
    return { id: saved.id, visible: isOwn || context.viewer.profile.permissions.has('records.all') }
  },
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
