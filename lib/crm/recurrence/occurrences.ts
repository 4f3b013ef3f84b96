import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { partsOfRule, untilOf } from './recurrence-rule'

/**
 * Something that repeats. Its rule counts in local time of `timeZone`, so that nine o'clock stays nine o'clock when
 * clocks change; for days, which are kept as midnights of UTC, the zone is UTC.
 */
export type Series = { rule: string; startsAt: Date; timeZone: string }

/**
 * When the occurrences start that lie between two instants (both inclusive), in order. The series' own start is one of
 * them, whether or not it fits the rule: what somebody put on a day is shown on that day.
 */
export function occurrenceStarts(series: Series, from: Date, to: Date): Date[] {
  const { endless, count } = withoutCount(series)
  if (count === null) return startsBetween(endless, from, to)
  // Counted here: to count, the library walks every period from the start on, and gives up after 10,000 of them.
  return firstStarts(endless, count, to)
    .slice(0, count)
    .filter((start) => start >= from && start <= to)
}

/** When the last occurrence starts, or an instant after which none can; null for a series that goes on. */
export function lastStart(series: Series): Date | null {
  const until = partsOfRule(series.rule)?.get('UNTIL')
  if (until !== undefined) return latest(untilIn(until, series.timeZone), series.startsAt)
  const { endless, count } = withoutCount(series)
  if (count === null) return null
  return firstStarts(endless, count)[count - 1] ?? null
}

/**
 * Whether a rule makes anything happen again: 31 April does not. Series from before 1970 are refused too, since some
 * rules are walked through period by period from their start on.
 */
export function recurs({ rule, ...series }: Series): boolean {
  if (series.startsAt.getTime() < 0) return false
  const parts = rule.split(';').filter((part) => !/^(COUNT|UNTIL)=/.test(part))
  const endless = { ...series, rule: parts.join(';') }
  return horizonsInYears.some((years) => startsWithin(endless, years).length > 1)
}

/** Looked through one after the other: most rules tell within the first. */
const horizonsInYears = [1, 4, 30]

/** Some rules are walked through day by day: enough for 270 years. */
const maxIterations = 100_000

/** The first `count` occurrences or more; fewer when there are no more up to `to`, or within the last horizon. */
function firstStarts(series: Series, count: number, to?: Date): Date[] {
  for (const years of horizonsInYears) {
    const starts = startsWithin(series, years)
    if (starts.length >= count) return starts
  }
  return startsBetween(
    series,
    series.startsAt,
    to ?? yearsAfter(series.startsAt, horizonsInYears.at(-1) ?? 0),
  )
}

function withoutCount({ rule, ...series }: Series): { endless: Series; count: number | null } {
  const count = partsOfRule(rule)?.get('COUNT')
  const parts = rule.split(';').filter((part) => !part.startsWith('COUNT='))
  return { endless: { ...series, rule: parts.join(';') }, count: count === undefined ? null : Number(count) }
}

function startsBetween({ rule, startsAt, timeZone }: Series, from: Date, to: Date): Date[] {
  if (to < from || to < startsAt) return []
  const series = new RRuleTemporal({
    rruleString: rule,
    dtstart: Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone),
    includeDtstart: true,
    maxIterations,
  })
  return series.between(from, to, true).map((start) => new Date(start.epochMilliseconds))
}

/** A day that a rule ends on is a day of the series' zone. */
function untilIn(until: string, timeZone: string): Date {
  if (until.length > 8) return untilOf(until)
  const day = Temporal.PlainDate.from(until).add({ days: 1 })
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds - 1)
}

const latest = (one: Date, other: Date) => (one > other ? one : other)

const startsWithin = (series: Series, years: number): Date[] =>
  startsBetween(series, series.startsAt, yearsAfter(series.startsAt, years))

function yearsAfter(at: Date, years: number): Date {
  const later = new Date(at)
  later.setUTCFullYear(later.getUTCFullYear() + years)
  return later
}
