import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentileOf, stepOf, unmeasured } from './delay-steps'

const stepsOf = (delaysMs: readonly number[]) => {
  const steps = new Map<number, number>()
  for (const delay of delaysMs) steps.set(stepOf(delay), (steps.get(stepOf(delay)) ?? 0) + 1)
  return steps
}

describe('a percentile of counted delays', () => {
  it('is within 5% of the true one, however many there are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 90_000_000 }), { minLength: 1 }),
        fc.constantFrom(0.5, 0.95),
        (delays, part) => {
          const sorted = [...delays].sort((a, b) => a - b)
          const exact = sorted[Math.ceil(part * sorted.length) - 1] ?? 0
          const told = percentileOf(stepsOf(delays), part) ?? 0
          expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.05 * exact + 1)
        },
      ),
    ))

  it('is none where none was measured', () => {
    expect(percentileOf(new Map(), 0.5)).toBeNull()
    expect(percentileOf(new Map([[unmeasured, 7]]), 0.5)).toBeNull()
  })
})
