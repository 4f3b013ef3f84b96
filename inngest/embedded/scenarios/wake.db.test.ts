import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

let rig: Rig

const functions: Functions = (inngest) => [
  inngest.createFunction(
    { id: 'all', retries: 1, triggers: [{ event: 'all' }], debounce: { period: '1s' } },
    async ({ step, attempt }) => {
      await step.run('first', () => 1)
      await step.sleep('nap', '1s')
      await step.run('shaky', () => {
        if (attempt === 0) throw new Error('again')
      })
      await Promise.all([step.run('a', () => 1), step.run('b', () => 2)])
      await step.sendEvent('more', { name: 'more' })
    },
  ),
  inngest.createFunction({ id: 'more', triggers: [{ event: 'more' }], concurrency: 1 }, async () => 'done'),
]

beforeAll(async () => {
  rig = await startRig(functions, { pollMs: 60_000, resyncMs: 60_000 })
})
afterAll(() => rig.close())

it('does everything at its time without the poll, which is a safety net only', async () => {
  await rig.inngest.send({ name: 'all' })
  expect(await rig.output('more')).toBe('done')
})
