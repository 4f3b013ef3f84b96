import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type MeetingTimes,
  moveStart,
  nextTimes,
  type StoredTimes,
  timeProblem,
  timesOfMeeting,
  writtenTimes,
} from './meeting-times'

const zones = [
  'Europe/Paris',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
]

const paris: MeetingTimes = {
  allDay: false,
  startDay: '2026-03-12',
  startTime: '14:00',
  endDay: '2026-03-12',
  endTime: '15:30',
  timeZone: 'Europe/Paris',
}
const stored = (start: string, end: string, rest: Partial<StoredTimes> = {}): StoredTimes => ({
  allDay: false,
  start,
  end,
  timeZone: 'Europe/Paris',
  ...rest,
})

describe('the times of a meeting in its form', () => {
  it('are those of the clocks where it takes place', () => {
    expect(timesOfMeeting(stored('2026-03-12T13:00:00Z', '2026-03-12T14:30:00Z'))).toEqual(paris)
    expect(writtenTimes(paris)).toEqual({
      allDay: false,
      start: '2026-03-12T13:00:00.000Z',
      end: '2026-03-12T14:30:00.000Z',
      timeZone: 'Europe/Paris',
    })
  })

  it.each(zones)('of an all-day meeting are days in %s, the last one included', (timeZone) => {
    const days = stored('2026-12-24', '2026-12-27', { allDay: true, timeZone })
    const times = timesOfMeeting(days)
    expect(times).toMatchObject({ startDay: '2026-12-24', endDay: '2026-12-26' })
    expect(writtenTimes(times)).toEqual({ allDay: true, start: '2026-12-24', end: '2026-12-27', timeZone })
  })

  it('become the hour after where the clocks leave an hour out', () => {
    const gap = {
      ...paris,
      startDay: '2026-03-29',
      startTime: '02:30',
      endDay: '2026-03-29',
      endTime: '04:00',
    }
    expect(writtenTimes(gap).start).toBe('2026-03-29T01:30:00.000Z')
  })

  it('keep the second of two same hours as long as they are not touched', () => {
    const second = stored('2026-10-25T01:30:00.000Z', '2026-10-25T03:00:00.000Z')
    const times = timesOfMeeting(second)
    expect(times.startTime).toBe('02:30')
    expect(writtenTimes({ ...times, endTime: '05:00' }, second).start).toBe('2026-10-25T01:30:00.000Z')
    expect(writtenTimes(times).start).toBe('2026-10-25T00:30:00.000Z')
  })

  it('keep their hour on the clock when the zone changes', () => {
    const was = stored('2026-03-12T13:00:00Z', '2026-03-12T14:30:00Z')
    expect(writtenTimes({ ...paris, timeZone: 'America/New_York' }, was).start).toBe(
      '2026-03-12T18:00:00.000Z',
    )
  })

  it('come back as they were, for any instant in any zone', () => {
    const instant = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2031, 0) / 60_000 })
    fc.assert(
      fc.property(instant, fc.nat(10_000), fc.constantFrom(...zones), (minute, length, timeZone) => {
        const start = new Date(minute * 60_000).toISOString()
        const end = new Date((minute + length) * 60_000).toISOString()
        const was: StoredTimes = { allDay: false, start, end, timeZone }
        expect(writtenTimes(timesOfMeeting(was), was)).toEqual(was)
      }),
    )
  })

  it('start at the next half hour when nothing is known, across a change of clocks too', () => {
    expect(nextTimes(new Date('2026-03-28T22:40:00Z'), 'Europe/Paris')).toEqual({
      allDay: false,
      startDay: '2026-03-29',
      startTime: '00:00',
      endDay: '2026-03-29',
      endTime: '01:00',
      timeZone: 'Europe/Paris',
    })
    expect(nextTimes(new Date('2026-03-12T13:00:00Z'), 'Europe/Paris')).toMatchObject({ startTime: '14:00' })
  })

  it('keep the length of the meeting when its start moves', () => {
    expect(moveStart(paris, '2026-03-13', '23:30')).toMatchObject({ endDay: '2026-03-14', endTime: '01:00' })
    expect(moveStart(paris, '', '14:00')).toMatchObject({ startDay: '', endDay: '2026-03-12' })
  })

  it.each<[string, Partial<MeetingTimes>, ReturnType<typeof timeProblem>]>([
    ['nothing', {}, null],
    ['an end at the start', { endTime: '14:00' }, null],
    ['an end before the start', { endTime: '13:59' }, 'end-before-start'],
    ['no day to start on', { startDay: '' }, 'start-missing'],
    ['no time to end at', { endTime: '' }, 'end-missing'],
    ['no times, all day', { allDay: true, startTime: '', endTime: '' }, null],
    ['a last day before the first', { allDay: true, endDay: '2026-03-11' }, 'end-before-start'],
  ])('find fault with %s', (_, given, problem) => {
    expect(timeProblem({ ...paris, ...given })).toBe(problem)
  })

  it('may end earlier on the clock than they start, where the clocks go back in between', () => {
    const fold = {
      ...paris,
      startDay: '2026-10-25',
      startTime: '02:50',
      endDay: '2026-10-25',
      endTime: '03:10',
    }
    expect(timeProblem(fold)).toBeNull()
  })
})
