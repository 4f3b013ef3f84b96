import { occurrenceDays } from '../core/occurrence-days'
import type { Recurrence } from '../core/recurrence'
import type { EventRow } from './calendars'
import type { EventValues } from './event-values'
import { dayOf, momentAt, momentOf } from './moment'

type EventType = 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster'

/** An event as people see it: a single one, a series as a whole, or one occurrence of a series. */
export type Instance = {
  row: EventRow
  type: EventType
  /** The day as planned, `YYYY-MM-DD`, of an occurrence or an exception. */
  day: string | null
  values: EventValues
  /** The planned start of an occurrence or an exception. */
  originalStartMs: number | null
}

/** One occurrence of a series, an exception included. */
export type Occurrence = Instance & { day: string }

export const isOccurrence = (event: Instance): event is Occurrence => event.day !== null

/** A span of time; the end is exclusive. */
export type Window = { fromMs: number; toMs: number }

const dayMs = 86_400_000

/** A single event, or a series as a whole. */
export const wholeEvent = (row: EventRow): Instance => ({
  row,
  type: row.values.recurrence ? 'seriesMaster' : 'singleInstance',
  day: null,
  values: row.values,
  originalStartMs: null,
})

/** Does an event lie in a window, at least partly? An event without duration lies where it begins. */
export const overlaps = ({ start, end }: Pick<EventValues, 'start' | 'end'>, { fromMs, toMs }: Window) =>
  start.ms < toMs && (end.ms > fromMs || (start.ms === end.ms && start.ms >= fromMs))

/** What a calendar view shows of an event: itself, or the occurrences of a series that lie in the window. */
export function instancesIn(row: EventRow, window: Window): Instance[] {
  if (!row.values.recurrence) return overlaps(row.values, window) ? [wholeEvent(row)] : []
  const lengthMs = row.values.end.ms - row.values.start.ms
  // Zones differ by up to a day from UTC, in which the days of the series are compared here.
  const farthest = new Date(window.toMs + dayMs).toISOString().slice(0, 10)
  const nearest = new Date(window.fromMs - lengthMs - 2 * dayMs).toISOString().slice(0, 10)
  const changedDays = Object.keys(row.changed)
  const planned = daysOf(row, farthest).filter((day) => day >= nearest || changedDays.includes(day))
  const moved = changedDays.filter((day) => day > farthest)
  const leftOut = new Set(row.leftOut)
  return [...planned, ...moved]
    .filter((day) => !leftOut.has(day))
    .map((day) => plannedOn(row, day))
    .filter(({ values }) => overlaps(values, window))
}

/** The occurrence that is planned on a day; null when the series has none there, or left it out. */
export function occurrenceOn(row: EventRow, day: string): Occurrence | null {
  if (row.leftOut.includes(day) || !daysOf(row, day).includes(day)) return null
  return plannedOn(row, day)
}

function plannedOn(row: EventRow, day: string): Occurrence {
  const change = row.changed[day]
  const { start, end } = row.values
  const plannedStart = momentAt(`${day}${start.wall.slice(10)}`, start.zone)
  const planned: EventValues = {
    ...row.values,
    recurrence: null,
    start: plannedStart,
    end: row.values.isAllDay
      ? allDayEnd(row.values, day)
      : momentOf(plannedStart.ms + end.ms - start.ms, end.zone),
  }
  return {
    row,
    type: change ? 'exception' : 'occurrence',
    day,
    values: { ...planned, ...change },
    originalStartMs: plannedStart.ms,
  }
}

/** Days that were computed before, and up to when: a recurrence never changes in place. */
const computed = new WeakMap<Recurrence, { last: string; days: readonly string[] }>()

/** The days of a series as planned, up to one of them, those left out included. */
export function daysOf(
  { values: { recurrence } }: Pick<EventRow, 'values'>,
  last: string,
): readonly string[] {
  if (!recurrence) return []
  const known = computed.get(recurrence)
  if (known && known.last >= last) return known.days.filter((day) => day <= last)
  const days: string[] = []
  for (const each of occurrenceDays(recurrence)) {
    const day = each.toString()
    if (day > last) break
    days.push(day)
  }
  computed.set(recurrence, { last, days })
  return days
}

/** Days stay days: the end of an all-day occurrence is as many days after its start as in the series. */
function allDayEnd({ start, end }: Pick<EventValues, 'start' | 'end'>, day: string) {
  const days = Math.round(
    (Date.parse(`${dayOf(end)}T00:00:00Z`) - Date.parse(`${dayOf(start)}T00:00:00Z`)) / dayMs,
  )
  const last = new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
  return momentAt(`${last}T00:00:00.000`, end.zone)
}

/** Days are numbered from 1970 in ids. */
export const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs
export const dayNumbered = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10)
