'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { meetingModule } from '@/lib/crm/meetings/module'
import { getMeeting, updateMeeting } from '@/lib/crm/meetings/verbs'
import { createRecords } from '@/lib/crm/records/create-records'
import { forOne } from '@/lib/crm/records/parse-input'
import { updateRecords } from '@/lib/crm/records/update-records'
import { attendeesInMicrosoft } from '@/lib/sync/records/attendees-in-microsoft'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { serverAction } from '@/lib/web/server-action'

// The verbs parse what is written, and check the rights of whoever writes it.

const id = z.guid()

/** Creates a meeting, or changes the one with this id. `version` is the `updatedAt` that the form was filled from. */
export const saveMeeting = serverAction({
  input: z.object({
    id: id.nullable(),
    version: z.coerce.date().nullable(),
    values: z.record(z.string(), z.unknown()),
  }),
  async run(context, { id, version, values }) {
    const expected = version === null ? {} : { expectedUpdatedAt: version }
    const saved = await forOne(() =>
      id === null
        ? createRecords(context, { ...meetingModule }, [values])
        : updateRecords(context, { ...meetingModule }, [{ id, patch: values, ...expected }]),
    )
    revalidatePath('/meetings', 'layout')
    const isOwn = saved.ownerId === context.viewer.memberId
    return { id: saved.id, visible: isOwn || context.viewer.profile.permissions.has('records.all') }
  },
})

/** Gives a meeting other times, as dragging it does. */
export const moveMeeting = serverAction({
  input: z.object({ id, allDay: z.boolean(), start: z.string(), end: z.string() }),
  async run(context, { id, ...times }) {
    await updateMeeting(context, { id, patch: times })
    revalidatePath('/meetings', 'layout')
    return null
  },
})

export const saveNotes = serverAction({
  input: z.object({ id, notes: z.string() }),
  async run(context, { id, notes }) {
    await updateMeeting(context, { id, patch: { notes } })
    revalidatePath(`/meetings/${id}`)
    return null
  },
})

/** *Try again*, or take up again what was let go. */
export const requestSync = serverAction({
  input: z.object({ id }),
  async run(context, { id }) {
    await requestRecordSync(context, 'meetings', await getMeeting(context, id))
    revalidatePath(`/meetings/${id}`)
    return null
  },
})

/** How many people Microsoft 365 would mail, were this meeting changed or deleted (A8). */
export const countAttendees = serverAction({
  input: z.object({ id }),
  async run(context, { id }) {
    await getMeeting(context, id)
    return { count: (await attendeesInMicrosoft(context, [id])).get(id) ?? 0 }
  },
})
