import { z } from 'zod'
import type { meetingOrigin, meetingStatus } from '@/db/schema/crm'
import { TimeZone } from '@/lib/access/time-zone'
import { type Field, fieldSchemas, requiredText } from '../records/field'
import { moment } from '../records/moment'
import type { CrmRecord } from '../records/record-module'
import { recurrenceRule } from '../recurrence/recurrence-rule'
import { type RelatedTo, relatedTo } from '../references/reference'
import { type Participant, participants } from './participant'

export const meetingStatuses = ['scheduled', 'cancelled'] as const satisfies typeof meetingStatus.enumValues
export const meetingOrigins = [
  'crm',
  'microsoft',
  'invitation',
] as const satisfies typeof meetingOrigin.enumValues

/** The fields of a meeting that are plain text, for whoever takes text over field by field. */
export const meetingTextFields = [
  { name: 'title', type: 'text', required: true },
  { name: 'location', type: 'text', required: false },
  { name: 'description', type: 'longText', required: false },
  { name: 'notes', type: 'longText', required: false },
] as const satisfies readonly Field[]

/** Every field of a meeting, in the order of forms. The owner is the host. */
export type MeetingValues = {
  title: string
  location: string | null
  allDay: boolean
  /** An instant in UTC with milliseconds; the first day, YYYY-MM-DD, when `allDay`. */
  start: string
  /** An instant, not before `start`; the day after the last one when `allDay`. */
  end: string
  /** IANA. What local time a series keeps, and where the meeting was made; it does not move `start` or `end`. */
  timeZone: string
  participants: Participant[]
  relatedTo: RelatedTo | null
  description: string | null
  /** Of the CRM only, never synced. */
  notes: string | null
  /** An RRULE of RFC 5545 without the prefix. */
  recurrence: string | null
  reminderMinutes: number | null
  status: (typeof meetingStatuses)[number]
  origin: (typeof meetingOrigins)[number]
  /** Where an online meeting is joined; known of invitations only. */
  joinUrl: string | null
}

export type MeetingField = keyof MeetingValues

/** Their names, in the order of forms. */
export const meetingFields = [
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
] as const satisfies readonly MeetingField[]

export type Meeting = CrmRecord<MeetingValues>

/** Four weeks. */
export const longestReminderMinutes = 40_320

const optional = {
  location: fieldSchemas.text.optional(),
  allDay: z.boolean().optional(),
  timeZone: TimeZone.optional(),
  participants: participants.optional(),
  relatedTo: relatedTo.optional(),
  description: fieldSchemas.longText.optional(),
  notes: fieldSchemas.longText.optional(),
  recurrence: recurrenceRule.optional(),
  reminderMinutes: z.int().min(0).max(longestReminderMinutes).nullable().optional(),
  ownerId: z.guid().optional(),
}

/** What a person, or a script, may say about a new meeting. */
export const meetingDraft = z.strictObject({ title: requiredText, start: moment, end: moment, ...optional })

/** What a person, or a script, may change. */
export const meetingPatch = z.strictObject({
  title: requiredText.optional(),
  start: moment.optional(),
  end: moment.optional(),
  ...optional,
})

/** What only the sync and jobs of ours may say besides. */
const ofTheSync = {
  status: z.enum(meetingStatuses).optional(),
  origin: z.enum(meetingOrigins).optional(),
  // An invitation's text may say anything: only what a browser opens as a page becomes a link.
  joinUrl: z
    .string()
    .max(2_048)
    .regex(/^https?:\/\//i)
    .nullable()
    .optional(),
}

export const meetingDraftOfSync = meetingDraft.extend(ofTheSync)
export const meetingPatchOfSync = meetingPatch.extend(ofTheSync)

export type MeetingDraft = z.output<typeof meetingDraftOfSync>
export type MeetingPatch = z.output<typeof meetingPatchOfSync>
