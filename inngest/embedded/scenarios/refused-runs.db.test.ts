import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal } from '../testing/journal'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

const journal = new Journal()
let rig: Rig

const functions: Functions = (inngest) => {
  const target = inngest.createFunction({ id: 'target', triggers: [{ event: 'target' }] }, async () => 1)
  return [
    target,
    inngest.createFunction(
      {
        id: 'waits',
        triggers: [{ event: 'waits' }],
        onFailure: async ({ error }) => journal.note('handler', error.message),
      },
      async ({ step }) => step.waitForEvent('answer', { event: 'answer', timeout: '1h' }),
    ),
    inngest.createFunction({ id: 'invokes', triggers: [{ event: 'invokes' }] }, async ({ step }) =>
      step.invoke('call', { function: target, data: {} }),
    ),
    inngest.createFunction({ id: 'races', triggers: [{ event: 'races' }] }, async ({ step, group }) =>
      group.parallel({ mode: 'race' }, () => Promise.race([step.run('a', () => 1), step.run('b', () => 2)])),
    ),
    inngest.createFunction(
      { id: 'unoptimized', optimizeParallelism: false, triggers: [{ event: 'unoptimized' }] },
      async ({ step }) => step.run('a', () => 1),
    ),
  ]
}

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

describe.concurrent('what cannot be seen at registration', () => {
  it.each([
    { fn: 'waits', names: /WaitForEvent.*"answer"/ },
    { fn: 'invokes', names: /InvokeFunction.*"call"/ },
    { fn: 'races', names: /group\.parallel/ },
    { fn: 'unoptimized', names: /optimizeParallelism/ },
  ])('fails a run that $fn at once, with an error that names it', async ({ fn, names }) => {
    await rig.inngest.send({ name: fn })
    const [run] = await rig.ended(fn)
    expect(JSON.parse(run?.error ?? '')).toMatchObject({
      name: 'NotSupportedError',
      message: expect.stringMatching(names),
    })
  })

  it('runs onFailure for it', async () => {
    await rig.ended('waits-failure')
    expect(journal.details('handler')[0]).toMatch(/WaitForEvent/)
  })
})
