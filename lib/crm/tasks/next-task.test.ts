import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTask } from './next-task'

const paris = (today: string) => ({ today, timeZone: 'Europe/Paris' })
const task = (recurrence: string | null, dueDate: string | null, reminderAt: string | null = null) => ({
  recurrence,
  dueDate,
  reminderAt,
})

describe('the next one of a recurring task', () => {
  it.each([
    ['done in time', 'FREQ=WEEKLY', '2026-03-02', '2026-03-02', '2026-03-09'],
    ['done before it was due', 'FREQ=WEEKLY', '2026-03-02', '2026-02-20', '2026-03-09'],
    ['done late: missed days are not caught up on', 'FREQ=WEEKLY', '2026-03-02', '2026-03-20', '2026-03-23'],
    ['done on the very day of the next one', 'FREQ=WEEKLY', '2026-03-02', '2026-03-09', '2026-03-09'],
    [
      'every second Monday and Thursday',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      '2026-03-05',
      '2026-03-05',
      '2026-03-16',
    ],
    ['the 31st, where there is one', 'FREQ=MONTHLY', '2026-01-31', '2026-01-31', '2026-03-31'],
    ['the last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-03-27', '2026-03-28', '2026-04-24'],
    ['29 February', 'FREQ=YEARLY', '2028-02-29', '2028-02-29', '2032-02-29'],
    ['no due date: counted from today', 'FREQ=DAILY;INTERVAL=3', null, '2026-03-02', '2026-03-05'],
  ])('%s', (_, rule, due, today, expected) => {
    expect(nextTask(task(rule, due), paris(today))?.dueDate).toBe(expected)
  })

  it.each([
    ['it does not repeat', null, '2026-03-02'],
    ['its rule ends before', 'FREQ=WEEKLY;UNTIL=20260305', '2026-03-02'],
    ['it was the last of a number', 'FREQ=WEEKLY;COUNT=1', '2026-03-02'],
    ['the days that were left are over', 'FREQ=DAILY;COUNT=3', '2026-02-20'],
  ])('there is none when %s', (_, rule, due) => {
    expect(nextTask(task(rule, due), paris('2026-03-02'))).toBeNull()
  })

  it('a number of occurrences counts down by those that are over', () => {
    expect(nextTask(task('FREQ=DAILY;COUNT=10', '2026-03-02'), paris('2026-03-05'))).toMatchObject({
      dueDate: '2026-03-05',
      recurrence: 'FREQ=DAILY;COUNT=7',
    })
  })

  it('a reminder keeps its time of day when clocks change, and its distance from the due date', () => {
    // 9:00 in Paris, the day before: winter time, then summer time.
    const before = task('FREQ=WEEKLY', '2026-03-24', '2026-03-23T08:00:00.000Z')
    expect(nextTask(before, paris('2026-03-24'))).toMatchObject({
      dueDate: '2026-03-31',
      reminderAt: '2026-03-30T07:00:00.000Z',
    })
  })

  it('always comes after the one that was done, and is never over', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const rule = fc
      .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'), fc.integer({ min: 1, max: 12 }))
      .map(([frequency, interval]) => `FREQ=${frequency};INTERVAL=${interval}`)
    fc.assert(
      fc.property(day, day, rule, (due, today, recurrence) => {
        const next = nextTask(task(recurrence, due), paris(today))
        expect(next && next.dueDate > due && next.dueDate >= today).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
