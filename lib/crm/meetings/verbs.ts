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
import type { Meeting, MeetingDraft, MeetingPatch } from './fields'
import { meetingModule } from './module'

// The verbs of lib/crm/records, which describe what they do and refuse, with the types of this module. Besides, a write
// is refused with `managed-by-organiser` when a person changes what the organiser of an invitation decides (M8).

export const createMeetings = (context: Context, inputs: readonly MeetingDraft[]): Promise<Meeting[]> =>
  createRecords(context, meetingModule, inputs)

export const createMeeting = (context: Context, input: MeetingDraft): Promise<Meeting> =>
  forOne(() => createMeetings(context, [input]))

export const updateMeetings = (
  context: Context,
  updates: readonly Update<MeetingPatch>[],
): Promise<Meeting[]> => updateRecords(context, meetingModule, updates)

export const updateMeeting = (context: Context, update: Update<MeetingPatch>): Promise<Meeting> =>
  forOne(() => updateMeetings(context, [update]))

export const deleteMeetings = (context: Context, ids: readonly string[]): Promise<Meeting[]> =>
  deleteRecords(
    context,
    meetingModule,
    ids.map((id) => ({ id })),
  )

export const deleteMeeting = (context: Context, deletion: Deletion): Promise<Meeting> =>
  forOne(() => deleteRecords(context, meetingModule, [deletion]))

export const restoreMeetings = (context: Context, ids: readonly string[]): Promise<Meeting[]> =>
  restoreRecords(context, meetingModule, ids)

export const restoreMeeting = (context: Context, id: string): Promise<Meeting> =>
  forOne(() => restoreMeetings(context, [id]))

export const getMeeting = (context: Context, id: string): Promise<Meeting> =>
  getRecord(context, meetingModule, id)

export const listOwnedMeetings = (context: Context, query: OwnedQuery): Promise<Meeting[]> =>
  listOwnedRecords(context, meetingModule, query)

export const meetingsByIds = (
  context: Pick<Context, 'db' | 'organisationId'>,
  ids: readonly string[],
  options?: { lock?: boolean },
): Promise<Map<string, Meeting>> => recordsByIds(context, meetingModule, ids, options)

/** Makes somebody else the host (M2). */
export const changeOwnerOfMeetings = (
  context: Context,
  input: { ids: readonly string[]; ownerId: string },
): Promise<Meeting[]> => changeOwner(context, meetingModule, input)
