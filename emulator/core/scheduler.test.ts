import { describe, expect, it } from 'vitest'
import { createClock } from './clock'
import { manualScheduler, realScheduler } from './scheduler'

describe('scheduler', () => {
  it('runs what is due in the order of time, and nothing else', async () => {
    const clock = createClock(() => new Date(0))
    const scheduler = manualScheduler(clock)
    const ran: string[] = []
    scheduler.after(2_000, () => void ran.push('second'))
    scheduler.after(1_000, () => void ran.push('first'))
    scheduler.after(9_000, () => void ran.push('later'))
    const cancel = scheduler.after(1_500, () => void ran.push('cancelled'))
    cancel()
    expect(await scheduler.runDue()).toBe(0)
    clock.setOffset(2_000)
    expect(await scheduler.runDue()).toBe(2)
    expect(ran).toEqual(['first', 'second'])
    expect(scheduler.pending()).toEqual([9_000])
  })

  it('fires a real timer when the clock is moved past it', async () => {
    const clock = createClock()
    const scheduler = realScheduler(clock)
    const fired = new Promise<void>((resolve) => scheduler.after(3_600_000, resolve))
    clock.setOffset(3_600_000)
    await fired
    scheduler.close()
  })
})
