import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { type Meeting, meetingOrigins, meetingStatuses } from '@/lib/crm/meetings/fields'
import { namedParticipant, referenceOf } from '@/lib/crm/meetings/participant'
import { referenceNames } from '@/lib/crm/references/reference-names'
import { recordBaseShape, recordJson } from '../_records/record-json'
import { RelatedToJson } from '../_records/related-to-json'
import type { SyncState } from '../_records/sync-states'

const Participant = z.object({
  type: z.enum(['contact', 'lead', 'user', 'email']),
  id: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
})

const text = z.string().nullable()

export const MeetingJson = z.object({
  ...recordBaseShape,
  title: z.string(),
  location: text,
  allDay: z.boolean(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  participants: z.array(Participant),
  relatedTo: RelatedToJson,
  description: text,
  notes: text,
  recurrence: text,
  reminderMinutes: z.int().nullable(),
  status: z.enum(meetingStatuses),
  origin: z.enum(meetingOrigins),
  joinUrl: text,
})

/** Meetings in the form of the contract, their participants with names, which one query reads for all of them. */
export async function meetingsToJson(context: Context, meetings: readonly Meeting[]) {
  const participants = meetings.flatMap((meeting) => meeting.participants)
  const nameOf = await referenceNames(
    context,
    participants.flatMap((one) => referenceOf(one) ?? []),
  )
  return (meeting: Meeting, sync: SyncState) => ({
    ...recordJson(meeting, sync),
    participants: meeting.participants.map((one) => namedParticipant(one, nameOf)),
  })
}
