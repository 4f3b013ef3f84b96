import { type ContactView, expanded, selected } from '../outlook/contact-to-graph'
import { changeKey, etagOf } from '../outlook/item-id'
import { eventId, iCalUIdOf } from './event-id'
import type { Attendee, EventValues, Person, Place } from './event-values'
import { bodyText } from './html-body'
import { momentToGraph, type ShownZone } from './moment'
import type { Instance } from './series'
import { windowsNameOf } from './zoned-time'

/** How a request wants to see events. */
export type EventView = ContactView & {
  zone: ShownZone
  textBody: boolean
  /** Calendars.ReadBasic shows neither bodies nor what was said beside them. */
  basic: boolean
  /** Where the pages for people are; Outlook on the web, for the service. */
  webUrl: string
  /** Zone names come back as Windows', whatever was sent (U12). */
  windowsNames: boolean
}

const previewLength = 255

/** An event as v1.0 shows it: learn.microsoft.com/graph/api/resources/event */
export function eventToGraph(instance: Instance, view: EventView): Record<string, unknown> {
  const { row, values, type, day } = instance
  const id = eventId(instance, view)
  const [place] = values.places
  const zoneName = (name: string) => (view.windowsNames ? windowsNameOf(name) : name)
  const whole: Record<string, unknown> = {
    id,
    createdDateTime: row.createdDateTime,
    lastModifiedDateTime: row.lastModifiedDateTime,
    changeKey: changeKey(row.userId, row.version),
    categories: values.categories,
    transactionId: row.transactionId,
    originalStartTimeZone: zoneName(values.start.zone),
    originalEndTimeZone: zoneName(values.end.zone),
    iCalUId: iCalUIdOf(instance),
    reminderMinutesBeforeStart: values.reminderMinutesBeforeStart,
    isReminderOn: values.isReminderOn,
    hasAttachments: false,
    subject: values.subject,
    ...(view.basic ? {} : { bodyPreview: bodyText(values.body).slice(0, previewLength) }),
    importance: values.importance,
    sensitivity: values.sensitivity,
    isAllDay: values.isAllDay,
    isCancelled: row.isCancelled,
    isOrganizer: row.isOrganizer,
    responseRequested: values.responseRequested,
    seriesMasterId: day === null ? null : eventId({ row, day: null }, view),
    showAs: values.showAs,
    type,
    webLink: `${view.webUrl}/calendar/${row.userId}/event/${encodeURIComponent(id)}`,
    onlineMeetingUrl: null,
    isOnlineMeeting: values.joinUrl !== null,
    onlineMeetingProvider: values.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    allowNewTimeProposals: values.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: values.hideAttendees,
    recurrence: recurrenceToGraph(values, zoneName),
    onlineMeeting: values.joinUrl === null ? null : { joinUrl: values.joinUrl },
    responseStatus: row.responseStatus,
    ...(view.basic ? {} : { body: bodyToGraph(values.body, view) }),
    start: momentToGraph(values.start, values.isAllDay, view.zone),
    end: momentToGraph(values.end, values.isAllDay, view.zone),
    location: placeToGraph(place),
    locations: values.places.map(placeToGraph),
    attendees: values.attendees.map(attendeeToGraph),
    organizer: { emailAddress: personToGraph(row.organizer) },
    ...originalStart(instance),
  }
  return {
    '@odata.etag': etagOf(row.userId, row.version),
    ...selected(whole, view.select),
    ...expanded(row.extended, view, `users('${row.userId}')/events('${id}')`),
  }
}

/** What delta tells of an occurrence: github.com/microsoftgraph/microsoft-graph-docs/issues/7632 */
export function thinOccurrence(instance: Instance, view: EventView): Record<string, unknown> {
  const { row, values, type } = instance
  return {
    '@odata.etag': etagOf(row.userId, row.version),
    id: eventId(instance, view),
    type,
    seriesMasterId: eventId({ row, day: null }, view),
    start: momentToGraph(values.start, values.isAllDay, view.zone),
    end: momentToGraph(values.end, values.isAllDay, view.zone),
  }
}

function originalStart({ originalStartMs }: Instance): Record<string, string> {
  if (originalStartMs === null) return {}
  return { originalStart: new Date(originalStartMs).toISOString().replace('.000Z', 'Z') }
}

function bodyToGraph(body: string, { textBody }: Pick<EventView, 'textBody'>) {
  return textBody ? { contentType: 'text', content: bodyText(body) } : { contentType: 'html', content: body }
}

function placeToGraph(place: Place | undefined): Record<string, unknown> {
  if (!place)
    return {
      displayName: '',
      locationType: 'default',
      uniqueIdType: 'unknown',
      address: {},
      coordinates: {},
    }
  return { locationType: 'default', uniqueId: place.displayName, uniqueIdType: 'private', ...place }
}

const attendeeToGraph = ({ type, status, person }: Attendee) => ({
  type,
  status,
  emailAddress: personToGraph(person),
})

const personToGraph = ({ name, address }: Person) => ({ name, address })

function recurrenceToGraph({ recurrence, start }: EventValues, zoneName: (name: string) => string) {
  if (!recurrence) return null
  const { pattern, range } = recurrence
  return {
    pattern,
    range: { ...range, recurrenceTimeZone: zoneName(range.recurrenceTimeZone ?? start.zone) },
  }
}
