import { setTimeout as wait } from 'node:timers/promises'
import { RetryAfterError } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal, until } from '../testing/journal'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

const journal = new Journal()
let rig: Rig

async function work(what: string, detail?: unknown): Promise<void> {
  journal.note(`${what} begins`, detail)
  await wait(100)
  journal.note(`${what} ends`, detail)
}

const functions: Functions = (inngest) => [
  inngest.createFunction(
    { id: 'by-key', triggers: [{ event: 'by-key' }], concurrency: { limit: 1, key: 'event.data.key' } },
    async ({ event, step }) => {
      await step.run('one', () => work(`key ${event.data.key}`))
      journal.note('any key begins')
      await step.run('two', () => work(`key ${event.data.key}`))
    },
  ),
  inngest.createFunction(
    { id: 'plain', triggers: [{ event: 'plain' }], concurrency: 2 },
    async ({ step }) => {
      await step.run('work', async () => {
        journal.note('plain begins')
        await until(() => journal.count('plain begins') > 1)
        await wait(100)
        journal.note('plain ends')
      })
    },
  ),
  inngest.createFunction(
    { id: 'frees', retries: 1, triggers: [{ event: 'frees' }], concurrency: 1 },
    async ({ event, step, attempt }) => {
      journal.note(`frees ${event.data.what}`, attempt)
      if (event.data.what === 'sleeps') await step.sleep('nap', '3s')
      if (event.data.what === 'fails' && attempt === 0) throw new RetryAfterError('again', '3s')
      journal.note(`ended ${event.data.what}`)
    },
  ),
  inngest.createFunction(
    { id: 'branches', triggers: [{ event: 'branches' }], concurrency: 1 },
    async ({ step }) => {
      await Promise.all(['a', 'b', 'c'].map((id) => step.run(id, () => work('branch'))))
    },
  ),
  inngest.createFunction(
    {
      id: 'two-limits',
      triggers: [{ event: 'two-limits' }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.key' }],
    },
    async ({ event, step }) => {
      await step.run('work', async () => {
        journal.note(`both ${event.data.key} begins`)
        journal.note('both begins')
        await until(() => journal.count('both begins') > 1)
        await wait(100)
        journal.note('both ends')
        journal.note(`both ${event.data.key} ends`)
      })
    },
  ),
  inngest.createFunction(
    { id: 'fair', triggers: [{ event: 'fair' }], concurrency: { limit: 1, key: 'event.data.key' } },
    async ({ event }) => {
      journal.note(`fair ${event.data.key}`, event.data.n)
      if (event.data.key === 'crowded') await wait(30)
    },
  ),
  inngest.createFunction(
    {
      id: 'debounced',
      triggers: [{ event: 'debounced' }],
      debounce: { period: '1s', key: 'event.data.key' },
    },
    async ({ event }) => {
      journal.note(`debounced ${event.data.key}`, event.data.n)
    },
  ),
  inngest.createFunction(
    {
      id: 'single',
      retries: 0,
      triggers: [{ event: 'single' }],
      singleton: { mode: 'skip', key: 'event.data.key' },
    },
    async ({ event, step }) => {
      await step.sleep('nap', '1s')
      if (event.data.fail) throw new Error('failed')
    },
  ),
]

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

describe.concurrent('concurrency', () => {
  it('runner/C1 makes one call at a time per key, and calls of different keys at the same time', async () => {
    await rig.inngest.send(['A', 'A', 'A', 'B', 'B'].map((key) => ({ name: 'by-key', data: { key } })))
    await rig.ended('by-key', 5)
    expect(journal.mostAtOnce('key A begins', 'key A ends')).toBe(1)
    expect(journal.mostAtOnce('key B begins', 'key B ends')).toBe(1)
    const firstB = journal.of('key B begins')[0]?.at ?? 0
    const lastA = journal.of('key A ends').at(-1)?.at ?? 0
    expect(firstB).toBeLessThan(lastA)
  })

  it('runner/C2 makes exactly as many calls at once as a plain number says', async () => {
    await rig.inngest.send(Array.from({ length: 5 }, () => ({ name: 'plain' })))
    await rig.ended('plain', 5)
    expect(journal.mostAtOnce('plain begins', 'plain ends')).toBe(2)
  })

  it('runner/C3 frees the slot while a run sleeps or waits for a retry', async () => {
    await rig.inngest.send({ name: 'frees', data: { what: 'sleeps' } })
    await until(() => journal.count('frees sleeps') > 0)
    await rig.inngest.send({ name: 'frees', data: { what: 'fails' } })
    await until(() => journal.count('frees fails') > 0)
    await rig.inngest.send({ name: 'frees', data: { what: 'third' } })
    await rig.ended('frees', 3)
    const endOf = (what: string) => journal.of(`ended ${what}`)[0]?.at ?? 0
    expect(endOf('third')).toBeLessThan(endOf('fails'))
    expect(endOf('third')).toBeLessThan(endOf('sleeps'))
  })

  it('runner/C4 holds the parallel steps of one run to the limit too', async () => {
    await rig.inngest.send({ name: 'branches' })
    await rig.output('branches')
    expect(journal.count('branch begins')).toBe(3)
    expect(journal.mostAtOnce('branch begins', 'branch ends')).toBe(1)
  })

  it('keeps two limits of one function at the same time', async () => {
    await rig.inngest.send(['x', 'x', 'y', 'y', 'z'].map((key) => ({ name: 'two-limits', data: { key } })))
    await rig.ended('two-limits', 5)
    expect(journal.mostAtOnce('both begins', 'both ends')).toBe(2)
    for (const key of ['x', 'y']) expect(journal.mostAtOnce(`both ${key} begins`, `both ${key} ends`)).toBe(1)
  })

  it('runner/C5 takes the oldest of a key first, and 1,000 waiting ones keep no other key waiting', async () => {
    await rig.inngest.send(
      Array.from({ length: 1_000 }, (_, n) => ({ name: 'fair', data: { key: 'crowded', n } })),
    )
    await until(() => journal.count('fair crowded') >= 3)
    const sentAt = Date.now()
    await rig.inngest.send({ name: 'fair', data: { key: 'other' } })
    const other = await until(() => journal.of('fair other')[0])
    // One after the other, the crowd takes more than half a minute.
    expect(other.at - sentAt).toBeLessThan(12_000)
    const order = journal.details('fair crowded') as number[]
    expect(order).toEqual(order.map((_, n) => n))
    await rig.sql`delete from runner.job where run_id in (select id from runner.run where fn = 'crm-fair')`
  })
})

describe.concurrent('debounce and singleton', () => {
  it('runner/D1 starts one run per key with the latest event by its time, after the period', async () => {
    const sentAt = Date.now()
    await rig.inngest.send({ name: 'debounced', ts: sentAt + 2, data: { key: 'a', n: 2 } })
    await rig.inngest.send({ name: 'debounced', ts: sentAt + 3, data: { key: 'a', n: 3 } })
    await rig.inngest.send({ name: 'debounced', ts: sentAt + 1, data: { key: 'a', n: 1 } })
    await rig.inngest.send({ name: 'debounced', ts: sentAt, data: { key: 'b', n: 4 } })
    await rig.ended('debounced', 2)
    expect(journal.details('debounced a')).toEqual([3])
    expect(journal.details('debounced b')).toEqual([4])
    expect(journal.of('debounced a')[0]?.at).toBeGreaterThanOrEqual(sentAt + 1_000)
  })

  it('runner/D2 drops a start while a run of the key is active, and no longer when it has ended or failed', async () => {
    const send = (key: string, fail = false) => rig.inngest.send({ name: 'single', data: { key, fail } })
    await send('a', true)
    await send('a')
    await send('b')
    expect(await rig.runs('single')).toHaveLength(2)
    await rig.ended('single', 2)
    await send('a')
    const runs = await rig.ended('single', 3)
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'completed', 'completed'])
  })
})
