import { Temporal } from 'temporal-polyfill'

/** A day of work so many days of work after (or before) the day that it is: Saturdays and Sundays do not count. */
export function workday(now: Date, offset: number, timeZone: string): Temporal.PlainDate {
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const step = offset < 0 ? -1 : 1
  for (let left = Math.abs(offset); left > 0 || day.dayOfWeek > 5; ) {
    day = day.add({ days: step })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day
}

/** The instant at which it is a time of day, as in `09:30`, on a day in a zone. */
export const localInstant = (day: Temporal.PlainDate, time: string, timeZone: string): Date =>
  new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
