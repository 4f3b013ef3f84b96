import { Temporal } from 'temporal-polyfill'
import { type Recurrence, weekdays } from '../core/recurrence'

/** How often something repeats, in the words of a form. */
export const repeats = ['never', 'daily', 'weekly', 'monthly', 'yearly'] as const

const simple: Readonly<Partial<Record<Recurrence['pattern']['type'], (typeof repeats)[number]>>> = {
  daily: 'daily',
  weekly: 'weekly',
  absoluteMonthly: 'monthly',
  absoluteYearly: 'yearly',
}

/** The choice that a recurrence stands for; `as-now` is one that the form cannot say. */
export function repeatOf(recurrence: Recurrence | null): (typeof repeats)[number] | 'as-now' {
  if (!recurrence) return 'never'
  const { pattern, range } = recurrence
  const isPlain = pattern.interval === 1 && range.type === 'noEnd' && (pattern.daysOfWeek?.length ?? 0) <= 1
  return (isPlain ? simple[pattern.type] : undefined) ?? 'as-now'
}

/** The recurrence that repeats the day of `startDate`, `YYYY-MM-DD`; null for `never`, or without a day. */
export function recurrenceOf(repeat: string, startDate: string | null, zone: string): object | null {
  if (startDate === null) return null
  const day = Temporal.PlainDate.from(startDate)
  const { month, day: dayOfMonth } = day
  const patterns: Readonly<Record<string, object>> = {
    daily: { type: 'daily' },
    weekly: { type: 'weekly', daysOfWeek: [weekdays[day.dayOfWeek % 7]] },
    monthly: { type: 'absoluteMonthly', dayOfMonth },
    yearly: { type: 'absoluteYearly', month, dayOfMonth },
  }
  const pattern = patterns[repeat]
  if (!pattern) return null
  return {
    pattern: { interval: 1, ...pattern },
    range: { type: 'noEnd', startDate, recurrenceTimeZone: zone },
  }
}
