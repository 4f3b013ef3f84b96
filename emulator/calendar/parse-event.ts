import { z } from 'zod'
import { patternedRecurrence } from '../core/recurrence'
import type { Uncertain } from '../core/uncertain'
import { GraphError } from '../graph/graph-error'
import { parseExtendedProperties } from '../outlook/extended-properties'
import {
  type Attendee,
  attendeeTypes,
  type EventWrite,
  importances,
  neverResponded,
  type Place,
  sensitivities,
  showAsValues,
} from './event-values'
import { bodyDocument } from './html-body'
import { parseMoment } from './moment'

/** A parsed body: the properties, the extended ones (`null` removes one), and the id that guards a repeated create. */
export type EventBody = {
  write: EventWrite
  extended: Record<string, string | null>
  transactionId: string | null
}

type Readings = Pick<Uncertain, 'U19' | 'U36'>
type Reader = (value: unknown, name: string, readings: Readings) => EventWrite

const readOnly = [
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'iCalUId',
  'type',
  'seriesMasterId',
  'webLink',
  'bodyPreview',
  'isCancelled',
  'originalStart',
  'hasAttachments',
]
/** Whatever is sent, the calendar's owner organizes: github.com/microsoftgraph/microsoft-graph-docs-contrib/pull/389 */
const withoutEffect = [
  'organizer',
  'isOrganizer',
  'responseStatus',
  'isDraft',
  'onlineMeetingProvider',
  'onlineMeeting',
  'onlineMeetingUrl',
  'originalStartTimeZone',
  'originalEndTimeZone',
]
const mostAttendees = 500

const place = z.looseObject({ displayName: z.string().nullish() }).nullable()
const person = z.object({ name: z.string().nullish(), address: z.string().nullish() })
const attendees = z.array(
  z.looseObject({ type: z.enum(attendeeTypes).default('required'), emailAddress: person }),
)
const itemBody = z.object({
  contentType: z
    .string()
    .regex(/^(?:text|html)$/i)
    .default('text'),
  content: z.string().nullish(),
})

const readers: Readonly<Record<string, Reader>> = {
  subject: (value, name, { U36 }) => {
    const subject = typed(z.string().nullable(), value, name)
    if (subject !== null && subject.length > 255 && U36 === '400')
      throw invalid('The subject is longer than 255 characters.')
    return { subject }
  },
  body: (value, name, { U19 }) => {
    const read = typed(itemBody.nullable(), value, name)
    const content = read?.content ?? ''
    const lines = U19 === 'crlf' ? content.replace(/\r\n|\r|\n/g, '\r\n') : content
    return { body: bodyDocument(lines, read?.contentType.toLowerCase() === 'html' ? 'html' : 'text') }
  },
  start: (value, name) => ({ start: parseMoment(value, name) }),
  end: (value, name) => ({ end: parseMoment(value, name) }),
  isAllDay: (value, name) => ({ isAllDay: typed(z.boolean(), value, name) }),
  location: (value, name) => ({ places: placesOf([typed(place, value, name)]) }),
  locations: (value, name) => ({ places: placesOf(typed(z.array(place), value, name)) }),
  attendees: (value, name) => ({ attendees: attendeesOf(typed(attendees, value, name)) }),
  importance: (value, name) => ({ importance: typed(z.enum(importances), value, name) }),
  sensitivity: (value, name) => ({ sensitivity: typed(z.enum(sensitivities), value, name) }),
  showAs: (value, name) => ({ showAs: typed(z.enum(showAsValues), value, name) }),
  categories: (value, name) => ({ categories: typed(z.array(z.string()), value, name) }),
  isReminderOn: (value, name) => ({ isReminderOn: typed(z.boolean(), value, name) }),
  reminderMinutesBeforeStart: (value, name) => ({
    reminderMinutesBeforeStart: typed(z.int().min(0), value, name),
  }),
  responseRequested: (value, name) => ({ responseRequested: typed(z.boolean(), value, name) }),
  allowNewTimeProposals: (value, name) => ({ allowNewTimeProposals: typed(z.boolean(), value, name) }),
  hideAttendees: (value, name) => ({ hideAttendees: typed(z.boolean(), value, name) }),
  isOnlineMeeting: (value, name) => ({ isOnlineMeeting: typed(z.boolean(), value, name) }),
  recurrence: (value, name) => ({ recurrence: typed(patternedRecurrence.nullable(), value, name) }),
}

/**
 * Reads the body of a create or a PATCH of an event as Exchange does: what is absent stays absent.
 * @throws GraphError 400 for unknown properties, wrong types, and values beyond the limits
 */
export function parseEvent(body: Record<string, unknown>, readings: Readings): EventBody {
  let write: EventWrite = {}
  let extended: EventBody['extended'] = {}
  let transactionId: string | null = null
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@odata.') || withoutEffect.includes(name)) continue
    if (name === 'singleValueExtendedProperties') extended = parseExtendedProperties(value)
    else if (name === 'transactionId') transactionId = typed(z.string().nullable(), value, name)
    else write = { ...write, ...readerOf(name)(value, name, readings) }
  }
  // `locations` says more than `location`, whichever came first.
  if (body.locations !== undefined && body.location !== undefined)
    write = { ...write, ...readerOf('locations')(body.locations, 'locations', readings) }
  return { write, extended, transactionId }
}

function readerOf(name: string): Reader {
  if (name === 'multiValueExtendedProperties' || name === 'extensions' || name === 'attachments')
    throw new GraphError(501, 'NotImplemented', `'${name}' is not covered by this emulator.`)
  if (readOnly.includes(name))
    throw new GraphError(400, 'ErrorInvalidPropertySet', `The property '${name}' cannot be set.`)
  const reader = readers[name]
  if (reader) return reader
  throw new GraphError(
    400,
    'RequestBodyRead',
    `The property '${name}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type or mark the type as open.`,
  )
}

function placesOf(given: readonly z.output<typeof place>[]): Place[] {
  return given.flatMap((one) => {
    const displayName = one?.displayName ?? ''
    return displayName === '' ? [] : [{ ...one, displayName }]
  })
}

function attendeesOf(given: z.output<typeof attendees>): Attendee[] {
  if (given.length > mostAttendees) throw invalid('An event has at most 500 attendees.')
  return given.map(({ type, emailAddress: { name, address } }) => {
    if (!address?.includes('@'))
      throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
    return { type, person: { name: name || address, address }, status: neverResponded }
  })
}

function typed<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new GraphError(
    400,
    'RequestBodyRead',
    `Cannot convert the value of '${name}' to the expected type: ${z.prettifyError(read.error)}`,
  )
}

const invalid = (text: string) => new GraphError(400, 'ErrorPropertyValidationFailure', text)
