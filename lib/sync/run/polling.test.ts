import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPollMs, safetyPollMs } from './polling'

const minute = 60_000

describe('how long until the next look', () => {
  it.each([
    ['while somebody is active and Microsoft tells us nothing: 5 s', 0, false, 5_000],
    ['until ten minutes after the last edit', 10 * minute - 1, false, 5_000],
    ['while notifications come: now and then', 0, true, minute],
    ['then less and less often', 20 * minute, false, 5 * minute],
    ['up to 15 minutes', 10 * 60 * minute, false, safetyPollMs],
  ])('%s', (_, quietMs, notified, expected) => expect(nextPollMs(quietMs, notified)).toBe(expected))

  it('the quieter, the longer, and never beyond 15 minutes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.boolean(), (a, b, notified) => {
        const [shorter, longer] = [Math.min(a, b), Math.max(a, b)]
        expect(nextPollMs(shorter, notified)).toBeLessThanOrEqual(nextPollMs(longer, notified))
        expect(nextPollMs(longer, notified)).toBeLessThanOrEqual(15 * minute)
      }),
    )
  })
})
