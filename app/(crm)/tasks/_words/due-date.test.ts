import { describe, expect, it } from 'vitest'
import { dayAt, dueOf } from './due-date'

const today = '2026-03-01'
const open = (dueDate: string | null) => ({ dueDate, status: 'inProgress' })

describe('when a task is due', () => {
  it.each([
    ['2026-02-28', 'yesterday', true],
    ['2026-03-01', 'today', false],
    ['2026-03-02', 'tomorrow', false],
    ['2025-03-01', null, true],
    ['2026-12-24', null, false],
  ] as const)('on %s is %s', (day, near, overdue) =>
    expect(dueOf(open(day), today)).toEqual({ day, near, overdue }),
  )

  it('is no day where there is none', () => expect(dueOf(open(null), today)).toBeNull())

  it('is never too late for what is completed', () =>
    expect(dueOf({ dueDate: '2020-01-01', status: 'completed' }, today)).toMatchObject({ overdue: false }))

  it('is told by the day that it is for the reader', () => {
    const now = new Date('2026-03-01T23:30:00.000Z')
    expect(dayAt(now, 'Europe/Paris')).toBe('2026-03-02')
    expect(dayAt(now, 'America/New_York')).toBe('2026-03-01')
  })
})
