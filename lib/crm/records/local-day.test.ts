import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { occurrenceStarts } from '../recurrence/occurrences'
import { dayAfter, dayIn, startOfDay } from './local-day'
import { instantOf } from './moment'

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const dayMs = 86_400_000
const first = Date.UTC(2024, 0, 1)
const instant = fc.integer({ min: first, max: Date.UTC(2030, 11, 31) }).map((at) => new Date(at))
const day = instant.map((at) => at.toISOString().slice(0, 10))

describe('days, in every zone and from 2024 to 2030', () => {
  it('begin on themselves, right after the day before', () =>
    fc.assert(
      fc.property(day, zone, (day, timeZone) => {
        const begin = startOfDay(day, timeZone)
        expect(dayIn(begin, timeZone)).toBe(day)
        expect(dayAfter(dayIn(new Date(begin.getTime() - 1), timeZone))).toBe(day)
      }),
    ))

  it('hold every instant once: between the begin of its day and that of the next', () =>
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const day = dayIn(at, timeZone)
        expect(startOfDay(day, timeZone).getTime()).toBeLessThanOrEqual(at.getTime())
        expect(startOfDay(dayAfter(day), timeZone).getTime()).toBeGreaterThan(at.getTime())
      }),
    ))

  it('repeat as days, one after the other, whatever clocks do', () =>
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const startsAt = new Date(`${day}T00:00:00.000Z`)
        const series = { rule: `FREQ=DAILY;COUNT=${count}`, startsAt, timeZone: 'UTC' }
        const starts = occurrenceStarts(series, startsAt, new Date(startsAt.getTime() + 60 * dayMs))
        expect(starts.map(Number)).toEqual(
          Array.from({ length: count }, (_, position) => startsAt.getTime() + position * dayMs),
        )
      }),
    ))
})

describe('an instant', () => {
  it('has one form, whatever its offset', () =>
    fc.assert(
      fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offsetMinutes) => {
        const local = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1)
        const [hours, minutes] = [Math.trunc(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60]
        const two = (number: number) => String(number).padStart(2, '0')
        const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
        expect(instantOf(`${local}${offset}`)).toBe(at.toISOString())
      }),
    ))

  it.each([
    ['without offset', '2026-03-05T14:00:00'],
    ['on a day that is not', '2026-02-29T14:00:00Z'],
    ['at 25 o’clock', '2026-03-05T25:00:00Z'],
    ['before the calendar', '0001-01-01T00:00:00+10:00'],
    ['as a number', '1772719200000'],
    ['as words', 'March 5, 2026 14:00 UTC'],
  ])('is none %s', (_, text) => expect(instantOf(text)).toBeNull())
})
