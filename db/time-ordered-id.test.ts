import { expect, it } from 'vitest'
import { timeOrderedIds } from './time-ordered-id'

const many = (make: () => string, count: number) => Array.from({ length: count }, make)

it('ids are UUIDs of version 7 that say when they were made', () => {
  const id = timeOrderedIds(() => Date.UTC(2026, 2, 2, 8))()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 2, 2, 8))
})

it('those of one millisecond are in the order in which they were made, however many', () => {
  const ids = many(
    timeOrderedIds(() => 1_000),
    10_000,
  )
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(10_000)
})

it('a clock that is set back, or stands still and goes on, does not change the order', () => {
  const times = [5_000, 4_000, 4_001, 5_000, 5_001, 5_001, 7_000]
  const ids = many(
    timeOrderedIds(() => times.shift() ?? 7_000),
    7,
  )
  expect(ids).toEqual([...ids].sort())
})
