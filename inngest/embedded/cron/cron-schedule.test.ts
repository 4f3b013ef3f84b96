import { describe, expect, it } from 'vitest'
import { latestTick, nextTick } from './cron-schedule'

const at = (text: string) => new Date(text)
const iso = (date: Date | undefined) => date?.toISOString()

describe('a cron', () => {
  it('runner/T2 comes due on the minute, in UTC unless it names a zone', () => {
    expect(iso(nextTick('* * * * *', at('2026-03-25T10:00:00.400Z')))).toBe('2026-03-25T10:01:00.000Z')
    expect(iso(nextTick('30 9 * * 1', at('2026-03-25T10:00:00Z')))).toBe('2026-03-30T09:30:00.000Z')
  })

  it("runner/T2 keeps the zone's hour when the clocks change", () => {
    const cron = 'TZ=Europe/Paris 0 9 * * *'
    expect(iso(nextTick(cron, at('2026-03-28T00:00:00Z')))).toBe('2026-03-28T08:00:00.000Z')
    expect(iso(nextTick(cron, at('2026-03-29T00:00:00Z')))).toBe('2026-03-29T07:00:00.000Z')
    expect(iso(nextTick(cron, at('2026-10-25T00:00:00Z')))).toBe('2026-10-25T08:00:00.000Z')
  })

  it('runner/T3 knows the latest of the ticks that were missed', () => {
    const due = at('2026-03-25T10:00:00Z')
    expect(iso(latestTick('* * * * *', due, at('2026-03-25T10:00:00.100Z')))).toBe('2026-03-25T10:00:00.000Z')
    expect(iso(latestTick('* * * * *', due, at('2026-03-25T10:02:59.900Z')))).toBe('2026-03-25T10:02:00.000Z')
    expect(iso(latestTick('* * * * *', due, at('2026-03-25T10:03:00Z')))).toBe('2026-03-25T10:03:00.000Z')
  })
})
