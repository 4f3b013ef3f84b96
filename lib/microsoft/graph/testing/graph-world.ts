import { createRandom } from '@/emulator/core/random'
import { calmConduct } from '@/emulator/outlook/conduct'
import { small } from '@/emulator/testing/small-seed'
import { applicationToken, testEmulator } from '@/emulator/testing/test-emulator'
import { connectGraph } from '../graph'
import type { MailboxGate, Timing } from '../mailbox-gate'

/** A gate that is always open; it tells what it was asked. */
export function openGate() {
  const pauses: number[] = []
  const gate: MailboxGate = {
    pass: (_, work) => work(),
    pause: async (ms) => void pauses.push(ms),
  }
  return { gate, pauses }
}

/** Ana's mailbox over the emulator in this process, on a clock that moves when something waits. */
export function graphWorld(given: { gate?: MailboxGate } = {}) {
  let nowMs = Date.parse('2026-11-24T09:00:00.000Z')
  const emulator = testEmulator({
    clock: { now: () => new Date(nowMs), offsetMs: 0, setOffset: () => {}, onOffset: () => {} },
    random: createRandom(1),
    conduct: calmConduct,
  })
  const slept: number[] = []
  const timing: Timing = {
    now: () => new Date(nowMs),
    sleep: async (ms) => {
      slept.push(ms)
      nowMs += ms
      await emulator.scheduler.runDue()
    },
    random: () => 1,
  }
  const open = openGate()
  const tokens: boolean[] = []
  const requests: string[] = []
  /** What stands in for Graph's answers, the oldest first; then the emulator answers. */
  const scripted: (() => Promise<Response>)[] = []
  const world = {
    /** Stands in for the emulator altogether. */
    answerWith: null as ((request: Request) => Response | Promise<Response>) | null,
  }
  const graph = connectGraph({
    graphUrl: 'https://graph.microsoft.com',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      requests.push(`${request.method} ${new URL(request.url).pathname}`)
      return scripted.shift()?.() ?? world.answerWith?.(request) ?? emulator.fetch(request)
    },
    timing,
    gate: given.gate ?? open.gate,
    token: async (force) => {
      tokens.push(force)
      return applicationToken(emulator, ['Contacts.ReadWrite', 'Tasks.ReadWrite.All'])
    },
  })
  return Object.assign(world, {
    emulator,
    graph,
    gate: given.gate ?? open.gate,
    pauses: open.pauses,
    timing,
    slept,
    /** For each token asked for: whether a new one was demanded. */
    tokens,
    requests,
    scripted,
    user: `/users/${small.anaId}`,
    fail: (effect: Parameters<typeof emulator.faults.add>[0]['effect'], match = {}, times = 1) =>
      emulator.faults.add({ match: { path: '^/v1.0/', ...match }, times, effect }),
  })
}
