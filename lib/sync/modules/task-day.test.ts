import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dayOfGraphTime, graphTimeOfDay } from './task-day'
import { ianaZone } from './time-zones'

const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })

describe('the day of a task', () => {
  it.each([
    {
      who: 'London in summer',
      sent: '2026-09-25T23:00:00.0000000',
      zone: 'Europe/London',
      day: '2026-09-26',
    },
    { who: 'New York', sent: '2026-09-26T04:00:00.0000000', zone: 'America/New_York', day: '2026-09-26' },
    { who: 'Paris', sent: '2026-12-04T23:00:00.0000000', zone: 'Europe/Paris', day: '2026-12-05' },
    {
      who: 'Auckland in summer',
      sent: '2026-12-04T11:00:00.0000000',
      zone: 'Pacific/Auckland',
      day: '2026-12-05',
    },
    { who: 'Kiritimati', sent: '2026-12-04T10:00:00.0000000', zone: 'Pacific/Kiritimati', day: '2026-12-05' },
    { who: 'Honolulu', sent: '2026-12-05T10:00:00.0000000', zone: 'Pacific/Honolulu', day: '2026-12-05' },
    {
      who: 'an app that wrote UTC, read in Paris',
      sent: '2026-12-05T00:00:00.0000000',
      zone: 'Europe/Paris',
      day: '2026-12-05',
    },
    {
      who: 'Dubai, read in Paris',
      sent: '2026-12-04T20:00:00.0000000',
      zone: 'Europe/Paris',
      day: '2026-12-05',
    },
  ])('$who: $sent is $day', ({ sent, zone, day }) => expect(dayOfGraphTime(utc(sent), zone)).toBe(day))

  it('a nonsense date is none', () => expect(dayOfGraphTime(utc('soon'), 'Europe/Paris')).toBeNull())

  it('nothing is sent for no day', () => expect(graphTimeOfDay(null, 'Europe/Paris')).toBeNull())

  it('what is sent is what is read back, in every zone, on every day from 2024 to 2030', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const days = fc
      .integer({ min: 0, max: 2_556 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString())
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const sent = graphTimeOfDay(day, zone)
        if (!sent) return false
        const stored = Temporal.PlainDateTime.from(sent.dateTime).toZonedDateTime(
          ianaZone(sent.timeZone) ?? '',
        )
        const answered = stored.withTimeZone('UTC').toPlainDateTime().toString()
        return dayOfGraphTime(utc(answered), zone) === day
      }),
      { numRuns: 2_000 },
    )
  })

  it('a writer less than twelve hours away means the same day', () => {
    const days = fc
      .integer({ min: 0, max: 2_556 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }))
    const hours = fc.integer({ min: -9, max: 9 })
    fc.assert(
      fc.property(days, hours, (day, apart) => {
        const midnight = day.toZonedDateTime('Europe/Paris').add({ hours: apart })
        const sent = utc(midnight.withTimeZone('UTC').toPlainDateTime().toString())
        return dayOfGraphTime(sent, 'Europe/Paris') === day.toString()
      }),
    )
  })
})
