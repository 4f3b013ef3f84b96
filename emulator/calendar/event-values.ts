import type { Recurrence } from '../core/recurrence'
import type { Moment } from './moment'

export const importances = ['low', 'normal', 'high'] as const
export const sensitivities = ['normal', 'personal', 'private', 'confidential'] as const
export const showAsValues = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const
export const attendeeTypes = ['required', 'optional', 'resource'] as const
export const responses = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
] as const

export type Person = { name: string; address: string }
export type Response = (typeof responses)[number]
export type ResponseStatus = { response: Response; time: string }
export type Attendee = {
  type: (typeof attendeeTypes)[number]
  person: Person
  status: ResponseStatus
}
/** A place; the first one of an event is its `location`. */
export type Place = { displayName: string } & Record<string, unknown>

/** The time that Graph gives where nobody has responded yet. */
export const neverResponded: ResponseStatus = { response: 'none', time: '0001-01-01T00:00:00Z' }

/** The writable properties of an event in v1.0: learn.microsoft.com/graph/api/resources/event */
export type EventValues = {
  subject: string | null
  /** A whole HTML document, or `''`. */
  body: string
  start: Moment
  /** Exclusive. */
  end: Moment
  isAllDay: boolean
  places: readonly Place[]
  attendees: readonly Attendee[]
  importance: (typeof importances)[number]
  sensitivity: (typeof sensitivities)[number]
  showAs: (typeof showAsValues)[number]
  categories: readonly string[]
  isReminderOn: boolean
  reminderMinutesBeforeStart: number
  responseRequested: boolean
  allowNewTimeProposals: boolean
  hideAttendees: boolean
  /** The link to join; null for a meeting that is not online. */
  joinUrl: string | null
  recurrence: Recurrence | null
}

/** What a request asks to write: absent stays. `joinUrl` is made by the service, so a request only says yes or no. */
export type EventWrite = Partial<Omit<EventValues, 'joinUrl'>> & {
  isOnlineMeeting?: boolean
  joinUrl?: string
}

/** What an event has when nothing is said: learn.microsoft.com/graph/api/calendar-post-events */
export const eventDefaults: Omit<EventValues, 'start' | 'end'> = {
  subject: null,
  body: '',
  isAllDay: false,
  places: [],
  attendees: [],
  importance: 'normal',
  sensitivity: 'normal',
  showAs: 'busy',
  categories: [],
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  responseRequested: true,
  allowNewTimeProposals: true,
  hideAttendees: false,
  joinUrl: null,
  recurrence: null,
}
