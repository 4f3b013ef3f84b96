import { Temporal } from 'temporal-polyfill'

/** How a due day stands to the day that it is for the reader. */
export type Due = {
  /** YYYY-MM-DD */
  day: string
  /** Past, and still to be done. */
  overdue: boolean
  near: 'yesterday' | 'today' | 'tomorrow' | null
}

type WithDue = { dueDate: string | null; status: string }

export function dueOf({ dueDate: day, status }: WithDue, today: string): Due | null {
  if (day === null) return null
  const distanceInDays = Temporal.PlainDate.from(today).until(day, { largestUnit: 'days' }).days
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } as const
  return {
    day,
    overdue: distanceInDays < 0 && status !== 'completed',
    near: near[String(distanceInDays) as keyof typeof near] ?? null,
  }
}

/** The day that it is at an instant, in a time zone. */
export const dayAt = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
