import { Temporal } from 'temporal-polyfill'

const SPAN_HOURS = 6
const DAYS = 7

/** The last seven days of the reader's calendar, today included, in quarters of a day. */
export function weekOf(now: Date, timeZone: string) {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const days = Array.from({ length: DAYS }, (_, index) => today.subtract({ days: DAYS - 1 - index }))
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
  return {
    from: startOf(today.subtract({ days: DAYS - 1 })),
    spanMs: SPAN_HOURS * 3_600_000,
    spans: (DAYS * 24) / SPAN_HOURS,
    days: days.map(startOf),
  }
}
