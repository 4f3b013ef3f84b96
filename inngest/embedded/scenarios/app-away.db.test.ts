import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal, until } from '../testing/journal'
import { isSynced, type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

const journal = new Journal()
let rig: Rig

const lasting: Functions = (inngest) => [
  inngest.createFunction(
    { id: 'held', retries: 0, triggers: [{ event: 'held' }] },
    async ({ attempt }) => attempt,
  ),
  inngest.createFunction(
    { id: 'proxied', retries: 1, triggers: [{ event: 'proxied' }] },
    async ({ attempt }) => attempt,
  ),
  inngest.createFunction(
    { id: 'killed', retries: 1, triggers: [{ event: 'killed' }] },
    async ({ step, attempt }) => {
      await step.run('before', () => journal.note('before'))
      return step.run('mid', async () => {
        journal.note('mid', attempt)
        await wait(attempt === 0 ? 600 : 0)
        return attempt
      })
    },
  ),
]
const removed: Functions = (inngest) => [
  inngest.createFunction({ id: 'removed', triggers: [{ event: 'removed' }] }, async ({ step }) => {
    await step.sleep('long', '1h')
  }),
]
const unsupported: Functions = (inngest) => [
  inngest.createFunction(
    { id: 'batch', triggers: [{ event: 'batch' }], batchEvents: { maxSize: 2, timeout: '1s' } },
    async () => {},
  ),
]

beforeAll(async () => {
  rig = await startRig((inngest) => [...lasting(inngest), ...removed(inngest)], { resyncMs: 300 })
})
afterAll(() => rig.close())

describe('an app that is away', () => {
  it('runner/R7 holds calls while the app does not answer, so that no attempt is lost', async () => {
    await rig.stopApp()
    await until(async () => !(await isSynced(rig.runner.url)))
    await rig.inngest.send({ name: 'held' })
    await wait(600)
    await rig.startApp(lasting)
    expect(await rig.output('held')).toBe(0)
  })

  it('runner/R7 takes a 200 that is not from the SDK for a failed attempt', async () => {
    await rig.stopApp()
    let intercepted = 0
    await rig.startApp(lasting, (request, response) => {
      if (!request.url?.includes('fnId=crm-proxied') || intercepted > 0) return false
      intercepted += 1
      response.end('"hello"')
      return true
    })
    await rig.inngest.send({ name: 'proxied' })
    expect(await rig.output('proxied')).toBe(1)
    expect(intercepted).toBe(1)
  })

  it('runner/K13 counts the death of the app in the middle of a step as an attempt', async () => {
    await rig.inngest.send({ name: 'killed' })
    await until(() => journal.count('mid') > 0)
    await rig.stopApp()
    await rig.startApp(lasting)
    expect(await rig.output('killed')).toBe(1)
    expect(journal.count('before')).toBe(1)
    expect(journal.details('mid')).toEqual([0, 1])
  })
})

describe('registration', () => {
  it('runner/X1 stops functions that are no longer listed and fails their runs with a clear error', async () => {
    await rig.stopApp()
    await rig.startApp((inngest) => [...lasting(inngest), ...removed(inngest)])
    await until(
      async () => (await rig.sql`select from runner.fn where id = 'crm-removed' and active`).length === 1,
    )
    await rig.inngest.send({ name: 'removed' })
    await until(async () => (await rig.sql`select from runner.job where kind = 'timer'`).length === 1)
    await rig.stopApp()
    await rig.startApp(lasting)
    const [run] = await rig.ended('removed')
    expect(JSON.parse(run?.error ?? '')).toMatchObject({
      message: expect.stringMatching(/crm-removed.*no longer/),
    })
    await rig.inngest.send({ name: 'removed' })
    await rig.inngest.send({ name: 'held' })
    await rig.ended('held', 2)
    expect(await rig.runs('removed')).toHaveLength(1)
  })

  it('refuses all functions of an app when one is not supported, naming function and option', async () => {
    await rig.stopApp()
    await rig.startApp((inngest) => [...lasting(inngest), ...unsupported(inngest)])
    const reason = await until(async () => {
      const health = (await (await fetch(`${rig.runner.url}/health`)).json()) as { app: { reason?: string } }
      return health.app.reason
    })
    expect(reason).toMatch(/function crm-batch: batchEvents is not supported by the embedded runner/)
    const sync = await fetch(rig.settings.appEndpoint, { method: 'PUT' })
    expect(sync.status).toBe(400)
    expect(await rig.sql`select from runner.fn where id = 'crm-batch'`).toHaveLength(0)
  })
})
