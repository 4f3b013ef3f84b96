import { Temporal } from 'temporal-polyfill'
import { type Recurrence, type Weekday, weekdays } from './recurrence'

type Day = Temporal.PlainDate
type Pattern = Recurrence['pattern']

const farthest = Temporal.PlainDate.from('2099-12-31')

/** The days of a series, first one first, as far as its range goes. A series without an end ends with the century. */
export function* occurrenceDays({ pattern, range }: Recurrence): Generator<Day> {
  const start = Temporal.PlainDate.from(range.startDate)
  const end = range.type === 'endDate' ? Temporal.PlainDate.from(range.endDate) : farthest
  let count = 0
  for (const day of patternDays(pattern, start)) {
    if (Temporal.PlainDate.compare(day, start) < 0) continue
    if (Temporal.PlainDate.compare(day, end) > 0) return
    yield day
    count += 1
    if (range.type === 'numbered' && count >= range.numberOfOccurrences) return
  }
}

/** Every day of the pattern from the period of `start` on, in order, without end. */
function* patternDays(pattern: Pattern, start: Day): Generator<Day> {
  for (let period = 0; ; period += pattern.interval) yield* daysOfPeriod(pattern, start, period)
}

/** The days of the pattern in one day, week, month or year; `period` counts them from that of `start`. */
function daysOfPeriod(pattern: Pattern, start: Day, period: number): Day[] {
  switch (pattern.type) {
    case 'daily':
      return [start.add({ days: period })]
    case 'weekly':
      return daysOfWeek(pattern, start.add({ weeks: period }))
    case 'absoluteMonthly':
      return [inMonth(monthAfter(start, period), pattern)]
    case 'relativeMonthly':
      return indexed(monthAfter(start, period), pattern)
    case 'absoluteYearly':
      return [inMonth(monthOfYear(start, period, pattern), pattern)]
    case 'relativeYearly':
      return indexed(monthOfYear(start, period, pattern), pattern)
    default:
      return pattern.type satisfies never
  }
}

function daysOfWeek({ firstDayOfWeek, daysOfWeek: wanted = [] }: Pattern, within: Day): Day[] {
  const sinceFirst = (7 + numberOf(weekdayOf(within)) - numberOf(firstDayOfWeek)) % 7
  const first = within.subtract({ days: sinceFirst })
  const week = Array.from({ length: 7 }, (_, days) => first.add({ days }))
  return week.filter((day) => wanted.includes(weekdayOf(day)))
}

/** The n-th day of the month that is one of the pattern's weekdays. */
function indexed(month: Day, { index, daysOfWeek: wanted = [] }: Pattern): Day[] {
  const all = Array.from({ length: month.daysInMonth }, (_, days) => month.add({ days }))
  const matching = all.filter((day) => wanted.includes(weekdayOf(day)))
  const at = { first: 0, second: 1, third: 2, fourth: 3, last: -1 }[index]
  const found = matching.at(at)
  return found ? [found] : []
}

/** A day that a short month lacks is its last one. */
const inMonth = (month: Day, { dayOfMonth }: Pattern) => month.with({ day: dayOfMonth })

const monthAfter = (start: Day, months: number) => start.with({ day: 1 }).add({ months })

const monthOfYear = (start: Day, years: number, { month }: Pattern) =>
  start.with({ day: 1 }).add({ years }).with({ month })

const numberOf = (name: Weekday) => weekdays.indexOf(name)

const weekdayOf = (day: Day): Weekday => weekdays[day.dayOfWeek % 7] ?? 'sunday'
