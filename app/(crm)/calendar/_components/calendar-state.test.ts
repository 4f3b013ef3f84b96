import { describe, expect, it } from 'vitest'
import { calendarHref, readCalendarState } from './calendar-state'

describe('the state of the calendar in its address', () => {
  it('comes back as it was written', () => {
    const state = { view: 'timeGridWeek', day: '2026-03-12', whose: 'all' } as const
    const query = new URL(calendarHref(state), 'http://crm').searchParams
    expect(Object.fromEntries(query)).toEqual({ view: 'week', day: '2026-03-12', whose: 'all' })
    expect(readCalendarState(Object.fromEntries(query))).toEqual(state)
  })

  it('takes what is unknown or broken for not given', () => {
    const plain = { view: null, day: null, whose: 'own' }
    expect(readCalendarState({ view: 'decade', day: '2026-13-40', whose: 'me' })).toEqual(plain)
    expect(calendarHref(readCalendarState({ day: ['2026-03-12'] }))).toBe('/calendar')
  })
})
