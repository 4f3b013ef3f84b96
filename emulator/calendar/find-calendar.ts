import { itemNotFound, malformedId } from '../graph/graph-error'
import { parseItemId } from '../outlook/item-id'
import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import { type CalendarRow, defaultCalendar } from './calendars'

type Surroundings = Pick<World, 'calendars' | 'settings'>

/** The default calendar of a mailbox: as it was changed, else as it comes. */
export function defaultCalendarOf({ calendars }: Pick<World, 'calendars'>, userId: string): CalendarRow {
  const id = rowId(userId, defaultCalendar)
  return (
    calendars.calendars.get(id) ?? {
      id,
      userId,
      number: defaultCalendar,
      place: 'listed',
      name: 'Calendar',
      color: 'auto',
      extended: {},
      version: 1,
    }
  )
}

/** A calendar by its number, wherever it lies. */
export function calendarNumbered(
  world: Pick<World, 'calendars'>,
  userId: string,
  number: number,
): CalendarRow | undefined {
  if (number === defaultCalendar) return defaultCalendarOf(world, userId)
  return world.calendars.calendars.get(rowId(userId, number))
}

/** A user's calendars, the default one first, then in the order in which they were made. */
export function listedCalendars(world: Pick<World, 'calendars'>, userId: string): CalendarRow[] {
  const others = world.calendars
    .calendarsOf(userId)
    .filter(({ place, number }) => place === 'listed' && number !== defaultCalendar)
    .sort((a, b) => a.number - b.number)
  return [defaultCalendarOf(world, userId), ...others]
}

/** A calendar by id, also one that lies in Deleted Items. 400 for a malformed id, 404 for an unknown one. */
export function calendarById(world: Pick<World, 'calendars'>, userId: string, id: string): CalendarRow {
  const address = parseItemId(id)
  if (address?.form !== 'folder') throw malformedId()
  const calendar = address.mailboxId === userId && calendarNumbered(world, userId, address.number)
  if (!calendar) throw itemNotFound()
  return calendar
}

/** A calendar by id as a request for it sees it: gone once deleted, unless that reading is switched (U1). */
export function visibleCalendar(world: Surroundings, userId: string, id: string): CalendarRow {
  const calendar = calendarById(world, userId, id)
  if (world.settings.uncertain.U1 === '404' && calendar.place === 'deleted') throw itemNotFound()
  return calendar
}
