import type { Visitor } from './page'
import { dateLocale } from './texts'

/** A day, `YYYY-MM-DD`, in words. */
export const dayName = ({ language }: Visitor, day: string, length: 'short' | 'long' = 'short') =>
  new Intl.DateTimeFormat(dateLocale(language), {
    weekday: length,
    day: 'numeric',
    ...(length === 'long' ? { month: 'long' } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
