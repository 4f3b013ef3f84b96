import { describe, expect, it } from 'vitest'
import { timesFromQuery } from './times-from-query'

const now = new Date('2026-03-12T13:10:00Z')
const times = (query: Record<string, string>) => timesFromQuery(query, now, 'Europe/Paris')

describe('the times of a new meeting', () => {
  it('are the next full half hour when nothing is said', () => {
    expect(times({})).toMatchObject({ startDay: '2026-03-12', startTime: '14:30', endTime: '15:30' })
  })

  it('are those of the slot that was chosen', () => {
    expect(times({ start: '2026-03-20T09:00', end: '2026-03-20T09:30' })).toMatchObject({
      allDay: false,
      startDay: '2026-03-20',
      startTime: '09:00',
      endTime: '09:30',
    })
  })

  it('are an hour when only the start was chosen, over midnight too', () => {
    expect(times({ start: '2026-03-20T23:30' })).toMatchObject({ endDay: '2026-03-21', endTime: '00:30' })
  })

  it('are days when days were chosen, the end being the day after', () => {
    expect(times({ start: '2026-03-20' })).toMatchObject({ allDay: true, endDay: '2026-03-20' })
    expect(times({ start: '2026-03-20', end: '2026-03-23' })).toMatchObject({ endDay: '2026-03-22' })
  })

  it.each(['tomorrow', '2026-02-30', '2026-03-20T25:00'])('are the usual ones for %s', (start) => {
    expect(times({ start })).toEqual(times({}))
  })

  it('are the usual ones when the end comes before the start', () => {
    expect(times({ start: '2026-03-20T09:00', end: '2026-03-19T09:30' })).toEqual(times({}))
  })
})
