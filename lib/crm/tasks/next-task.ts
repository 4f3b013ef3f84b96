import { Temporal } from 'temporal-polyfill'
import { occurrenceStarts } from '../recurrence/occurrences'
import { partsOfRule } from '../recurrence/recurrence-rule'
import type { TaskValues } from './fields'

type Repeating = Pick<TaskValues, 'dueDate' | 'recurrence' | 'reminderAt'>
type NextTask = { dueDate: string; recurrence: string; reminderAt: string | null }

/** How far ahead the next occurrence is looked for, in years. */
const HORIZON_YEARS = 10

/**
 * What a recurring task is the next time, once it has been completed: due on the first day of its rule that comes after
 * the one it was due on and is not over yet; null when the rule ends before, or there is none. Days that were missed are
 * not caught up on. A reminder keeps its distance and its time of day.
 * @param today the day, YYYY-MM-DD, at the owner's; a task without a due date counts from it
 */
export function nextTask(
  task: Repeating,
  { today, timeZone }: { today: string; timeZone: string },
): NextTask | null {
  if (task.recurrence === null) return null
  const due = task.dueDate ?? today
  const startsAt = midnight(due)
  const until = Temporal.PlainDate.from(later(due, today)).add({ years: HORIZON_YEARS })
  const starts = occurrenceStarts(
    { rule: task.recurrence, startsAt, timeZone: 'UTC' },
    startsAt,
    midnight(until.toString()),
  )
  const at = starts.findIndex((start) => start > startsAt && start >= midnight(today))
  const next = starts[at]
  if (next === undefined) return null
  const dueDate = next.toISOString().slice(0, 10)
  return {
    dueDate,
    recurrence: afterOccurrences(task.recurrence, at),
    reminderAt: task.reminderAt && movedByDays(task.reminderAt, { from: due, to: dueDate, timeZone }),
  }
}

const midnight = (day: string) => new Date(`${day}T00:00:00.000Z`)
const later = (one: string, other: string) => (one > other ? one : other)

/** A rule that counts its occurrences has fewer left. */
function afterOccurrences(rule: string, passed: number): string {
  const count = partsOfRule(rule)?.get('COUNT')
  return count === undefined ? rule : rule.replace(`COUNT=${count}`, `COUNT=${Number(count) - passed}`)
}

function movedByDays(
  instant: string,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): string {
  const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
  const moved = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).add({ days })
  return new Date(moved.epochMilliseconds).toISOString()
}
