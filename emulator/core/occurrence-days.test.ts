import { describe, expect, it } from 'vitest'
import { occurrenceDays } from './occurrence-days'
import { patternedRecurrence } from './recurrence'

function days(pattern: Record<string, unknown>, range: Record<string, unknown>, most = 4): string[] {
  const recurrence = patternedRecurrence.parse({
    pattern: { interval: 1, ...pattern },
    range: { type: 'noEnd', ...range },
  })
  const found: string[] = []
  for (const day of occurrenceDays(recurrence)) {
    if (found.length === most) break
    found.push(day.toString())
  }
  return found
}

describe('days of a series (learn.microsoft.com/graph/api/resources/recurrencepattern)', () => {
  it('repeat every n days, as many times as the range says', () =>
    expect(
      days(
        { type: 'daily', interval: 3 },
        { type: 'numbered', startDate: '2026-02-26', numberOfOccurrences: 2 },
      ),
    ).toEqual(['2026-02-26', '2026-03-01']))

  it('repeat on weekdays of every n-th week, weeks beginning where the pattern says', () =>
    expect(
      days(
        { type: 'weekly', interval: 2, daysOfWeek: ['sunday', 'tuesday'], firstDayOfWeek: 'monday' },
        { startDate: '2026-11-24' },
      ),
    ).toEqual(['2026-11-24', '2026-11-29', '2026-12-08', '2026-12-13']))

  it('fall on the last day where a month is too short', () =>
    expect(days({ type: 'absoluteMonthly', dayOfMonth: 31 }, { startDate: '2026-01-31' })).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]))

  it('fall on the n-th or last such weekday of a month', () =>
    expect(
      days(
        { type: 'relativeMonthly', daysOfWeek: ['friday'], index: 'last' },
        { startDate: '2026-01-30' },
        2,
      ),
    ).toEqual(['2026-01-30', '2026-02-27']))

  it('repeat every year until the last day of the range, that day included', () =>
    expect(
      days(
        { type: 'absoluteYearly', month: 2, dayOfMonth: 29 },
        { type: 'endDate', startDate: '2024-02-29', endDate: '2026-02-28' },
      ),
    ).toEqual(['2024-02-29', '2025-02-28', '2026-02-28']))

  it('repeat on the n-th weekday of a month each year', () =>
    expect(
      days(
        { type: 'relativeYearly', month: 11, daysOfWeek: ['thursday'], index: 'fourth' },
        { startDate: '2026-01-01' },
        2,
      ),
    ).toEqual(['2026-11-26', '2027-11-25']))

  it('need the members that their kind of pattern lives from', () => {
    const range = { type: 'noEnd', startDate: '2026-01-01' }
    const refused = (pattern: object) =>
      patternedRecurrence.safeParse({ pattern: { interval: 1, ...pattern }, range }).success
    expect(refused({ type: 'weekly' })).toBe(false)
    expect(refused({ type: 'absoluteMonthly' })).toBe(false)
    expect(refused({ type: 'daily' })).toBe(true)
  })
})
