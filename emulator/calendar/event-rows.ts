import { type ExtendedProperties, withExtendedProperties } from '../outlook/extended-properties'
import { deletedItems, type ItemChange, rowId } from '../outlook/outlook'
import type { World } from '../world'
import { type CalendarRow, defaultCalendar, type EventRow } from './calendars'
import { calendarNumbered } from './find-calendar'

type Surroundings = Pick<World, 'calendars' | 'outlook' | 'clock' | 'scheduler'>

/** What an event is made of; the mailbox adds the rest. */
export type EventDraft = Pick<
  EventRow,
  'values' | 'iCalUId' | 'organizer' | 'isOrganizer' | 'responseStatus'
> &
  Partial<Pick<EventRow, 'transactionId' | 'transactionBody' | 'changed' | 'leftOut'>> & {
    extended?: Record<string, string | null>
  }

type Place = Pick<CalendarRow, 'userId' | 'number'>

/** Puts an event into a calendar as if it had always been there: nobody is told, nothing happens to it later. */
export function storeEvent(world: Surroundings, calendar: Place, draft: EventDraft): EventRow {
  const { userId } = calendar
  const number = world.outlook.advance(userId)
  const at = instantOf(world)
  const none: ExtendedProperties = {}
  return world.calendars.events.put({
    transactionId: null,
    transactionBody: null,
    changed: {},
    leftOut: [],
    ...draft,
    id: rowId(userId, number),
    userId,
    number,
    placement: 0,
    calendar: calendar.number,
    deletedFrom: null,
    extended: withExtendedProperties(none, draft.extended ?? {}),
    isCancelled: false,
    createdDateTime: at,
    lastModifiedDateTime: at,
    version: number,
    listedAt: number,
  })
}

/** Makes an event in a calendar. In the seconds after Exchange writes it once more by itself. */
export function addEvent(world: Surroundings, calendar: Place, draft: EventDraft): EventRow {
  const row = storeEvent(world, calendar, draft)
  announce(world, 'created', row)
  const { settleAfterMs } = world.outlook.conduct.values()
  if (settleAfterMs > 0)
    world.scheduler.after(settleAfterMs, () => {
      const settled = world.calendars.events.get(row.id)
      if (settled && settled.calendar !== deletedItems) touchEvent(world, settled)
    })
  return row
}

/** Changes an event where it lies. `hidden` keeps the change out of delta. */
export function changeEvent(
  world: Surroundings,
  row: EventRow,
  changes: Partial<EventRow>,
  { hidden = false } = {},
): EventRow {
  const version = world.outlook.advance(row.userId)
  const changed = world.calendars.events.put({
    ...row,
    ...changes,
    lastModifiedDateTime: instantOf(world),
    version,
    listedAt: hidden ? row.listedAt : version,
  })
  announce(world, 'updated', changed)
  return changed
}

/** Moves the etag without an edit, as Exchange does by itself at times. */
export function touchEvent(world: Surroundings, row: EventRow): EventRow {
  const version = world.outlook.advance(row.userId)
  const { settleTouchesLastModified } = world.outlook.conduct.values()
  const touched = world.calendars.events.put({
    ...row,
    version,
    listedAt: version,
    lastModifiedDateTime: settleTouchesLastModified ? instantOf(world) : row.lastModifiedDateTime,
  })
  announce(world, 'updated', touched)
  return touched
}

/**
 * Moves an event to another calendar of the mailbox, which people do in Outlook and v1.0 has no call for. Its ordinary
 * id changes, its immutable id stays.
 */
export function moveEvent(world: Surroundings, row: EventRow, calendar: Place): EventRow {
  if (row.calendar === calendar.number) return row
  leaveCalendar(world, row)
  const moved = arrive(world, row, calendar.number, null)
  announce(world, 'created', moved)
  return moved
}

/** Puts an event into Deleted Items, from where the user can bring it back. */
export function binEvent(world: Surroundings, row: EventRow): EventRow {
  leaveCalendar(world, row)
  return arrive(world, row, deletedItems, row.calendar)
}

/** Takes an event out of Deleted Items, back into the calendar from which it was deleted, if that is still there. */
export function restoreEvent(world: Surroundings, row: EventRow): EventRow {
  if (row.deletedFrom === null) return row
  const before = calendarNumbered(world, row.userId, row.deletedFrom)
  const calendar = before?.place === 'listed' ? before.number : defaultCalendar
  const restored = arrive(world, row, calendar, null)
  announce(world, 'created', restored)
  return restored
}

/** Removes an event for good. */
export function eraseEvent(world: Surroundings, row: EventRow): void {
  leaveCalendar(world, row)
  world.calendars.events.delete(row.id)
}

/** The same event as a new item with a new id: what some clients make of an answer to an invitation (U11). */
export function replaceEvent(world: Surroundings, row: EventRow): EventRow {
  eraseEvent(world, row)
  const number = world.outlook.advance(row.userId)
  const made = world.calendars.events.put({
    ...row,
    id: rowId(row.userId, number),
    number,
    placement: 0,
    version: number,
    listedAt: number,
  })
  announce(world, 'created', made)
  return made
}

/** An instant as events carry it, with seven decimals. */
export const instantOf = ({ clock }: Pick<World, 'clock'>) => clock.now().toISOString().replace('Z', '0000Z')

function leaveCalendar(world: Surroundings, row: EventRow): void {
  const { userId, number, placement, calendar } = row
  if (calendar === deletedItems) return
  const version = world.outlook.advance(userId)
  const id = `event:${row.id}:${version}`
  world.outlook.removals.put({ id, userId, kind: 'event', folder: calendar, number, placement, version })
  announce(world, 'deleted', row)
}

function arrive(world: Surroundings, row: EventRow, calendar: number, deletedFrom: number | null): EventRow {
  const version = world.outlook.advance(row.userId)
  return world.calendars.events.put({
    ...row,
    calendar,
    deletedFrom,
    placement: row.placement + 1,
    lastModifiedDateTime: instantOf(world),
    version,
    listedAt: version,
  })
}

function announce(world: Surroundings, changeType: ItemChange['changeType'], row: EventRow): void {
  world.outlook.announce({ kind: 'event', userId: row.userId, changeType, folder: row.calendar, item: row })
}
