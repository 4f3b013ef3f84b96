import { meeting } from '@/db/schema/crm'
import type { RecordModule } from '../records/record-module'
import {
  type MeetingDraft,
  type MeetingPatch,
  type MeetingValues,
  meetingDraftOfSync,
  meetingFields,
  meetingPatchOfSync,
} from './fields'
import { havingWords } from './having-words'
import { settleMeetings } from './settle-meetings'
import { meetingColumns, meetingFromRow, meetingToRow } from './stored-meeting'

export const meetingModule: RecordModule<MeetingValues, MeetingDraft, MeetingPatch> = {
  name: 'meeting',
  permissions: 'meetings',
  synced: 'meetings',
  table: meeting,
  fields: meetingFields,
  draft: meetingDraftOfSync,
  patch: meetingPatchOfSync,
  searched: {
    words: ['title', 'location'],
    phones: [],
    besides: ({ participants }) =>
      participants.flatMap((one) => (one.type === 'email' ? [one.email, one.name ?? ''] : [])),
    matching: havingWords,
  },
  namedBy: ['title'],
  sortKeys: { start: { key: meeting.startsAt, type: 'timestamptz' } },
  stored: { columns: meetingColumns, toRow: meetingToRow, fromRow: meetingFromRow },
  settle: settleMeetings,
}
