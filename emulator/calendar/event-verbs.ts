import { withExtendedProperties } from '../outlook/extended-properties'
import type { World } from '../world'
import { applyWrite } from './apply-write'
import type { CalendarRow, EventRow } from './calendars'
import { newICalUId } from './event-id'
import { addEvent, binEvent, changeEvent, type EventDraft, eraseEvent, replaceEvent } from './event-rows'
import { type EventValues, neverResponded } from './event-values'
import { cancelMeeting, cancelMeetingsOf, inviteesOf, sendChanges, sendMeeting } from './meetings'
import { changeOccurrence, leaveOutOccurrence } from './occurrence-verbs'
import type { EventBody } from './parse-event'
import { type Instance, isOccurrence } from './series'

type Place = Pick<CalendarRow, 'userId' | 'number'>

/** Makes an event in a calendar, as Outlook and Graph do. Whoever is an attendee gets an invitation. */
export function createEvent(
  world: World,
  calendar: Place,
  body: EventBody,
  transactionBody: string | null = null,
): EventRow {
  const row = addEvent(world, calendar, { ...draftOf(world, calendar.userId, body), transactionBody })
  const people = inviteesOf(row)
  if (people.length > 0) sendMeeting(world, row, people, 'invitation')
  return row
}

/** A new event of a mailbox: its owner organizes it. */
export function draftOf(world: World, userId: string, body: EventBody): EventDraft {
  const owner = world.directory.users.get(userId)
  const values = applyWrite(world, null, body.write)
  return {
    values,
    extended: body.extended,
    transactionId: body.transactionId,
    iCalUId: newICalUId(world.clock.now(), world.random.bytes(16)),
    organizer: {
      name: owner?.displayName ?? '',
      address: owner?.mail ?? owner?.userPrincipalName ?? '',
    },
    isOrganizer: true,
    responseStatus: { ...neverResponded, response: ownResponse(world, values) },
  }
}

/** Of an appointment without attendees both were seen: github.com/microsoftgraph/microsoft-graph-docs/issues/6003 */
const ownResponse = ({ settings }: World, { attendees }: EventValues) =>
  attendees.length === 0 ? settings.uncertain.U46 : 'organizer'

/**
 * Writes the properties that `write` holds and leaves the others. On the organizer's side every attendee hears of it;
 * one occurrence of a series becomes an exception.
 */
export function updateEvent(world: World, event: Instance, body: EventBody): EventRow {
  if (isOccurrence(event)) return changeOccurrence(world, event, body)
  const { row } = event
  const values = applyWrite(world, row.values, body.write)
  const shape = JSON.stringify([row.values.recurrence, row.values.start])
  const keepsSeries = shape === JSON.stringify([values.recurrence, values.start])
  const changes = {
    values,
    extended: withExtendedProperties(row.extended, body.extended),
    // A series that is laid anew forgets what differed in single occurrences.
    ...(keepsSeries ? {} : { changed: {}, leftOut: [] }),
  }
  const changed = changeEvent(world, row, changes, { hidden: onlyExtended(world, body) })
  if (row.isOrganizer) sendChanges(world, row, changed)
  const turned = (row.values.recurrence === null) !== (values.recurrence === null)
  return turned && world.settings.uncertain.U11 === 'new-id' ? replaceEvent(world, changed) : changed
}

/**
 * Deletes an event: it goes to Deleted Items. If its organizer deletes a meeting, it is cancelled for all attendees;
 * there is no way to suppress that (learn.microsoft.com/graph/api/event-delete).
 */
export function deleteEvent(world: World, event: Instance): void {
  if (isOccurrence(event)) leaveOutOccurrence(world, event)
  else if (event.row.isOrganizer) cancelMeeting(world, event.row)
  else binEvent(world, event.row)
}

/** Removes an event for good: learn.microsoft.com/graph/api/event-permanentdelete */
export function permanentlyDeleteEvent(world: World, event: Instance): void {
  if (isOccurrence(event)) {
    leaveOutOccurrence(world, event)
    return
  }
  cancelMeetingsOf(world, [event.row])
  eraseEvent(world, event.row)
}

function onlyExtended(world: World, { write, extended }: EventBody): boolean {
  const nothingElse = Object.keys(write).length === 0 && Object.keys(extended).length > 0
  return nothingElse && world.settings.uncertain.U14 === 'no'
}
