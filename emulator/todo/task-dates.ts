import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ianaZone } from '../core/time-zone'
import { invalidModel, invalidRequest } from './todo-error'

const sentForm = z.strictObject({ dateTime: z.string(), timeZone: z.string().nullish() })
const localForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?$/
const withOffset = /(?:Z|[+-]\d{2}:\d{2})$/i

/**
 * A dateTimeTimeZone as it was sent: local time and a zone of either family, UTC if none is named.
 * learn.microsoft.com/graph/api/resources/datetimetimezone
 */
function zonedSent(value: unknown, name: string): Temporal.ZonedDateTime {
  const sent = sentForm.safeParse(value)
  if (!sent.success) throw invalidModel(`The property '${name}' has an invalid value.`)
  const { dateTime, timeZone } = sent.data
  const zone = zoneSent(timeZone ?? 'UTC')
  try {
    if (withOffset.test(dateTime)) return Temporal.Instant.from(dateTime).toZonedDateTimeISO(zone)
    if (localForm.test(dateTime)) return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone)
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure
  }
  throw invalidModel(`The property '${name}' has an invalid value.`)
}

/** The IANA name of a zone that a request names. @throws GraphError 400 for one that Exchange does not know */
export function zoneSent(name: string): string {
  const zone = ianaZone(name)
  if (zone !== null) return zone
  throw invalidRequest(`The time zone '${name}' is not supported.`, 'TimeZoneNotSupportedException')
}

/** A date with a time, which is kept to the second: a reminder. */
export const instantSent = (value: unknown, name: string) => zonedSent(value, name).toInstant().toString()

/**
 * A date: of what was sent only the day stays, as the instant of its midnight in the zone that was sent
 * (github.com/microsoftgraph/microsoft-graph-docs/issues/2136).
 */
export const midnightSent = (value: unknown, name: string) =>
  zonedSent(value, name).startOfDay().toInstant().toString()

/** A date that is kept without any zone: midnight UTC of the day that was sent. */
export const utcDaySent = (value: unknown, name: string) => midnightUtc(zonedSent(value, name).toPlainDate())

export const midnightUtc = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant().toString()

/** An instant as Graph shows it: local time with seven decimals, and the zone by the name that was asked for. */
export function shownDateTime(instant: string, zone: string): { dateTime: string; timeZone: string } {
  const local = Temporal.Instant.from(instant)
    .toZonedDateTimeISO(ianaZone(zone) ?? 'UTC')
    .toPlainDateTime()
  return { dateTime: local.toString({ fractionalSecondDigits: 7 }), timeZone: zone }
}
