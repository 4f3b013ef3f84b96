import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal, until } from '../testing/journal'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

const journal = new Journal()
let rig: Rig

const functions: Functions = (inngest) => [
  inngest.createFunction({ id: 'sequence', triggers: [{ event: 'sequence' }] }, async ({ step }) => {
    const first = await step.run('first', () => {
      journal.note('first')
      return 20
    })
    return step.run('second', () => {
      journal.note('second', first)
      return first + 1
    })
  }),

  inngest.createFunction({ id: 'parallel', triggers: [{ event: 'parallel' }] }, async ({ step }) => {
    const slow = (id: string) =>
      step.run(id, async () => {
        journal.note('branch begins', id)
        // Nobody gets on before all three are under way.
        await until(() => journal.count('branch begins') === 3, 20_000)
        return id
      })
    const caught = step
      .run('fails', () => {
        journal.note('fails')
        throw new TypeError('no luck')
      })
      .catch((error: Error) => `${error.name}: ${error.message}`)
    const values = await Promise.all([slow('p1'), slow('p2'), slow('p3'), step.sleep('nap', '1s'), caught])
    return step.run('join', () => {
      journal.note('join')
      return values
    })
  }),

  inngest.createFunction({ id: 'loop', triggers: [{ event: 'loop' }] }, async ({ step }) => {
    const values: number[] = []
    for (let turn = 0; turn < 3; turn++) values.push(await step.run('turn', () => turn * 10))
    return values
  }),

  inngest.createFunction({ id: 'values', triggers: [{ event: 'values' }] }, async ({ step }) => {
    const nothing = await step.run('undefined', () => undefined)
    const date = await step.run('date', () => new Date(0))
    const nested = await step.run('nested', () => ({ data: 1, error: {} }))
    const no = await step.run('false', () => false)
    const text = await step.run('text', () => 'NUL \u0000, 🙂, "quotes" and \\')
    return { nothing, date, nested, no, text }
  }),

  inngest.createFunction({ id: 'naps', triggers: [{ event: 'naps' }] }, async ({ step }) => {
    const woke = (id: string) => step.run(`after ${id}`, () => journal.note(`woke ${id}`))
    await Promise.all([
      step.sleep('short', '1s').then(() => woke('short')),
      step.sleep('long', '2s').then(() => woke('long')),
    ])
    await step.sleepUntil('until', new Date(Date.now() + 1000))
  }),

  inngest.createFunction({ id: 'large', triggers: [{ event: 'large' }] }, async ({ step }) => {
    let total = 0
    for (const part of ['a', 'b', 'c', 'd']) {
      total += (await step.run(part, () => part.repeat(1_500_000))).length
    }
    return total
  }),

  inngest.createFunction({ id: 'parent', triggers: [{ event: 'parent' }] }, async ({ step }) =>
    step.sendEvent('children', [
      { name: 'child', id: 'child-1' },
      { name: 'child', id: 'child-2' },
      { name: 'child', id: 'child-1' },
    ]),
  ),
  inngest.createFunction({ id: 'child', triggers: [{ event: 'child' }] }, async () => 'done'),

  inngest.createFunction({ id: 'race', triggers: [{ event: 'race' }] }, async ({ step }) => {
    const winner = await Promise.race([
      step.run('quick', () => 'quick'),
      // Long enough for a busy machine to have answered the call by then.
      step.sleep('slow', '6s').then(() => 'slow'),
    ])
    void step.run('not awaited', () => journal.note('not awaited'))
    // The SDK notices a step a moment after the call; a function that ends before that never had it.
    await setImmediate()
    return winner
  }),

  inngest.createFunction({ id: 'long', retries: 0, triggers: [{ event: 'long' }] }, async ({ step }) => {
    await step.run('long', async () => {
      journal.note('long')
      await wait(4_000)
    })
  }),
]

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

describe('sleeps', () => {
  it('runner/S5 ends each sleep at its own time, not early, and soon after', async () => {
    await rig.inngest.send({ name: 'naps' })
    const due = await until(async () => {
      const rows = await rig.sql<{ name: string; ready_at: Date }[]>`
        select name, ready_at from runner.job where kind = 'timer' order by ready_at`
      return rows.length === 2 && [...rows]
    })
    await rig.output('naps')
    expect(due.map(({ name }) => name)).toEqual(['short', 'long'])
    for (const [index, id] of ['short', 'long'].entries()) {
      const lateMs = (journal.of(`woke ${id}`)[0]?.at ?? 0) - Number(due[index]?.ready_at)
      expect(lateMs).toBeGreaterThanOrEqual(0)
      expect(lateMs).toBeLessThan(4_000)
    }
  })
})

describe.concurrent('steps', () => {
  it('runner/S1 runs each step once, in order, with the result of the one before', async () => {
    await rig.inngest.send({ name: 'sequence' })
    expect(await rig.output('sequence')).toBe(21)
    expect(journal.count('first')).toBe(1)
    expect(journal.details('second')).toEqual([20])
  })

  it('runner/S2 runs parallel steps at the same time and joins once, with a sleep and a caught failure', async () => {
    await rig.inngest.send({ name: 'parallel' })
    expect(await rig.output('parallel')).toEqual(['p1', 'p2', 'p3', null, 'TypeError: no luck'])
    expect(journal.details('branch begins').sort()).toEqual(['p1', 'p2', 'p3'])
    expect(journal.count('fails')).toBe(5)
    expect(journal.count('join')).toBe(1)
  })

  it('runner/S3 tells three uses of one step id apart', async () => {
    await rig.inngest.send({ name: 'loop' })
    expect(await rig.output('loop')).toEqual([0, 10, 20])
  })

  it('runner/S4 gives JSON values back as they were', async () => {
    await rig.inngest.send({ name: 'values' })
    expect(await rig.output('values')).toEqual({
      nothing: null,
      date: '1970-01-01T00:00:00.000Z',
      nested: { data: 1, error: {} },
      no: false,
      text: 'NUL \u0000, 🙂, "quotes" and \\',
    })
  })

  it('runner/S6 carries 6 MB of step results', async () => {
    await rig.inngest.send({ name: 'large' })
    expect(await rig.output('large')).toBe(6_000_000)
  })

  it('runner/S7 sends events from a step; an id given twice starts one run', async () => {
    await rig.inngest.send({ name: 'parent' })
    const sent = (await rig.output('parent')) as { ids: string[] }
    expect(sent.ids).toHaveLength(3)
    expect(await rig.ended('child', 2)).toHaveLength(2)
  })

  it('runner/S8 waits for the slower side of a race, and runs a step that nobody awaits', async () => {
    const startedAt = Date.now()
    await rig.inngest.send({ name: 'race' })
    expect(await rig.output('race')).toBe('quick')
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(6_000)
    expect(journal.count('not awaited')).toBe(1)
  })

  it('runner/S9 makes a call once that lasts longer than its lease', async () => {
    await rig.inngest.send({ name: 'long' })
    await rig.output('long')
    expect(journal.count('long')).toBe(1)
  })
})
