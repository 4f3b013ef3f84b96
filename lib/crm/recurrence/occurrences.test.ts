import { describe, expect, it } from 'vitest'
import { lastStart, occurrenceStarts, recurs } from './occurrences'

const series = (rule: string, startsAt: string, timeZone = 'Europe/Paris') => ({
  rule,
  startsAt: new Date(startsAt),
  timeZone,
})
const between = (one: ReturnType<typeof series>, from: string, to: string) =>
  occurrenceStarts(one, new Date(from), new Date(to)).map((start) => start.toISOString())

describe('the occurrences of a series', () => {
  it('keep their local time when clocks change', () => {
    expect(between(series('FREQ=DAILY', '2026-03-01T08:00:00Z'), '2026-03-28', '2026-03-30')).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ])
  })

  it('are days in UTC, which no change of clocks moves', () => {
    const days = series('FREQ=DAILY', '2026-03-28T00:00:00Z', 'UTC')
    expect(between(days, '2026-03-28', '2026-03-30')).toEqual([
      '2026-03-28T00:00:00.000Z',
      '2026-03-29T00:00:00.000Z',
      '2026-03-30T00:00:00.000Z',
    ])
  })

  it('have the start among them, even off the rule', () => {
    expect(
      between(series('FREQ=WEEKLY;BYDAY=MO', '2026-03-04T09:00:00Z'), '2026-03-01', '2026-03-10'),
    ).toEqual(['2026-03-04T09:00:00.000Z', '2026-03-09T09:00:00.000Z'])
  })

  it('are counted from the start on, also when one looks at a later time', () => {
    const five = series('FREQ=DAILY;COUNT=5', '2026-03-01T09:00:00Z')
    expect(between(five, '2026-03-04', '2026-12-31')).toEqual([
      '2026-03-04T09:00:00.000Z',
      '2026-03-05T09:00:00.000Z',
    ])
    expect(between(five, '2026-04-01', '2026-12-31')).toEqual([])
  })

  it('go on to the end of the day that the rule names, in the zone of the series', () => {
    const late = series('FREQ=DAILY;UNTIL=20260303', '2026-03-02T04:30:00Z', 'America/New_York')
    expect(between(late, '2026-03-01', '2026-03-09')).toEqual([
      '2026-03-02T04:30:00.000Z',
      '2026-03-03T04:30:00.000Z',
      '2026-03-04T04:30:00.000Z',
    ])
  })

  it('are found however long the series has gone on', () => {
    const [start] = between(series('FREQ=DAILY', '1970-01-02T09:00:00Z'), '2030-06-01', '2030-06-02')
    expect(start).toBe('2030-06-01T08:00:00.000Z')
  })
})

describe('the end of a series', () => {
  it.each([
    ['FREQ=DAILY', null],
    ['FREQ=DAILY;COUNT=3', '2026-03-04T09:00:00.000Z'],
    ['FREQ=MONTHLY;COUNT=120', '2036-02-02T09:00:00.000Z'],
    ['FREQ=WEEKLY;UNTIL=20260331T100000Z', '2026-03-31T10:00:00.000Z'],
    ['FREQ=WEEKLY;UNTIL=20250101', '2026-03-02T09:00:00.000Z'],
  ])('of %s is %s', (rule, end) => {
    expect(lastStart(series(rule, '2026-03-02T09:00:00Z'))?.toISOString() ?? null).toBe(end)
  })
})

describe('a rule that makes nothing happen again', () => {
  it.each([
    ['FREQ=WEEKLY', true],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', true],
    ['FREQ=WEEKLY;COUNT=1', true],
    ['FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31', false],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9', false],
  ])('%s: recurs %s', (rule, expected) => {
    expect(recurs(series(rule, '2026-03-02T09:00:00Z'))).toBe(expected)
  })
})
