import { describe, expect, it } from 'vitest'
import { deltaWindows, outsideWindow, placeInFirstSync } from './meeting-window'

const now = new Date('2026-03-02T09:00:00Z')
const at = (start: string, end = start) => ({ start, end })

describe('M1’s window', () => {
  it.each([
    ['today', at('2026-03-02T10:00:00Z'), null],
    ['365 days ago', at('2025-03-02T09:00:00Z'), null],
    ['longer ago', at('2025-03-02T08:59:00Z'), { entersAt: null }],
    ['four years ahead', at('2030-03-02T09:00:00Z'), null],
    ['further ahead', at('2030-03-03T09:00:00Z'), { entersAt: new Date('2026-03-03T09:00:00Z') }],
    ['all-day, begun before and still going on', at('2020-01-01', '2026-01-01'), null],
  ])('%s', (_, fields, outside) => expect(outsideWindow(fields, now)).toEqual(outside))
})

it('the first sync takes the soonest first, then what is over, the latest first', () => {
  const order = [
    at('2026-03-02T08:00:00Z', '2026-03-02T10:00:00Z'),
    at('2026-03-02T12:00:00Z', '2026-03-02T13:00:00Z'),
    at('2026-03-05', '2026-03-06'),
    at('2030-01-01T00:00:00Z', '2030-01-01T01:00:00Z'),
    at('2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z'),
    at('2025-06-01', '2025-06-02'),
  ]
  const places = order.map((fields) => placeInFirstSync(fields, now))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places.map((place) => place < 0)).toEqual([true, true, true, true, false, false])
})

it('delta is asked for as much as one view shows, 1,825 days', () => {
  const query = new URLSearchParams(deltaWindows(now)[0])
  const [start, end] = ['startDateTime', 'endDateTime'].map((name) => Date.parse(query.get(name) ?? ''))
  expect(new Date(start ?? 0).toISOString()).toBe('2025-03-02T00:00:00.000Z')
  expect(((end ?? 0) - (start ?? 0)) / 86_400_000).toBe(1_825)
})
