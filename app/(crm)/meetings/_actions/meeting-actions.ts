'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { saveWritten, writtenRecord } from '@/app/(crm)/_form/save-record'
import { getMeeting, updateMeeting } from '@/lib/crm/meetings/verbs'
import { attendeesInMicrosoft } from '@/lib/sync/records/attendees-in-microsoft'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { serverAction } from '@/lib/web/server-action'

// The verbs parse what is written, and check the rights of whoever writes it.

const id = z.guid()

export const saveMeeting = serverAction({
  input: writtenRecord,
  run: (context, written) => saveWritten(context, 'meeting', written),
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
