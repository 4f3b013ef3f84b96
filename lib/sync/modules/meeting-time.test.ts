import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  type GraphTimes,
  graphTimesOf,
  type MeetingTimes,
  meetingTimesFrom,
  wholeMinutes,
} from './meeting-time'
import { ianaZone } from './time-zones'

/** As Graph reads what it was sent, and answers without `Prefer`: times in UTC, all-day ones at midnight. */
function throughGraph({ isAllDay, start, end }: GraphTimes): GraphTimes {
  const answered = ({ dateTime, timeZone }: GraphTimes['start']) => {
    const plain = Temporal.PlainDateTime.from(dateTime)
    const at = isAllDay
      ? plain
      : plain
          .toZonedDateTime(ianaZone(timeZone) ?? 'UTC')
          .withTimeZone('UTC')
          .toPlainDateTime()
    return { dateTime: `${at.toString({ smallestUnit: 'second' })}.0000000`, timeZone: 'UTC' }
  }
  return { isAllDay, start: answered(start), end: answered(end) }
}

const thereAndBack = (times: MeetingTimes) => {
  const sent = graphTimesOf(times)
  return meetingTimesFrom(throughGraph(sent), sent.start.timeZone, times.timeZone)
}

/** A zone's changes of clocks from 2024 to 2030, and a day without one. */
function moments(zone: string): Temporal.Instant[] {
  const found = [Temporal.Instant.from('2024-01-15T09:30:00Z')]
  const end = Temporal.Instant.from('2031-01-01T00:00:00Z')
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.from('2024-01-01T00:00:00Z').toZonedDateTimeISO(zone)
  while (at) {
    at = at.getTimeZoneTransition('next')
    if (!at || Temporal.Instant.compare(at.toInstant(), end) > 0) break
    found.push(at.toInstant())
  }
  return found
}

const zones = Intl.supportedValuesOf('timeZone')
const iso = (at: Temporal.Instant) => new Date(at.epochMilliseconds).toISOString()

describe('times of a meeting, there and back, in every zone and at every change of clocks from 2024 to 2030', {
  timeout: 60_000,
}, () => {
  it('an instant stays that instant, and the zone that zone', () => {
    for (const zone of zones) {
      for (const moment of moments(zone)) {
        for (const minutes of [-30, 0, 30]) {
          const start = moment.add({ minutes })
          const times = {
            allDay: false,
            start: iso(start),
            end: iso(start.add({ minutes: 45 })),
            timeZone: zone,
          }
          expect(thereAndBack(times), `${zone} ${times.start}`).toEqual(times)
        }
      }
    }
  })

  it('days stay those days, one or several', () => {
    for (const zone of zones) {
      for (const moment of moments(zone)) {
        const day = moment.toZonedDateTimeISO(zone).toPlainDate()
        for (const [from, to] of [
          [-1, 0],
          [0, 1],
          [0, 3],
        ] as const) {
          const times = {
            allDay: true,
            start: day.add({ days: from }).toString(),
            end: day.add({ days: to }).toString(),
            timeZone: zone,
          }
          expect(thereAndBack(times), `${zone} ${times.start}`).toEqual(times)
        }
      }
    }
  })

  it('all-day times are sent as midnights that the day has, in one zone', () => {
    for (const zone of zones) {
      const { start, end } = graphTimesOf({
        allDay: true,
        start: '2026-03-29',
        end: '2026-03-30',
        timeZone: zone,
      })
      expect([start.dateTime, end.dateTime]).toEqual(['2026-03-29T00:00:00', '2026-03-30T00:00:00'])
      expect(start.timeZone).toBe(end.timeZone)
      const clocks = ianaZone(start.timeZone) ?? ''
      expect(Temporal.PlainDate.from('2026-03-29').toZonedDateTime(clocks).hour, zone).toBe(0)
    }
  })
})

describe('the zone of a meeting', () => {
  const at = {
    start: { dateTime: '2026-07-01T08:00:00.0000000', timeZone: 'UTC' },
    end: { dateTime: '2026-07-01T09:00:00.0000000', timeZone: 'UTC' },
  }
  const read = (original: string | null, known: string) =>
    meetingTimesFrom({ isAllDay: false, ...at }, original, known).timeZone

  it('is sent by its Windows name, or in UTC where Windows has none', () => {
    const sent = (timeZone: string) =>
      graphTimesOf({
        allDay: false,
        start: '2026-07-01T08:00:00.000Z',
        end: '2026-07-01T09:00:00.000Z',
        timeZone,
      }).start
    expect(sent('Europe/Madrid')).toEqual({
      dateTime: '2026-07-01T10:00:00',
      timeZone: 'Romance Standard Time',
    })
    expect(sent('Antarctica/Troll')).toEqual({ dateTime: '2026-07-01T08:00:00', timeZone: 'UTC' })
  })
  it.each([
    ['a Windows name is the IANA zone it stands for', 'Romance Standard Time', 'Asia/Tokyo', 'Europe/Paris'],
    [
      'of the zones under one Windows name the one we know stays',
      'Romance Standard Time',
      'Europe/Madrid',
      'Europe/Madrid',
    ],
    ['an IANA name is itself', 'America/New_York', 'Europe/Paris', 'America/New_York'],
    [
      'a zone of the user’s own making is the one we know',
      'tzone://Microsoft/Custom',
      'Europe/Paris',
      'Europe/Paris',
    ],
    ['an unheard-of zone is the one we know', 'Middle-earth Standard Time', 'Europe/Paris', 'Europe/Paris'],
    ['no zone is the one we know', null, 'Europe/Paris', 'Europe/Paris'],
    ['UTC is UTC', 'UTC', 'Europe/Paris', 'UTC'],
    ['also by Outlook’s own name', 'tzone://Microsoft/Utc', 'Europe/Paris', 'UTC'],
  ])('%s', (_, original, known, zone) => expect(read(original, known)).toBe(zone))

  it('an hour that a change of clocks brings twice is sent in UTC, and the zone is kept', () => {
    const times = {
      allDay: false,
      start: '2026-10-25T01:30:00.000Z',
      end: '2026-10-25T01:45:00.000Z',
      timeZone: 'Europe/Paris',
    }
    expect(graphTimesOf(times).start).toEqual({ dateTime: '2026-10-25T01:30:00', timeZone: 'UTC' })
    expect(thereAndBack(times)).toEqual(times)
  })
  it('times with a zone of their own are read in it', () => {
    const paris = { dateTime: '2026-12-03T14:00:00.0000000', timeZone: 'Romance Standard Time' }
    const times = meetingTimesFrom(
      { isAllDay: false, start: paris, end: paris },
      'Romance Standard Time',
      'UTC',
    )
    expect(times.start).toBe('2026-12-03T13:00:00.000Z')
  })
})

describe('whole minutes', () => {
  it.each([
    ['2026-12-03T14:00:59.999Z', '2026-12-03T14:00:00.000Z'],
    ['2026-12-03T14:00:00.000Z', '2026-12-03T14:00:00.000Z'],
    ['2026-12-03', '2026-12-03'],
    [null, null],
  ])('%s is %s', (value, minutes) => expect(wholeMinutes(value)).toBe(minutes))
})
