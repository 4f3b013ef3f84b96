import { Temporal } from 'temporal-polyfill'
import { canonicalDay } from '@/lib/sync/core/canonical'
import type { Canonical } from '@/lib/sync/core/types'
import type { GraphTime } from './meeting-time'
import { ianaZone, zoneToSend } from './time-zones'

/**
 * The day that a To Do date means. To Do keeps the midnight of whoever wrote it and answers that instant, in UTC unless
 * asked otherwise, and forgets the writer's zone (measured on v1.0 in September 2026, ms-todo protocol S11). So the
 * instant is taken to the nearest midnight of the user's zone: exact as long as writer and user are less than twelve hours apart.
 */
export function dayOfGraphTime(time: GraphTime, userZone: string): string | null {
  try {
    const plain = Temporal.PlainDateTime.from(time.dateTime.replace(/Z$/, ''))
    const there = plain.toZonedDateTime(ianaZone(time.timeZone) ?? 'UTC').withTimeZone(userZone)
    return nearestDay(there)
  } catch (error) {
    // A nonsense date has been seen to be accepted by the service: it is no date here.
    if (error instanceof RangeError) return null
    throw error
  }
}

function nearestDay(there: Temporal.ZonedDateTime): string {
  const today = there.toPlainDate()
  const tomorrow = today.add({ days: 1 })
  const distanceTo = (day: Temporal.PlainDate) =>
    Math.abs(day.toZonedDateTime(there.timeZoneId).epochMilliseconds - there.epochMilliseconds)
  return (distanceTo(tomorrow) < distanceTo(today) ? tomorrow : today).toString()
}

/**
 * A day as To Do takes it: the midnight of the user's zone, which is what To Do's own apps send; of UTC where Microsoft has
 * no name for that zone. Null clears.
 */
export function graphTimeOfDay(day: Canonical | undefined, userZone: string): GraphTime | null {
  const canonical = typeof day === 'string' ? canonicalDay(day) : null
  if (canonical === null) return null
  const timeZone = zoneToSend(userZone, [Temporal.PlainDate.from(canonical)])
  return { dateTime: `${canonical}T00:00:00`, timeZone }
}
