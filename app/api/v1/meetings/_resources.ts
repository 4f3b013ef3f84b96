import { meetingDraft, meetingPatch } from '@/lib/crm/meetings/fields'
import { listMeetings } from '@/lib/crm/meetings/list-meetings'
import {
  createMeeting,
  deleteMeeting,
  getMeeting,
  restoreMeeting,
  updateMeeting,
} from '@/lib/crm/meetings/verbs'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { recordResources } from '../_records/record-resources'
import { MeetingJson, meetingsToJson } from './meeting-json'

export const meetingResources = recordResources({
  module: 'meetings',
  noun: 'meeting',
  draft: meetingDraft,
  patch: meetingPatch,
  json: MeetingJson,
  toJson: meetingsToJson,
  versionOf: (json) => json.updatedAt,
  list: listMeetings,
  create: createMeeting,
  get: getMeeting,
  update: updateMeeting,
  remove: deleteMeeting,
  restore: restoreMeeting,
  syncStates: (context, records) => recordStates(context, 'meetings', records),
  requestSync: (context, record) => requestRecordSync(context, 'meetings', record),
})
