import { Temporal } from 'temporal-polyfill'
import {
  isLastOfMonth,
  noRecurrence,
  nthOfMonth,
  type RecurrenceEnd,
  type RecurrenceForm,
  type RecurrenceStart,
  type Repetition,
  type Weekday,
  weekdayOf,
  weekdays,
  workdays,
} from './recurrence-form'

/**
 * What the editor shows of a rule. Whatever it could not show in full, or that speaks of other days than the first
 * occurrence's, is `custom`: better no editing than an edit that changes what it does not show.
 */
export function readRule(rule: string | null, start: RecurrenceStart): RecurrenceForm {
  if (rule === null || rule.trim() === '') return noRecurrence
  const custom: RecurrenceForm = { repeat: 'custom', rule }
  const parts = partsOf(rule)
  const pattern = parts && patternOf(parts, start.day)
  const end = parts && endOf(parts, start)
  const interval = Number(parts?.get('INTERVAL') ?? 1)
  if (!pattern || !end || !Number.isInteger(interval) || interval < 1) return custom
  if (pattern.repeat === 'workdays' && interval > 1) return { ...pattern, repeat: 'weekly', interval, end }
  return { ...pattern, interval, end }
}

type Parts = ReadonlyMap<string, string>

const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'COUNT', 'UNTIL', 'WKST'])

/** Null for a rule with a part that the editor does not show. */
function partsOf(rule: string): Parts | null {
  const entries = rule
    .trim()
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split('=', 2))
  const parts = new Map(entries.map(([name = '', value = '']) => [name, value]))
  if ([...parts.keys()].some((name) => !known.has(name))) return null
  // The first day of the week matters only to a rule that skips weeks (RFC 5545, 3.3.10); Monday is the default.
  return (parts.get('WKST') ?? 'MO') === 'MO' ? parts : null
}

type Pattern = { repeat: Repetition; on: readonly Weekday[] }

function patternOf(parts: Parts, day: string): Pattern | null {
  const byDay = parts.get('BYDAY')
  const rest = ['BYMONTHDAY', 'BYMONTH'].flatMap((name) => parts.get(name) ?? []).join('/')
  const { month, day: date } = Temporal.PlainDate.from(day)
  const plain = (repeat: Repetition): Pattern => ({ repeat, on: [] })
  switch (parts.get('FREQ')) {
    case 'DAILY':
      if (byDay !== undefined) return rest === '' && isWorkdays(byDay) ? workweek : null
      return rest === '' ? plain('daily') : null
    case 'WEEKLY':
      return rest === '' ? weeklyOn(byDay ?? weekdayOf(day), day) : null
    case 'MONTHLY':
      if (byDay !== undefined) return rest === '' ? monthlyOn(byDay, day) : null
      return rest === '' || rest === String(date) ? plain('monthlyByDate') : null
    case 'YEARLY':
      return byDay === undefined && (rest === '' || rest === `${date}/${month}`) ? plain('yearly') : null
    default:
      return null
  }
}

const workweek: Pattern = { repeat: 'workdays', on: [] }

const isWorkdays = (byDay: string) => {
  const days = byDay.split(',')
  return days.length === workdays.length && workdays.every((day) => days.includes(day))
}

function weeklyOn(byDay: string, day: string): Pattern | null {
  if (isWorkdays(byDay)) return workweek
  const named = byDay.split(',')
  const on = weekdays.filter((weekday) => named.includes(weekday))
  // A week that leaves out the first occurrence's own day starts with an exception, which the editor cannot show.
  return on.length === named.length && on.includes(weekdayOf(day)) ? { repeat: 'weekly', on } : null
}

function monthlyOn(byDay: string, day: string): Pattern | null {
  const weekday = weekdayOf(day)
  if (byDay === `-1${weekday}` && isLastOfMonth(day)) return { repeat: 'monthlyByLastWeekday', on: [] }
  const nth = nthOfMonth(day)
  return nth < 5 && byDay === `${nth}${weekday}` ? { repeat: 'monthlyByWeekday', on: [] } : null
}

function endOf(parts: Parts, start: RecurrenceStart): RecurrenceEnd | null {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')]
  if (count !== undefined) return readCount(count)
  if (until === undefined) return { kind: 'never' }
  const day = readUntil(until, start)
  return day === null ? null : { kind: 'until', day }
}

function readCount(text: string): RecurrenceEnd | null {
  const count = Number(text)
  return Number.isInteger(count) && count > 0 ? { kind: 'after', count } : null
}

/** A day, a local time or an instant in UTC (RFC 5545, 3.3.10), as the day on which it lies. */
function readUntil(text: string, { timeZone, allDay }: RecurrenceStart): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text)
  if (!match) return null
  const [, year, month, date, hour, minute, second, utc] = match
  const day = `${year}-${month}-${date}`
  try {
    if (!utc || allDay) return Temporal.PlainDate.from(day).toString()
    const at = Temporal.Instant.from(`${day}T${hour}:${minute}:${second}Z`)
    return at.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
