import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { readRule } from './read-rule'
import {
  moveRecurrence,
  noRecurrence,
  type RecurrenceEnd,
  type RecurrenceForm,
  repetitionsFrom,
  weekdayOf,
  weekdays,
} from './recurrence-form'
import { writeRule } from './write-rule'

const paris = (day: string) => ({ day, timeZone: 'Europe/Paris', allDay: false })
// A Thursday, the second one of its month.
const thursday = paris('2026-03-12')
const form = (given: Partial<Extract<RecurrenceForm, { on: unknown }>>): RecurrenceForm => ({
  repeat: 'daily',
  interval: 1,
  on: [],
  end: { kind: 'never' },
  ...given,
})

describe('the rule of a recurrence', () => {
  it.each<{ says: string; given: RecurrenceForm; rule: string | null }>([
    { says: 'nothing', given: noRecurrence, rule: null },
    { says: 'every day', given: form({}), rule: 'FREQ=DAILY' },
    { says: 'every third day', given: form({ interval: 3 }), rule: 'FREQ=DAILY;INTERVAL=3' },
    {
      says: 'Monday to Friday',
      given: form({ repeat: 'workdays' }),
      rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    },
    {
      says: 'every second week on two days, in their order',
      given: form({ repeat: 'weekly', interval: 2, on: ['TH', 'TU'] }),
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
    },
    {
      says: 'weekly on the day of the first one',
      given: form({ repeat: 'weekly' }),
      rule: 'FREQ=WEEKLY;BYDAY=TH',
    },
    {
      says: 'monthly on the 12th',
      given: form({ repeat: 'monthlyByDate' }),
      rule: 'FREQ=MONTHLY;BYMONTHDAY=12',
    },
    {
      says: 'the second Thursday',
      given: form({ repeat: 'monthlyByWeekday' }),
      rule: 'FREQ=MONTHLY;BYDAY=2TH',
    },
    {
      says: 'every 12 March',
      given: form({ repeat: 'yearly' }),
      rule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12',
    },
    { says: 'ten times', given: form({ end: { kind: 'after', count: 10 } }), rule: 'FREQ=DAILY;COUNT=10' },
    {
      says: 'to the end of a day in summer time',
      given: form({ end: { kind: 'until', day: '2026-06-30' } }),
      rule: 'FREQ=DAILY;UNTIL=20260630T215959Z',
    },
    {
      says: 'whatever a rule says that the editor does not know',
      given: { repeat: 'custom', rule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2' },
      rule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2',
    },
  ])('says $says', ({ given, rule }) => {
    expect(writeRule(given, thursday)).toBe(rule)
    expect(writeRule(readRule(rule, thursday), thursday)).toBe(rule)
  })

  it('ends an all-day recurrence on a day, whatever the time zone', () => {
    const start = { day: '2026-03-12', timeZone: 'Pacific/Auckland', allDay: true }
    const rule = writeRule(form({ end: { kind: 'until', day: '2026-06-30' } }), start)
    expect(rule).toBe('FREQ=DAILY;UNTIL=20260630')
    expect(readRule(rule, start)).toMatchObject({ end: { kind: 'until', day: '2026-06-30' } })
  })

  it('reads the last Friday only where the first one is the last of its month', () => {
    expect(readRule('FREQ=MONTHLY;BYDAY=-1FR', paris('2026-03-27'))).toMatchObject({
      repeat: 'monthlyByLastWeekday',
    })
    expect(readRule('FREQ=MONTHLY;BYDAY=-1FR', paris('2026-03-20')).repeat).toBe('custom')
  })

  it('follows the first occurrence when that moves', () => {
    const monthly = readRule('FREQ=MONTHLY;BYDAY=2TH', thursday)
    expect(writeRule(monthly, paris('2026-03-17'))).toBe('FREQ=MONTHLY;BYDAY=3TU')
  })

  it('goes along with its first occurrence to another day of the week', () => {
    const weekly = readRule('FREQ=WEEKLY;BYDAY=MO,TH', thursday)
    expect(moveRecurrence(weekly, '2026-03-12', '2026-03-13')).toMatchObject({ on: ['MO', 'FR'] })
    const last = readRule('FREQ=MONTHLY;BYDAY=-1FR', paris('2026-03-27'))
    expect(moveRecurrence(last, '2026-03-27', '2026-03-13')).toMatchObject({ repeat: 'monthlyByWeekday' })
    expect(moveRecurrence(last, '2026-03-27', '2026-03-31')).toMatchObject({ repeat: 'monthlyByLastWeekday' })
  })

  it.each([
    ['a part it does not show', 'FREQ=DAILY;BYHOUR=9,15'],
    ['another day of the month than the first one', 'FREQ=MONTHLY;BYMONTHDAY=20'],
    ['a week that leaves out the first one', 'FREQ=WEEKLY;BYDAY=MO'],
    ['another first day of the week', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=SU'],
    ['an end that is no day', 'FREQ=DAILY;UNTIL=20269999'],
    ['a count that is no number', 'FREQ=DAILY;COUNT=many'],
    ['hours', 'FREQ=HOURLY'],
    ['no rule at all', 'every now and then'],
  ])('keeps a rule with %s as it is', (_, rule) => {
    expect(readRule(rule, thursday)).toEqual({ repeat: 'custom', rule })
    expect(writeRule(readRule(rule, thursday), thursday)).toBe(rule)
  })

  it('comes back from its rule as it was, for any day, zone and choice', () => {
    const day = fc
      .integer({ min: 0, max: 2_500 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString())
    const end: fc.Arbitrary<RecurrenceEnd> = fc.oneof(
      fc.constant<RecurrenceEnd>({ kind: 'never' }),
      fc.integer({ min: 1, max: 500 }).map((count): RecurrenceEnd => ({ kind: 'after', count })),
      day.map((until): RecurrenceEnd => ({ kind: 'until', day: until })),
    )
    const start = fc.record({
      day,
      timeZone: fc.constantFrom('Europe/Paris', 'Pacific/Auckland', 'Pacific/Honolulu', 'America/Santiago'),
      allDay: fc.boolean(),
    })
    fc.assert(
      fc.property(
        start,
        end,
        fc.integer({ min: 1, max: 99 }),
        fc.nat(),
        fc.subarray([...weekdays]),
        (at, ends, n, pick, days) => {
          const offered = repetitionsFrom(at.day).filter((repeat) => repeat !== 'never')
          const repeat = offered[pick % offered.length] ?? 'daily'
          const on = weekdays.filter((one) => one === weekdayOf(at.day) || days.includes(one))
          const given = form({
            repeat,
            interval: repeat === 'workdays' ? 1 : n,
            end: ends,
            // All of Monday to Friday is said in a shorter way.
            ...(repeat === 'weekly' && { on: on.length > 4 ? [weekdayOf(at.day)] : on }),
          })
          expect(readRule(writeRule(given, at), at)).toEqual(given)
        },
      ),
    )
  })
})
