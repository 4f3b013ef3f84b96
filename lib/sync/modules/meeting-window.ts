import type { CanonicalFields } from '@/lib/sync/core/types'

const dayMs = 86_400_000
/** M1: meetings of the past 365 days and of the four years ahead have a place in Microsoft 365. */
const daysBack = 365
const daysAhead = 4 * 365 + 1
/** The longest view of a calendar, and so of its delta (learn.microsoft.com/graph/api/user-list-calendarview; observed). */
const mostDaysShown = 1_825

/** A day counts from its midnight in UTC: what is a day wide at the edge of years needs no zone. */
const msOf = (fields: CanonicalFields, name: 'start' | 'end') => Date.parse(String(fields[name] ?? ''))

/** Null inside M1's window; outside, when a meeting too far ahead will enter it. What is over never does. */
export function outsideWindow(fields: CanonicalFields, now: Date): { entersAt: Date | null } | null {
  const [start, end] = [msOf(fields, 'start'), msOf(fields, 'end')]
  if (end < now.getTime() - daysBack * dayMs) return { entersAt: null }
  const entersMs = start - daysAhead * dayMs
  return entersMs > now.getTime() ? { entersAt: new Date(entersMs) } : null
}

/** M1: what is to come goes first (below zero), the soonest before all; then what is over, the latest first. In minutes. */
export function placeInFirstSync(fields: CanonicalFields, now: Date): number {
  const minutes = (ms: number) => Math.round(ms / 60_000)
  const [start, end] = [msOf(fields, 'start'), msOf(fields, 'end')]
  if (end < now.getTime()) return minutes(now.getTime() - end)
  return Math.min(-1, minutes(Math.max(0, start - now.getTime()) - 2 * daysAhead * dayMs))
}

/**
 * The windows of time that delta is asked for, whole days: as much of M1's as one view shows, and a narrow one for calendars
 * whose endless series make a wide one time out (observed, microsoft-graph-docs issue 6499). A listing finds the rest.
 */
export function deltaWindows(now: Date): string[] {
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  const at = (ms: number) => encodeURIComponent(new Date(ms).toISOString())
  const window = (back: number, shown: number) =>
    `startDateTime=${at(today - back * dayMs)}&endDateTime=${at(today + (shown - back) * dayMs)}`
  return [window(daysBack, mostDaysShown), window(31, 366)]
}
