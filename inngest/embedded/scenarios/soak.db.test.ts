import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { until } from '../testing/journal'
import { type KillRig, startKillRig } from '../testing/kill-rig'
import type { Functions } from '../testing/test-app'

const runCount = 25

const functions: Functions = (inngest) => [
  inngest.createFunction({ id: 'soak', triggers: [{ event: 'soak' }] }, async ({ event, step }) => {
    const base = await step.run('base', () => Number(event.data.n) * 100)
    const parts = await Promise.all(
      [1, 2, 3].map((part) => step.run(`part-${part}`, () => wait(30).then(() => part))),
    )
    await step.sleep('nap', '1s')
    return step.run('sum', () => parts.reduce((sum, part) => sum + part, base))
  }),
]

/** As the SDK does it, but for as long as it takes. */
async function sendStubbornly(rig: KillRig, n: number): Promise<void> {
  await until(
    () =>
      rig.inngest.send({ name: 'soak', id: `soak-${n}`, data: { n } }).then(
        () => true,
        () => false,
      ),
    60_000,
  )
}

describe.concurrent('soak', () => {
  it.each([
    { runnerCount: 1, kills: 8 },
    { runnerCount: 2, kills: 4 },
  ])(
    'runner/K12 ends $runnerCount runner(s) × 25 runs right under $kills kills',
    { timeout: 120_000 },
    async ({ runnerCount, kills }) => {
      const rig = await startKillRig(functions, runnerCount)
      try {
        const sending = Promise.all(
          Array.from({ length: runCount }, async (_, n) => {
            await wait(n * 150)
            await sendStubbornly(rig, n)
            await sendStubbornly(rig, n)
          }),
        )
        for (let kill = 0; kill < kills; kill++) {
          // Another moment of the work each time; the seed of the chaos is the machine's own speed.
          await wait(100 + ((kill * 137) % 400))
          const victim = kill % runnerCount
          await rig.kill(victim)
          await rig.start(victim)
        }
        await sending
        const runs = await rig.ended('soak', runCount, 30_000)
        const outputs = runs.map(({ output }) => Number(output)).sort((a, b) => a - b)
        expect(outputs).toEqual(Array.from({ length: runCount }, (_, n) => n * 100 + 6))
      } finally {
        await rig.close()
      }
    },
  )
})
