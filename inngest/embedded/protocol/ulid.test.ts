import { describe, expect, it } from 'vitest'
import { createUlidSource, parseEventIdSeed, seededUlid } from './ulid'

describe('event ids', () => {
  it('runner/E2 follow the seed that the SDK sends', () => {
    const seed = parseEventIdSeed('1743130137367,eii2YKXRVTJPuA==')
    expect(seed && [seededUlid(seed, 1), seededUlid(seed, 2)]).toEqual([
      '01JQDAE4RQF8MBCR55T5AK4KXS',
      '01JQDAE4RQF8MBCR55T5AK4KXT',
    ])
  })

  it.each([undefined, '', 'x,eii2YKXRVTJPuA==', '1743130137367,AAAA'])('ignore the seed %j', (header) =>
    expect(parseEventIdSeed(header)).toBeUndefined(),
  )

  it('sort in the order in which they were made, whatever the clock does', () => {
    const next = createUlidSource()
    const ids = [5, 5, 5, 3, 6, 6].map((timeMs) => next(timeMs))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
