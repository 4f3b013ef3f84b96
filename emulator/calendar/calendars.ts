import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import type { ExtendedProperties } from '../outlook/extended-properties'
import { type FolderRow, rowId } from '../outlook/outlook'
import type { EventValues, Person, ResponseStatus } from './event-values'

/** The number of the calendar that every mailbox has; the others are numbered by the mailbox's own sequence. */
export const defaultCalendar = 0x7fff_0000_0003

export type CalendarRow = Pick<FolderRow, 'id' | 'userId' | 'number' | 'extended' | 'version'> & {
  /** Among the user's calendars, or in Deleted Items. */
  place: 'listed' | 'deleted'
  name: string
  color: string
}

/** What differs in one occurrence of a series. */
export type OccurrenceChange = Partial<EventValues>

export type EventRow = {
  id: string
  userId: string
  number: number
  /** Counts moves: the ordinary id carries it. */
  placement: number
  /** The number of the calendar, or of Deleted Items. */
  calendar: number
  /** Where it lay before it went to Deleted Items. */
  deletedFrom: number | null
  values: EventValues
  /** Of a series: what differs, and which days are left out; keys are the days as planned. */
  changed: Readonly<Record<string, OccurrenceChange>>
  leftOut: readonly string[]
  extended: ExtendedProperties
  iCalUId: string
  transactionId: string | null
  /** The body that was sent with the transactionId, to tell a repetition from another event. */
  transactionBody: string | null
  organizer: Person
  isOrganizer: boolean
  /** The answer of the mailbox's owner. */
  responseStatus: ResponseStatus
  isCancelled: boolean
  createdDateTime: string
  lastModifiedDateTime: string
  /** Position in the mailbox's sequence of the last change: what the changeKey is made of. */
  version: number
  /** Where delta lists it: `version`, unless the last change is one that delta does not tell. */
  listedAt: number
}

/** Calendars and events of all mailboxes. */
export type Calendars = {
  calendars: Collection<CalendarRow>
  events: Collection<EventRow>
  /** Rows of a user's calendars, deleted ones included; the default calendar has one only once it was changed. */
  calendarsOf(userId: string): CalendarRow[]
  eventsIn(userId: string, calendar: number): EventRow[]
  /** The event in every mailbox that has it. */
  copiesOf(iCalUId: string): EventRow[]
  eventsOfTransaction(userId: string, transactionId: string): EventRow[]
}

export function openCalendars(store: Store): Calendars {
  const calendars = store.collection<CalendarRow>('calendars')
  const events = store.collection<EventRow>('events')
  const byUser = calendars.indexBy(({ userId }) => userId)
  const byCalendar = events.indexBy(({ userId, calendar }) => rowId(userId, calendar))
  const byTransaction = events.indexBy(({ userId, transactionId }) =>
    transactionId === null ? undefined : `${userId}:${transactionId}`,
  )
  return {
    calendars,
    events,
    calendarsOf: byUser,
    eventsIn: (userId, calendar) => byCalendar(rowId(userId, calendar)),
    copiesOf: events.indexBy(({ iCalUId }) => iCalUId),
    eventsOfTransaction: (userId, transactionId) => byTransaction(`${userId}:${transactionId}`),
  }
}
