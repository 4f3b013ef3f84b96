import { Temporal } from 'temporal-polyfill'

/** A reminder as a form shows it, on the reader's clocks; without a day there is none. */
export type ReminderTime = {
  /** YYYY-MM-DD, or empty. */
  day: string
  /** HH:MM; kept, but without meaning, while there is no day. */
  time: string
}

const usualTime = '09:00'

export const noReminder: ReminderTime = { day: '', time: usualTime }

export function reminderTimeOf(instant: string | null, timeZone: string): ReminderTime {
  if (instant === null) return noReminder
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return {
    day: at.toPlainDate().toString(),
    time: at.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/**
 * The instant that is meant. A time that clocks skip is the hour after, one that they show twice the first of them. Null
 * for no reminder; undefined for what is no time.
 */
export function instantOfReminder({ day, time }: ReminderTime, timeZone: string): string | null | undefined {
  if (day === '') return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return undefined
  const { epochMilliseconds } = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone)
  return new Date(epochMilliseconds).toISOString()
}
