import { TimeZone } from '@/lib/access/time-zone'
import {
  type Meeting,
  meetingDraftOfSync,
  meetingPatchOfSync,
  meetingTextFields,
} from '@/lib/crm/meetings/fields'
import {
  createMeetings,
  deleteMeetings,
  listOwnedMeetings,
  meetingsByIds,
  restoreMeetings,
  updateMeetings,
} from '@/lib/crm/meetings/verbs'
import { acceptFieldValue } from '@/lib/crm/records/field'
import { environment } from '@/lib/env'
import { calendar } from '@/lib/microsoft/containers/container-kind'
import {
  expandMark,
  filterByMark,
  recordMark,
  recordMarkOf,
  withMark,
} from '@/lib/microsoft/containers/extended-property'
import { outlookCalendarUrl } from '@/lib/microsoft/outlook-links'
import { canonicalText, fieldOf } from '@/lib/sync/core/canonical'
import type { Canonical } from '@/lib/sync/core/types'
import { textAsShown } from './html-text'
import { crmMeetingFields, defaultMeetingMapping, microsoftMeetingFields, timeGroup } from './meeting-fields'
import {
  GraphEvent,
  graphEventFromFields,
  graphEventPatch,
  isSeries,
  meetingFieldsFromGraph,
  SeriesPart,
} from './meeting-item'
import { wholeMinutes } from './meeting-time'
import { deltaWindows, outsideWindow, placeInFirstSync } from './meeting-window'
import type { CrmRecord, Excludable, Exclusion, SyncModule } from './module'

const noTitle = '(no title)'
const dayMs = 86_400_000

export const meetingsModule: SyncModule = {
  name: 'meetings',
  recordModule: 'meeting',
  permissions: ['sync.meetings', 'meetings.view', 'meetings.create', 'meetings.edit'],
  deletePermission: 'meetings.delete',
  container: calendar,
  deletesRecords: 'always',
  window: { outside: outsideWindow, place: placeInFirstSync },
  pull: {
    deltaQueries: deltaWindows,
    beyond: {
      renewAfterMs: dayMs,
      listQuery: (since) =>
        ['$orderby=lastModifiedDateTime', since && modifiedSince(since)].filter(Boolean).join('&'),
    },
  },
  crmFields: crmMeetingFields,
  microsoftFields: microsoftMeetingFields,
  defaultMapping: defaultMeetingMapping,
  mappable: false,
  defaultValueMaps: null,
  webLink: (upn) => outlookCalendarUrl(environment(), upn),
  nameField: 'title',
  excludes: exclusionOf,
  limits: {
    accept: acceptMeetingValue,
    placeholder: (crmField) => (crmField === 'title' ? noTitle : null),
    longest: { subject: 255 },
    send: sentValue,
    groups: { time: timeGroup },
  },
  item: {
    readQuery: '',
    isPart: (json) => SeriesPart.safeParse(json).success,
    read(json, known, owner) {
      const event = GraphEvent.parse(json)
      return {
        id: event.id,
        etag: event['@odata.etag'] ?? null,
        modifiedAt: event.lastModifiedDateTime ? Date.parse(event.lastModifiedDateTime) : 0,
        containerId: null,
        webLink: event.webLink ?? null,
        fields: meetingFieldsFromGraph(event, known, owner.timeZone),
        excluded: isSeries(event) ? 'recurring' : null,
      }
    },
    createBody: (fields, { recordId, createId, at }) => ({
      ...graphEventFromFields(fields, at),
      transactionId: createId,
      ...withMark(recordMark, recordId),
    }),
    patchBody: graphEventPatch,
    mailed: ({ attendees }) => (typeof attendees === 'number' ? attendees : 0),
    marks: {
      find: { byRecord: (recordId) => filterByMark(recordMark, recordId) },
      expand: expandMark(recordMark),
      of: recordMarkOf,
    },
    matchKeys: () => [],
  },
  crmFieldsOf: (item) =>
    Object.fromEntries(defaultMeetingMapping.map((row) => [row.crm, fieldOf(item, row.microsoft)])),
  crm: {
    async read(context, ids, options) {
      const meetings = await meetingsByIds(context, ids, options)
      return new Map([...meetings].map(([id, meeting]) => [id, recordOf(meeting)]))
    },
    async create(context, inputs) {
      const drafts = inputs.map((input) => meetingDraftOfSync.parse({ ...input, origin: 'microsoft' }))
      return (await createMeetings(context, drafts)).map(({ id }) => id)
    },
    async update(context, updates) {
      await updateMeetings(
        context,
        updates.map(({ id, patch }) => ({ id, patch: meetingPatchOfSync.parse(patch) })),
      )
    },
    async remove(context, ids) {
      await deleteMeetings(context, ids)
    },
    async restore(context, ids) {
      await restoreMeetings(context, ids)
    },
    async listOwned(context, page) {
      return (await listOwnedMeetings(context, page)).map(({ id }) => id)
    },
    findByKeys: async () => [],
    label: (fields) => String(fields.title ?? noTitle),
  },
}

/** learn.microsoft.com/graph/api/user-list-events takes `$filter` on the time of change; by Microsoft's clock. */
const modifiedSince = (since: Date) =>
  `$filter=${encodeURIComponent(`lastModifiedDateTime ge ${since.toISOString()}`)}`

/** M5, M8. */
function exclusionOf(meeting: Excludable): Exclusion | null {
  if (meeting.origin === 'invitation') return 'invitation'
  return meeting.recurrence == null ? null : 'recurring'
}

function recordOf(meeting: Meeting): CrmRecord {
  const { title, location, description, allDay, start, end, timeZone } = meeting
  const texts = {
    title: canonicalText(title),
    location: canonicalText(location),
    description: canonicalText(description),
  }
  return {
    id: meeting.id,
    ownerId: meeting.ownerId,
    fields: { ...texts, allDay, start, end, timeZone },
    updatedAt: meeting.updatedAt,
    deletedAt: meeting.deletedAt,
    excluded: exclusionOf(meeting),
  }
}

function acceptMeetingValue(crmField: string, value: Canonical): Canonical | undefined {
  const field = meetingTextFields.find(({ name }) => name === crmField)
  if (field) {
    if (value !== null && typeof value !== 'string') return undefined
    const verdict = acceptFieldValue(field, value)
    return verdict.ok ? verdict.value : undefined
  }
  if (crmField === 'timeZone') return TimeZone.safeParse(value).data
  return value
}

/** What Microsoft can hold of a value: whole minutes, text as it is shown. */
function sentValue(microsoftField: string, value: Canonical): Canonical {
  if (typeof value !== 'string') return value
  if (microsoftField === 'body') return textAsShown(value)
  return microsoftField === 'start' || microsoftField === 'end' ? wholeMinutes(value) : value
}
