import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { applyWrite } from './apply-write'
import type { EventRow, OccurrenceChange } from './calendars'
import { changeEvent } from './event-rows'
import type { EventValues } from './event-values'
import { sendMeetingMail } from './meeting-mail'
import { inviteesOf, placeMeeting, sendChanges } from './meetings'
import { dayOf } from './moment'
import type { EventBody } from './parse-event'
import { daysOf, type Occurrence, occurrenceOn } from './series'

/** Changes one occurrence of a series, which makes it an exception. */
export function changeOccurrence(world: World, event: Occurrence, { write, extended }: EventBody): EventRow {
  const { row, day, values: before } = event
  if (Object.keys(extended).length > 0)
    throw new GraphError(
      501,
      'NotImplemented',
      'Extended properties of occurrences are not covered by this emulator.',
    )
  if (write.recurrence)
    throw new GraphError(400, 'ErrorInvalidRequest', 'An occurrence of a series cannot be a series itself.')
  const values = applyWrite(world, before, write)
  refuseCrossing(row, day, values)
  const change = { ...row.changed[day], ...differences(before, values) }
  const changed = changeEvent(world, row, { changed: { ...row.changed, [day]: change } })
  if (row.isOrganizer) sendChanges(world, row, changed)
  return changed
}

/** Takes one occurrence out of a series. If its organizer does, it is cancelled for everybody. */
export function leaveOutOccurrence(
  world: World,
  { row, day, values }: Occurrence,
  comment: string | null = null,
): EventRow {
  const { [day]: _gone, ...others } = row.changed
  const changed = changeEvent(world, row, { changed: others, leftOut: [...row.leftOut, day] })
  if (!row.isOrganizer) return changed
  const people = inviteesOf(changed)
  sendMeetingMail(world, { organizer: row.organizer, values }, people, { kind: 'cancellation', comment })
  placeMeeting(world, changed, people)
  return changed
}

/** An occurrence stays between its neighbours: learn.microsoft.com/graph/api/event-update */
function refuseCrossing(row: EventRow, day: string, { start }: EventValues): void {
  const wanted = dayOf(start)
  const farther = new Date(Date.parse(`${day > wanted ? day : wanted}T00:00:00Z`) + 370 * 86_400_000)
  const days = daysOf(row, farther.toISOString().slice(0, 10)).filter((other) => !row.leftOut.includes(other))
  const at = days.indexOf(day)
  const before = neighbourDay(row, days[at - 1])
  const after = neighbourDay(row, days[at + 1])
  if ((before !== null && wanted <= before) || (after !== null && wanted >= after))
    throw new GraphError(
      400,
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    )
}

function neighbourDay(row: EventRow, day: string | undefined): string | null {
  const neighbour = day === undefined ? null : occurrenceOn(row, day)
  return neighbour ? dayOf(neighbour.values.start) : null
}

function differences(before: EventValues, after: EventValues): OccurrenceChange {
  const names = Object.keys(after) as (keyof EventValues)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return Object.fromEntries(changed.map((name) => [name, after[name]]))
}
