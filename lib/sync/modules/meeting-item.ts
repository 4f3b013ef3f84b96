import { z } from 'zod'
import { canonicalText, fieldOf, filledFields } from '@/lib/sync/core/canonical'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import { bodyHtml, readBody } from './meeting-body'
import { graphTimesOf, type MeetingTimes, meetingTimesFrom } from './meeting-time'

const optionalText = z.string().nullish()
const Time = z.object({ dateTime: z.string(), timeZone: optionalText })

/** An event as Graph sends it, as far as we look (learn.microsoft.com/graph/api/resources/event). */
export const GraphEvent = z.object({
  id: z.string().min(1),
  '@odata.etag': optionalText,
  type: optionalText,
  seriesMasterId: optionalText,
  recurrence: z.unknown().optional(),
  lastModifiedDateTime: optionalText,
  webLink: optionalText,
  iCalUId: optionalText,
  subject: optionalText,
  body: z.object({ contentType: optionalText, content: optionalText }).nullish(),
  location: z.object({ displayName: optionalText }).nullish(),
  isAllDay: z.boolean().nullish(),
  start: Time,
  end: Time,
  originalStartTimeZone: optionalText,
  attendees: z.array(z.unknown()).nullish(),
})
export type GraphEvent = z.infer<typeof GraphEvent>

/** Occurrences and exceptions come with their series and are nothing by themselves. */
export const SeriesPart = z.object({ type: z.enum(['occurrence', 'exception']) })

export const isSeries = ({ type, recurrence, seriesMasterId }: GraphEvent): boolean =>
  (type ?? 'singleInstance') !== 'singleInstance' || recurrence != null || seriesMasterId != null

/**
 * Flattens an event into canonical fields. Beside what is mapped it keeps the online meeting's part of the body, which a
 * rewritten body needs again, how many people Microsoft would mail (A8), and what stays when the event's id changes.
 * @param known what we last saw or sent: which of the zones that share a Windows name it was
 */
export function meetingFieldsFromGraph(
  event: GraphEvent,
  known: CanonicalFields,
  userZone: string,
): CanonicalFields {
  const body = readBody(event.body?.content ?? '', event.body?.contentType)
  const knownZone = fieldOf(known, 'originalStartTimeZone')
  const times = meetingTimesFrom(
    { isAllDay: event.isAllDay ?? false, start: event.start, end: event.end },
    event.originalStartTimeZone,
    typeof knownZone === 'string' ? knownZone : userZone,
  )
  const attendees = event.attendees?.length ?? 0
  return filledFields({
    subject: canonicalText(event.subject),
    location: canonicalText(event.location?.displayName),
    body: body.text,
    isAllDay: times.allDay,
    start: times.start,
    end: times.end,
    originalStartTimeZone: times.timeZone,
    conferenceBlock: body.block,
    attendees: attendees > 0 ? attendees : null,
    identity: event.iCalUId ?? null,
  })
}

/** The body of a create. No attendee is ever written: nobody is mailed (M4, A8). */
export function graphEventFromFields(fields: CanonicalFields, at: Date): Record<string, unknown> {
  const event = graphEventPatch({}, fields)
  const times = timesOf(fields)
  // Years of past meetings must not ring when they are taken over.
  return times && Date.parse(times.end) <= at.getTime() ? { ...event, isReminderOn: false } : event
}

/**
 * The body of a PATCH: what `changes` names. Times go as one, with `isAllDay`, since Exchange checks them against each
 * other (learn.microsoft.com/graph/api/resources/event).
 */
export function graphEventPatch(current: CanonicalFields, changes: CanonicalFields): Record<string, unknown> {
  const whole = { ...current, ...changes }
  const patch: Record<string, unknown> = {}
  if ('subject' in changes) patch.subject = changes.subject ?? ''
  if ('location' in changes) patch.location = { displayName: changes.location ?? '' }
  if ('body' in changes) {
    const content = bodyHtml(textOf(changes.body), textOf(fieldOf(current, 'conferenceBlock')))
    patch.body = { contentType: 'html', content }
  }
  const times = timeNames.some((name) => name in changes) ? timesOf(whole) : null
  return times ? { ...patch, ...graphTimesOf(times) } : patch
}

const timeNames = ['isAllDay', 'start', 'end', 'originalStartTimeZone'] as const

function timesOf(fields: CanonicalFields): MeetingTimes | null {
  const { start, end, originalStartTimeZone: zone } = fields
  if (typeof start !== 'string' || typeof end !== 'string') return null
  const timeZone = typeof zone === 'string' ? zone : 'UTC'
  return { allDay: fields.isAllDay === true, start, end, timeZone }
}

const textOf = (value: Canonical | undefined): string | null => (typeof value === 'string' ? value : null)
