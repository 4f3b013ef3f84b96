import type { MappingRow } from '@/lib/sync/core/types'
import type { MappableField } from './mappable-field'

/** When a meeting is: what is decided as one. */
export const timeGroup = ['allDay', 'start', 'end', 'timeZone'] as const

export const crmMeetingFields: readonly MappableField[] = [
  { name: 'title', type: 'text', required: true },
  { name: 'location', type: 'text' },
  { name: 'allDay', type: 'boolean', required: true },
  { name: 'start', type: 'moment', required: true },
  { name: 'end', type: 'moment', required: true },
  { name: 'timeZone', type: 'timeZone', required: true },
  { name: 'description', type: 'longText' },
]

/** The fields of an event that are synced (learn.microsoft.com/graph/api/resources/event); `location` is its displayName. */
export const microsoftMeetingFields: readonly MappableField[] = [
  { name: 'subject', type: 'text' },
  { name: 'location', type: 'text' },
  { name: 'isAllDay', type: 'boolean' },
  { name: 'start', type: 'moment' },
  { name: 'end', type: 'moment' },
  { name: 'originalStartTimeZone', type: 'timeZone' },
  { name: 'body', type: 'longText' },
]

const both = (crm: string, microsoft: string): MappingRow => ({ crm, microsoft, direction: 'both' })

/** The mapping everybody starts from. */
export const defaultMeetingMapping: readonly MappingRow[] = [
  both('title', 'subject'),
  both('location', 'location'),
  both('allDay', 'isAllDay'),
  both('start', 'start'),
  both('end', 'end'),
  both('timeZone', 'originalStartTimeZone'),
  both('description', 'body'),
]
