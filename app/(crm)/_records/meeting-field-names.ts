import type { MeetingField } from '@/lib/crm/meetings/fields'

const labelled = [
  'title',
  'location',
  'allDay',
  'start',
  'end',
  'timeZone',
  'participants',
  'relatedTo',
  'description',
  'notes',
  'recurrence',
  'reminderMinutes',
  'status',
  'origin',
  'joinUrl',
  'ownerId',
] as const satisfies readonly (MeetingField | 'ownerId')[]

/** Whether a name, such as one in the change feed, is one that screens have a label for. */
export const isMeetingField = (name: string): name is (typeof labelled)[number] =>
  labelled.some((known) => known === name)
