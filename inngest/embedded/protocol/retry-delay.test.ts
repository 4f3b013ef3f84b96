import { describe, expect, it } from 'vitest'
import { parseDurationMs, sleepEnd } from './duration'
import { parseRetryAfterMs, retryDelayMs } from './retry-delay'

const now = new Date('2026-11-22T10:00:00Z')

describe('delays', () => {
  it('runner/R3 follow the table of Inngest, spread over half a minute', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 20].map((retry) => retryDelayMs(retry, 0) / 60_000)
    expect(minutes).toEqual([0.25, 0.5, 1, 2, 5, 10, 20, 40, 60, 120, 120, 120])
    expect(retryDelayMs(1, 0.999)).toBeGreaterThan(44_000)
    expect(retryDelayMs(1, 0.999)).toBeLessThan(45_000)
  })

  it.each([
    ['4', 4_000],
    ['0', 1_000],
    ['2026-11-22T10:00:09Z', 9_000],
    ['2026-11-22T09:00:00Z', 1_000],
    ['999999', 86_400_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('runner/R4 read retry-after %j as %j ms', (header, waitMs) =>
    expect(parseRetryAfterMs(header, now)).toBe(waitMs),
  )

  it.each([
    ['2s', 2_000],
    ['1h30m', 5_400_000],
    ['1w2d', 777_600_000],
    ['1m', 60_000],
    ['5ms', 5],
    ['1.5s', 1_500],
    ['', undefined],
    ['5', undefined],
    ['2 s', undefined],
    ['-2s', undefined],
  ])('read the duration %j as %j ms', (text, ms) => expect(parseDurationMs(text)).toBe(ms))

  it('read the end of a sleep from a duration or a date', () => {
    expect(sleepEnd('2s', now)?.toISOString()).toBe('2026-11-22T10:00:02.000Z')
    expect(sleepEnd('2026-11-23T00:00:00.000Z', now)?.toISOString()).toBe('2026-11-23T00:00:00.000Z')
    expect(sleepEnd('tomorrow', now)).toBeUndefined()
  })
})
