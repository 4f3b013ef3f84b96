import { Temporal } from 'temporal-polyfill'
import { occurrenceDays } from '../core/occurrence-days'
import { midnightUtc } from './task-dates'
import type { TaskValues, TaskWrite } from './task-values'

/** The values after a write, with what To Do does to them by itself. */
export function applyTaskWrite(before: TaskValues, write: TaskWrite, now: Date): TaskValues {
  const after = { ...before, ...write }
  // Seen: a start date that is sent alone becomes the due date as well.
  if (write.startAt && write.dueAt === undefined) after.dueAt = write.startAt
  if (write.reminderAt !== undefined && write.isReminderOn === undefined)
    after.isReminderOn = write.reminderAt !== null
  after.completedAt = after.status === 'completed' ? (after.completedAt ?? today(now)) : null
  if (write.recurrence) after.dueAt = dueOfSeries(after.dueAt, write.recurrence.range)
  return after
}

/**
 * What completing a recurring task makes of it: it rolls on to its next day and is open again, and a copy stays as
 * done. Null when it does not recur, or this was its last day.
 * learn.microsoft.com/graph/api/resources/todotask says nothing of it; seen on the service in 2026.
 */
export function rollOn(values: TaskValues, now: Date): { next: TaskValues; done: TaskValues } | null {
  const { recurrence, dueAt } = values
  if (!recurrence || dueAt === null) return null
  const due = dayOf(dueAt)
  const next = nextDay(due, recurrence)
  if (!next) return null
  const days = due.until(next).days
  const later = (instant: string | null) => instant && plusDays(instant, days)
  return {
    next: {
      ...values,
      status: 'notStarted',
      completedAt: null,
      dueAt: midnightUtc(next),
      startAt: values.startAt && midnightUtc(dayOf(values.startAt).add({ days })),
      reminderAt: later(values.reminderAt),
    },
    done: {
      ...values,
      status: 'completed',
      completedAt: today(now),
      recurrence: null,
      isReminderOn: false,
      reminderAt: null,
    },
  }
}

/** A series needs a due date: its first day. Without a zone in the range it was seen to slip by a day. */
function dueOfSeries(dueAt: string | null, range: NonNullable<TaskValues['recurrence']>['range']): string {
  const due = dueAt ?? midnightUtc(Temporal.PlainDate.from(range.startDate))
  return range.recurrenceTimeZone ? due : plusDays(due, -1)
}

function nextDay(after: Temporal.PlainDate, recurrence: NonNullable<TaskValues['recurrence']>) {
  for (const day of occurrenceDays(recurrence)) if (Temporal.PlainDate.compare(day, after) > 0) return day
  return undefined
}

/** The day that a midnight of any zone within twelve hours of UTC stands for. */
function dayOf(instant: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).add({ hours: 12 }).toZonedDateTimeISO('UTC').toPlainDate()
}

const plusDays = (instant: string, days: number) =>
  Temporal.Instant.from(instant)
    .add({ hours: 24 * days })
    .toString()

/** The completion date has no time of day. */
const today = (now: Date) => `${now.toISOString().slice(0, 10)}T00:00:00Z`
