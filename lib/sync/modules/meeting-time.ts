import { Temporal } from 'temporal-polyfill'
import { canonicalDay } from '@/lib/sync/core/canonical'
import type { Canonical } from '@/lib/sync/core/types'
import { ianaZone, windowsZone, zoneToSend } from './time-zones'

/** A time as Graph sends and takes it (learn.microsoft.com/graph/api/resources/datetimetimezone). */
export type GraphTime = { dateTime: string; timeZone?: string | null | undefined }
export type GraphTimes = { isAllDay: boolean; start: GraphTime; end: GraphTime }

/**
 * When a meeting is: instants as `2026-12-03T14:00:00.000Z`, or days as `2026-12-03` with the end exclusive. A day is
 * never read as an instant. `timeZone` is an IANA name.
 */
export type MeetingTimes = { allDay: boolean; start: string; end: string; timeZone: string }

/** Whole minutes: Exchange keeps no seconds (observed, compass issue 3665). */
export function wholeMinutes(value: Canonical): Canonical {
  if (typeof value !== 'string' || canonicalDay(value) === value) return value
  const at = Date.parse(value)
  return Number.isNaN(at) ? value : new Date(at - (at % 60_000)).toISOString()
}

/** Start, end and `isAllDay` as they are sent, always all three. */
export function graphTimesOf({ allDay, start, end, timeZone }: MeetingTimes): GraphTimes {
  if (allDay) {
    const days = [Temporal.PlainDate.from(start), Temporal.PlainDate.from(end)]
    const zone = zoneToSend(timeZone, days)
    const midnight = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: zone })
    return { isAllDay: true, start: midnight(start), end: midnight(end) }
  }
  const [from, until] = [Temporal.Instant.from(start), Temporal.Instant.from(end)]
  const zone = zoneToSend(timeZone, [from, until])
  const local = (at: Temporal.Instant) => ({
    dateTime: at
      .toZonedDateTimeISO(zone === 'UTC' ? 'UTC' : timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' }),
    timeZone: zone,
  })
  return { isAllDay: false, start: local(from), end: local(until) }
}

/**
 * Reads the times of an event. All-day ones come as midnights of whatever zone was asked for: their dates count.
 * Several IANA zones share one Windows name, so the zone last seen or sent is kept where Graph's name is what we would
 * have sent for it; a zone of the user's own making is read as that one too.
 */
export function meetingTimesFrom(
  times: GraphTimes,
  originalZone: string | null | undefined,
  knownZone: string,
): MeetingTimes {
  const read = times.isAllDay
    ? { allDay: true, start: times.start.dateTime.slice(0, 10), end: times.end.dateTime.slice(0, 10) }
    : { allDay: false, start: instantOf(times.start), end: instantOf(times.end) }
  return { ...read, timeZone: zoneOf(read, originalZone, knownZone) }
}

function instantOf({ dateTime, timeZone }: GraphTime): string {
  const zone = ianaZone(timeZone) ?? 'UTC'
  const plain = Temporal.PlainDateTime.from(dateTime.replace(/Z$/, ''))
  return new Date(plain.toZonedDateTime(zone).epochMilliseconds).toISOString()
}

function zoneOf(
  read: Omit<MeetingTimes, 'timeZone'>,
  originalZone: string | null | undefined,
  knownZone: string,
): string {
  const named = ianaZone(originalZone)
  if (named === null || named === knownZone) return knownZone
  const sent = graphTimesOf({ ...read, timeZone: knownZone }).start.timeZone
  return windowsZone(named) === sent ? knownZone : named
}
