import type { DateTimeFormatOptions, useFormatter } from 'next-intl'
import { Temporal } from 'temporal-polyfill'

type Format = Pick<ReturnType<typeof useFormatter>, 'dateTime' | 'dateTimeRange'>
export type When = { allDay: boolean; start: string; end: string }

/**
 * When a meeting is, in words: at a time on the reader's clocks (those of `format`), or on days, which are the same
 * everywhere.
 */
export function whenWords(format: Format, allDayText: string) {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  const longDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit' } as const

  const days = ({ start, end }: When, options: DateTimeFormatOptions) => {
    const last = Temporal.PlainDate.from(end).subtract({ days: 1 }).toString()
    const [from, to] = [new Date(`${start}T00:00:00Z`), new Date(`${last}T00:00:00Z`)]
    const inUtc = { ...options, timeZone: 'UTC' }
    return start === last ? format.dateTime(from, inUtc) : format.dateTimeRange(from, to, inUtc)
  }
  const times = ({ start, end }: When, options: DateTimeFormatOptions) =>
    format.dateTimeRange(new Date(start), new Date(end), { ...options, ...time })

  return {
    /** Two short lines for lists. */
    lines(when: When): { day: string; time: string } {
      if (when.allDay) return { day: days(when, day), time: allDayText }
      const [from, to] = [new Date(when.start), new Date(when.end)]
      const isOneDay = format.dateTime(from, day) === format.dateTime(to, day)
      if (isOneDay) return { day: format.dateTime(from, day), time: times(when, {}) }
      const [starts, ends] = [format.dateTime(from, time), format.dateTime(to, time)]
      return { day: format.dateTimeRange(from, to, day), time: `${starts} – ${ends}` }
    },
    /** One line that says everything; in another time zone than the reader's where one is given. */
    full(when: When, timeZone?: string): string {
      if (when.allDay) return `${days(when, longDay)} · ${allDayText}`
      return times(when, { ...longDay, ...(timeZone && { timeZone }) })
    },
  }
}
