import type { GraphCall } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import type { Window } from './series'

const longestDays = 1_825
const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/**
 * The span of time that a calendar view is asked for; without an offset it is UTC, whatever zone is preferred:
 * learn.microsoft.com/graph/api/user-list-calendarview
 * @throws GraphError 400 when an end is missing or unreadable, or the span is longer than five years
 */
export function windowOf({ query, world }: GraphCall, { delta }: { delta: boolean }): Window {
  const start = parameter(query.custom, 'startDateTime')
  const end = parameter(query.custom, 'endDateTime')
  if (start === null || end === null)
    throw new GraphError(
      400,
      'ErrorInvalidParameter',
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    )
  const window = { fromMs: instant('StartDateTime', start), toMs: instant('EndDateTime', end) }
  if (window.toMs < window.fromMs)
    throw new GraphError(
      400,
      'ErrorInvalidParameter',
      'The EndDateTime must not be before the StartDateTime.',
    )
  const limited = !delta || world.settings.uncertain.U35 === 'yes'
  // Seen in github.com/microsoftgraph/microsoft-graph-docs/issues/6284.
  if (limited && window.toMs - window.fromMs > longestDays * 86_400_000)
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      `Your request can't be completed. The range between the start and end dates is greater than the allowed range. Maximum number of days: ${longestDays}`,
    )
  return window
}

function parameter(custom: ReadonlyMap<string, string>, wanted: string): string | null {
  const found = [...custom].find(([name]) => name.toLowerCase() === wanted.toLowerCase())
  return found?.[1] ?? null
}

function instant(name: string, sent: string): number {
  // An unencoded `+` of an offset arrives as a blank.
  const text = sent.replace(/ (?=\d\d:?\d\d$)/, '+')
  const offset = form.exec(text)
  const ms = offset ? Date.parse(text.includes('T') && !offset[1] ? `${text}Z` : text) : Number.NaN
  if (!Number.isNaN(ms)) return ms
  throw new GraphError(400, 'ErrorInvalidParameter', `The value '${sent}' of parameter '${name}' is invalid.`)
}
