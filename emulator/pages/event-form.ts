import { Temporal } from 'temporal-polyfill'
import type { EventValues } from '../calendar/event-values'
import { bodyText } from '../calendar/html-body'
import type { Instance } from '../calendar/series'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { plusDays, timesOf } from './calendar-days'
import { zoneOf } from './due-day'
import { readDay } from './read-day'
import { recurrenceOf, repeatOf } from './repeat-choice'

export type EventForm = ReadonlyMap<string, string>

const timeFields = ['allDay', 'startDate', 'startTime', 'endDate', 'endTime'] as const

/** The inputs of an event that is about to be made: the next full hour, or the day that was chosen. */
export function formOfNewEvent(now: Date, user: User, day: string | null): Map<string, string> {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zoneOf(user))
  const next = local
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
    .add({ hours: 1 })
    .toPlainDateTime()
  const start = day === null ? next : Temporal.PlainDate.from(day).toPlainDateTime('09:00')
  const end = start.add({ hours: 1 })
  return new Map([
    ['subject', ''],
    ['startDate', start.toPlainDate().toString()],
    ['startTime', start.toString().slice(11, 16)],
    ['endDate', end.toPlainDate().toString()],
    ['endTime', end.toString().slice(11, 16)],
    ['repeat', 'never'],
  ])
}

/** What the inputs of an event show. */
export function formOfEvent(instance: Instance, user: User): Map<string, string> {
  const { values } = instance
  const shown = timesOf(instance, user)
  const endDate = !shown.allDay && shown.endTime === '00:00' ? nextDay(shown.lastDay) : shown.lastDay
  return new Map([
    ['subject', values.subject ?? ''],
    ['allDay', shown.allDay ? 'on' : ''],
    ['startDate', shown.firstDay],
    ['startTime', shown.allDay ? '09:00' : shown.startTime],
    ['endDate', endDate],
    ['endTime', shown.allDay ? '10:00' : shown.endTime],
    ['place', values.places[0]?.displayName ?? ''],
    ['attendees', values.attendees.map(({ person }) => person.address).join('\n')],
    ['repeat', repeatOf(values.recurrence)],
    ['notes', notesOf(values)],
    ['online', values.joinUrl === null ? '' : 'on'],
  ])
}

/**
 * What a form says, in the form that `POST` and `PATCH` of an event take. `before` is what the inputs showed: only what
 * differs is written, and the times go together.
 */
export function changesOfEventForm(
  world: World,
  before: EventForm | null,
  sent: EventForm,
  user: User,
): Record<string, unknown> {
  const textOf = (form: EventForm, name: string) => (form.get(name) ?? '').replace(/\r\n?/g, '\n').trim()
  const changed = (name: string): string | undefined => {
    const now = textOf(sent, name)
    return before && now === textOf(before, name) ? undefined : now
  }
  const online = changed('online')
  const written = {
    subject: changed('subject'),
    ...(timeFields.some((name) => changed(name) !== undefined) ? writtenTimes(sent, user) : {}),
    location: wrapped(changed('place'), (displayName) => ({ displayName })),
    attendees: wrapped(changed('attendees'), (lines) => attendeesOf(world, lines)),
    recurrence: wrapped(changed('repeat'), (repeat) =>
      recurrenceOf(repeat, readDay(sent.get('startDate')), user.mailboxSettings.timeZone),
    ),
    body: wrapped(changed('notes'), (content) => ({ contentType: 'text', content })),
    isOnlineMeeting: online === 'on' ? true : undefined,
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

const wrapped = <T>(text: string | undefined, wrap: (text: string) => T): T | undefined =>
  text === undefined ? undefined : wrap(text)

/** Days of an all-day event go from midnight to the midnight after the last of them. */
function writtenTimes(sent: EventForm, user: User) {
  const { timeZone } = user.mailboxSettings
  const [startDate = '', endDate = ''] = [sent.get('startDate'), sent.get('endDate')]
  const isAllDay = sent.get('allDay') === 'on'
  const start = `${startDate}T${isAllDay ? '00:00' : sent.get('startTime')}`
  const end = isAllDay ? `${nextDay(endDate)}T00:00` : `${endDate}T${sent.get('endTime')}`
  return { isAllDay, start: { dateTime: start, timeZone }, end: { dateTime: end, timeZone } }
}

/** `ada@x.example` or `Ada <ada@x.example>`; colleagues are known by name. */
function attendeesOf({ directory }: World, lines: string) {
  return lines
    .split(/[\n;,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name, address = line] = /^(.*)<(.+)>$/.exec(line) ?? []
      const known = name?.trim() || directory.findMailbox(address)?.displayName
      return { type: 'required', emailAddress: { address, ...(known ? { name: known } : {}) } }
    })
}

/** The notes that people wrote, without the details that the service puts under them for an online meeting. */
export function notesOf({ body, joinUrl }: Pick<EventValues, 'body' | 'joinUrl'>): string {
  const text = bodyText(body).replace(/\r\n/g, '\n')
  return (joinUrl !== null ? (text.split(/\n?_{20,}/)[0] ?? '') : text).trim()
}

/** A day that cannot be read is left to the service to refuse. */
function nextDay(day: string): string {
  return readDay(day) === null ? day : plusDays(day, 1)
}
