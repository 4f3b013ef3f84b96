import { Temporal } from 'temporal-polyfill'
import {
  nthOfMonth,
  type RecurrenceForm,
  type RecurrenceStart,
  weekdayOf,
  weekdays,
  workdays,
} from './recurrence-form'

/** The rule that the editor stands for, as RRULE without the prefix; null for something that does not repeat. */
export function writeRule(form: RecurrenceForm, start: RecurrenceStart): string | null {
  if (form.repeat === 'custom') return form.rule
  const pattern = patternOf(form, start.day)
  if (pattern === null) return null
  const interval = form.interval > 1 && form.repeat !== 'workdays' ? [`INTERVAL=${form.interval}`] : []
  const [frequency, ...days] = pattern
  return [frequency, ...interval, ...days, ...endOf(form, start)].join(';')
}

/** Frequency first, then the days it chooses. */
function patternOf(
  { repeat, on }: Extract<RecurrenceForm, { on: unknown }>,
  day: string,
): readonly string[] | null {
  const { month, day: date } = Temporal.PlainDate.from(day)
  switch (repeat) {
    case 'never':
      return null
    case 'daily':
      return ['FREQ=DAILY']
    case 'workdays':
      return ['FREQ=WEEKLY', `BYDAY=${workdays.join()}`]
    case 'weekly':
      return ['FREQ=WEEKLY', `BYDAY=${inOrder(on.length > 0 ? on : [weekdayOf(day)])}`]
    case 'monthlyByDate':
      return ['FREQ=MONTHLY', `BYMONTHDAY=${date}`]
    case 'monthlyByWeekday':
      return ['FREQ=MONTHLY', `BYDAY=${nthOfMonth(day)}${weekdayOf(day)}`]
    case 'monthlyByLastWeekday':
      return ['FREQ=MONTHLY', `BYDAY=-1${weekdayOf(day)}`]
    case 'yearly':
      return ['FREQ=YEARLY', `BYMONTH=${month}`, `BYMONTHDAY=${date}`]
    default:
      return repeat satisfies never
  }
}

const inOrder = (on: readonly string[]) => weekdays.filter((day) => on.includes(day)).join()

function endOf(
  { end }: Extract<RecurrenceForm, { end: unknown }>,
  { timeZone, allDay }: RecurrenceStart,
): string[] {
  if (end.kind === 'never') return []
  if (end.kind === 'after') return [`COUNT=${end.count}`]
  return [`UNTIL=${allDay ? end.day.replaceAll('-', '') : lastSecondOf(end.day, timeZone)}`]
}

/** RFC 5545, 3.3.10: of something that happens at a time in a zone, the end is an instant in UTC. */
function lastSecondOf(day: string, timeZone: string): string {
  const at = Temporal.PlainDate.from(day)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
    .subtract({ seconds: 1 })
    .toInstant()
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}
