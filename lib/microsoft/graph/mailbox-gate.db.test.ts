import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { realScheduler } from '@/emulator/core/scheduler'
import { small } from '@/emulator/testing/small-seed'
import { applicationToken, request, testEmulator } from '@/emulator/testing/test-emulator'
import type { UpstreamError } from '@/lib/errors'
import { mailboxGate, systemTiming, type Timing } from './mailbox-gate'

let database: TestDatabase
let mailbox: string
let serial = 0
beforeAll(async () => {
  database = await createTestDatabase(30)
})
afterAll(() => database.close())
beforeEach(() => {
  serial += 1
  mailbox = `tenant:user-${serial}`
})

/** A clock that moves only when something waits. */
function virtualTime(): Timing & { pass(ms: number): void } {
  let nowMs = Date.parse('2026-11-24T09:00:30.000Z')
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { now: () => new Date(nowMs), sleep: async (ms) => pass(ms), random: () => 1, pass }
}

/** The gate as another process has it: nothing shared but the database. */
async function gateOfAnotherProcess(timing: Timing = systemTiming) {
  vi.resetModules()
  const other = await import('./mailbox-gate')
  return other.mailboxGate(database.db, timing, mailbox)
}

const busy = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => expect.unreachable('it should have been refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof Error && error.name === 'UpstreamError') return (error as UpstreamError).details
  throw error
}
const nothing = async () => undefined

describe('four requests at a time (learn.microsoft.com/graph/throttling-limits)', () => {
  it('over all processes: two of them never have more in flight than the service allows', async () => {
    const emulator = testEmulator({ scheduler: realScheduler })
    emulator.settings.setLatency(10)
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const ask = () => request(emulator, 'GET', `/v1.0/users/${small.anaId}/contacts?$top=1`, { token })
    const gates = [mailboxGate(database.db, systemTiming, mailbox), await gateOfAnotherProcess()]
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => gates[at % 2]?.pass(1, async () => (await ask()).status)),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
    const traffic = emulator.traffic.since(null).filter(({ path }) => path.includes('/contacts'))
    expect(traffic).toHaveLength(40)
    expect(Math.max(...traffic.map(({ inFlight }) => inFlight))).toBe(4)
    emulator.close()
  })

  it('the service refuses the fifth, so the gate is needed', async () => {
    const emulator = testEmulator({ scheduler: realScheduler })
    emulator.settings.setLatency(30)
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const ask = () => request(emulator, 'GET', `/v1.0/users/${small.anaId}/contacts?$top=1`, { token })
    const statuses = (await Promise.all(Array.from({ length: 5 }, ask))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
    emulator.close()
  })

  it('another mailbox has places of its own', async () => {
    const order: string[] = []
    const gate = mailboxGate(database.db, systemTiming, mailbox)
    await gate.pass(1, async () => {
      order.push('in')
      await mailboxGate(database.db, systemTiming, `${mailbox}-other`).pass(
        1,
        async () => void order.push('other'),
      )
    })
    expect(order).toEqual(['in', 'other'])
  })

  it('a place is given back when the work fails', async () => {
    const gate = mailboxGate(database.db, systemTiming, mailbox)
    for (let at = 0; at < 6; at += 1) {
      await expect(gate.pass(1, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
    }
    await gate.pass(1, nothing)
  })

  it('the places of a process that died come back after their lease', async () => {
    const timing = virtualTime()
    const dead = await gateOfAnotherProcess(timing)
    for (let at = 0; at < 4; at += 1) void dead.pass(1, () => new Promise(() => {}))
    await vi.waitFor(async () => {
      const [row] = await database.db.execute<{ n: string }>(
        `select count(*) as n from mailbox_slot where mailbox = '${mailbox}' and holder is not null`,
      )
      expect(Number(row?.n)).toBe(4)
    })
    const gate = mailboxGate(database.db, timing, mailbox)
    expect(await busy(gate.pass(1, nothing))).toMatchObject({ code: 'mailbox-busy' })
    timing.pass(90_000)
    await gate.pass(1, nothing)
  })
})

describe('a pause that the service asked for', () => {
  it('holds every process back, and only for so long', async () => {
    const timing = virtualTime()
    const gate = mailboxGate(database.db, timing, mailbox)
    const other = await gateOfAnotherProcess(timing)
    await gate.pause(5_000)
    const before = timing.now().getTime()
    await other.pass(1, nothing)
    expect(timing.now().getTime() - before).toBeGreaterThanOrEqual(5_000)
    expect(timing.now().getTime() - before).toBeLessThan(6_000)
  })

  it('the longer of two counts', async () => {
    const timing = virtualTime()
    const gate = mailboxGate(database.db, timing, mailbox)
    await gate.pause(9_000)
    await gate.pause(1_000)
    const before = timing.now().getTime()
    await gate.pass(1, nothing)
    expect(timing.now().getTime() - before).toBeGreaterThanOrEqual(9_000)
  })

  it('one longer than a request may wait is left to the run, with the time that is left', async () => {
    const timing = virtualTime()
    const gate = mailboxGate(database.db, timing, mailbox)
    await gate.pause(120_000)
    expect(await busy(gate.pass(1, nothing))).toMatchObject({ code: 'mailbox-busy', retryAfterMs: 120_000 })
  })
})

describe('10,000 requests in ten minutes', () => {
  it('are never exceeded in any ten minutes, the parts of a batch being requests of their own', async () => {
    const timing = virtualTime()
    const gate = mailboxGate(database.db, timing, mailbox)
    for (let at = 0; at < 24; at += 1) await gate.pass(400, nothing)
    expect(await busy(gate.pass(20, nothing))).toMatchObject({ code: 'mailbox-busy' })
    // The minute in which they were counted began half a minute before the first of them.
    timing.pass(9.75 * 60_000)
    expect(await busy(gate.pass(20, nothing))).toMatchObject({ code: 'mailbox-busy' })
    timing.pass(90_000)
    await gate.pass(20, nothing)
  })
})
