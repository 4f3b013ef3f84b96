import { itemNotFound, malformedId } from '../graph/graph-error'
import { parseItemId } from '../outlook/item-id'
import { deletedItems, rowId } from '../outlook/outlook'
import type { World } from '../world'
import { calendarNumbered } from './find-calendar'
import { dayNumbered, type Instance, occurrenceOn, wholeEvent } from './series'

/**
 * An event or an occurrence by either form of its id, wherever it lies, Deleted Items included.
 * 400 for a malformed id, before anything is looked up; 404 for one that is unknown, of another mailbox, or from
 * before a move.
 */
export function eventById({ calendars }: Pick<World, 'calendars'>, userId: string, id: string): Instance {
  const address = parseItemId(id)
  if (!address || address.form === 'folder') throw malformedId()
  const row = calendars.events.get(rowId(address.mailboxId, address.number))
  const moved = address.form === 'ordinary' && row?.placement !== address.placement
  if (!row || row.userId !== userId || moved) throw itemNotFound()
  const found = address.day === null ? wholeEvent(row) : occurrenceOn(row, dayNumbered(address.day))
  if (!found) throw itemNotFound()
  return found
}

/** An event as a request for it sees it: gone once it, or its calendar, was deleted (but see U1). */
export function visibleEvent(
  world: Pick<World, 'calendars' | 'settings'>,
  userId: string,
  id: string,
  calendar?: number,
): Instance {
  const event = eventById(world, userId, id)
  const { row } = event
  if (row.calendar === deletedItems || (calendar !== undefined && row.calendar !== calendar))
    throw itemNotFound()
  const within = calendarNumbered(world, userId, row.calendar)
  if (!within || (world.settings.uncertain.U1 === '404' && within.place === 'deleted')) throw itemNotFound()
  return event
}
