import { GraphError } from '../graph/graph-error'
import { type ExtendedProperties, withExtendedProperties } from '../outlook/extended-properties'
import { folderExists } from '../outlook/folder-verbs'
import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import { type CalendarRow, defaultCalendar } from './calendars'
import { listedCalendars } from './find-calendar'
import { cancelMeetingsOf } from './meetings'

export type CalendarWrite = {
  name?: string
  color?: string
  extended?: Record<string, string | null>
}

/** Makes a calendar. 409 when the user has one of that name. */
export function createCalendar(
  world: World,
  userId: string,
  { name, color = 'auto', extended = {} }: CalendarWrite & { name: string },
): CalendarRow {
  refuseTakenName(world, userId, name)
  const number = world.outlook.advance(userId)
  const none: ExtendedProperties = {}
  return world.calendars.calendars.put({
    id: rowId(userId, number),
    userId,
    number,
    place: 'listed',
    name,
    color,
    extended: withExtendedProperties(none, extended),
    version: number,
  })
}

/** Renames or recolours a calendar, or writes its extended properties: learn.microsoft.com/graph/api/calendar-update */
export function updateCalendar(world: World, calendar: CalendarRow, write: CalendarWrite): CalendarRow {
  const { name = calendar.name, color = calendar.color } = write
  if (name !== calendar.name) refuseTakenName(world, calendar.userId, name, calendar.number)
  return world.calendars.calendars.put({
    ...calendar,
    name,
    color,
    extended: withExtendedProperties(calendar.extended, write.extended ?? {}),
    version: world.outlook.advance(calendar.userId),
  })
}

/**
 * Moves a calendar with all its events into Deleted Items. It is not gone: another calendar of the same name cannot
 * follow it there (github.com/microsoftgraph/microsoft-graph-docs/issues/6199), and the user can bring it back.
 */
export function deleteCalendar(world: World, calendar: CalendarRow): void {
  refuseDefault(world, calendar)
  if (calendar.place === 'deleted') {
    permanentlyDeleteCalendar(world, calendar)
    return
  }
  const { U34 } = world.settings.uncertain
  if (nameTaken(deletedCalendars(world, calendar.userId), calendar.name)) {
    if (U34 === '204-without-effect') return
    throw U34 === '503' ? new GraphError(503, 'UnknownError', '') : folderExists()
  }
  cancelWhereServiceDoes(world, calendar)
  const version = world.outlook.advance(calendar.userId)
  world.calendars.calendars.put({ ...calendar, place: 'deleted', version })
}

/** Removes a calendar and its events for good: learn.microsoft.com/graph/api/calendar-permanentdelete */
export function permanentlyDeleteCalendar(world: World, calendar: CalendarRow): void {
  refuseDefault(world, calendar)
  if (calendar.place === 'listed') cancelWhereServiceDoes(world, calendar)
  const { calendars } = world
  for (const event of calendars.eventsIn(calendar.userId, calendar.number)) calendars.events.delete(event.id)
  calendars.calendars.delete(calendar.id)
}

/** Takes a calendar out of Deleted Items, back among the user's calendars, with its events. */
export function restoreCalendar(world: World, calendar: CalendarRow): CalendarRow {
  refuseTakenName(world, calendar.userId, calendar.name, calendar.number)
  const version = world.outlook.advance(calendar.userId)
  return world.calendars.calendars.put({ ...calendar, place: 'listed', version })
}

/** Calendars that lie in Deleted Items. */
export const deletedCalendars = ({ calendars }: Pick<World, 'calendars'>, userId: string): CalendarRow[] =>
  calendars.calendarsOf(userId).filter(({ place }) => place === 'deleted')

/** Whether attendees hear of a calendar's deletion is not documented (U3). */
function cancelWhereServiceDoes(world: World, calendar: CalendarRow): void {
  if (world.settings.uncertain.U3 === 'yes')
    cancelMeetingsOf(world, world.calendars.eventsIn(calendar.userId, calendar.number))
}

function nameTaken(among: readonly CalendarRow[], wanted: string, except?: number): boolean {
  return among.some(({ name, number }) => name.toLowerCase() === wanted.toLowerCase() && number !== except)
}

function refuseTakenName(world: World, userId: string, name: string, except?: number): void {
  if (nameTaken(listedCalendars(world, userId), name, except)) throw folderExists()
}

function refuseDefault({ settings }: World, calendar: CalendarRow): void {
  if (calendar.number === defaultCalendar)
    throw new GraphError(403, settings.uncertain.U38, 'Distinguished folders cannot be deleted.')
}
