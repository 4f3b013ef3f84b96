import { describe, expect, it } from 'vitest'
import { droppedAt } from './calendar-meeting'

describe('where a meeting was dropped', () => {
  it('is an instant, whatever the clocks of the calendar', () => {
    const moved = {
      allDay: false,
      startStr: '2026-03-12T14:00:00+01:00',
      endStr: '2026-03-12T15:00:00+01:00',
    }
    expect(droppedAt(moved)).toEqual({
      allDay: false,
      start: '2026-03-12T13:00:00.000Z',
      end: '2026-03-12T14:00:00.000Z',
    })
  })

  it('is a day for an all-day meeting', () => {
    const moved = { allDay: true, startStr: '2026-12-24', endStr: '2026-12-26' }
    expect(droppedAt(moved)).toEqual({ allDay: true, start: '2026-12-24', end: '2026-12-26' })
  })
})
