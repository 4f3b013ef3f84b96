import { RetryAfterError } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal, until } from '../testing/journal'
import { type KillRig, startKillRig } from '../testing/kill-rig'
import type { Functions } from '../testing/test-app'

/** Every run is caught by the kill in another state; the app itself lives on. */
function killedFunctions(journal: Journal): Functions {
  /** Lasts until the runners have been killed, or are back. */
  const during = async (what: string, mark: 'killed' | 'back') => {
    journal.note(`${what} begins`)
    await until(() => journal.count(mark) > 0, 20_000)
    journal.note(`${what} ends`)
  }
  return (inngest) => [
    inngest.createFunction({ id: 'accepted', triggers: [{ event: 'accepted' }] }, async ({ step }) => {
      await step.run('mark', () => journal.note('accepted'))
    }),
    inngest.createFunction(
      { id: 'mid', retries: 0, triggers: [{ event: 'mid' }] },
      async ({ step, attempt }) => {
        await step.run('before', () => journal.note('before mid'))
        await step.run('mid', () => during('mid', 'killed'))
        return attempt
      },
    ),
    inngest.createFunction({ id: 'long', retries: 0, triggers: [{ event: 'long' }] }, async ({ step }) => {
      await step.run('long', () => during('long', 'back'))
    }),
    inngest.createFunction({ id: 'asleep', triggers: [{ event: 'asleep' }] }, async ({ step }) => {
      await step.run('before', () => journal.note('before sleep'))
      await step.sleep('nap', '5s')
      await step.run('after', () => journal.note('woke'))
    }),
    inngest.createFunction({ id: 'overdue', triggers: [{ event: 'overdue' }] }, async ({ step }) => {
      await step.sleep('nap', '1h')
      await step.run('after', () => journal.note('overdue woke'))
    }),
    inngest.createFunction(
      { id: 'retrying', retries: 2, triggers: [{ event: 'retrying' }] },
      async ({ step, attempt }) => {
        await step.run('shaky', () => {
          journal.note('shaky', attempt)
          if (attempt === 0) throw new RetryAfterError('busy', '3s')
        })
      },
    ),
    inngest.createFunction(
      { id: 'parallel', retries: 0, triggers: [{ event: 'parallel' }] },
      async ({ step }) => {
        const values = await Promise.all([
          step.run('quick', () => journal.note('quick branch begins')),
          step.run('slow', () => during('slow branch', 'killed').then(() => 'slow')),
        ])
        await step.run('join', () => journal.note('join'))
        return values
      },
    ),
    inngest.createFunction(
      { id: 'slot', retries: 0, triggers: [{ event: 'slot' }], concurrency: 1 },
      async ({ step }) => {
        await step.run('hold', () => during('slot', 'killed'))
      },
    ),
    inngest.createFunction(
      { id: 'debounced', triggers: [{ event: 'debounced' }], debounce: { period: '2s' } },
      async ({ event }) => journal.note('debounced', event.data.n),
    ),
    inngest.createFunction(
      { id: 'single', triggers: [{ event: 'single' }], singleton: { mode: 'skip' } },
      async ({ step }) => step.sleep('nap', '1h'),
    ),
    inngest.createFunction(
      {
        id: 'failing',
        retries: 0,
        triggers: [{ event: 'failing' }],
        onFailure: async () => journal.note('failure handled'),
      },
      async () => {
        journal.note('failing')
        throw new Error('failed')
      },
    ),
  ]
}

describe.each([{ runnerCount: 1 }, { runnerCount: 2 }])(
  'kill -9 with $runnerCount runner(s)',
  ({ runnerCount }) => {
    const journal = new Journal()
    let rig: KillRig
    let wakesAt: Date | undefined

    beforeAll(async () => {
      rig = await startKillRig(killedFunctions(journal), runnerCount)
      await rig.inngest.send(['asleep', 'overdue', 'retrying', 'single'].map((name) => ({ name })))
      await until(() => journal.count('before sleep') > 0 && journal.count('shaky') > 0)
      await until(async () => (await rig.sql`select from runner.job where kind = 'timer'`).length === 3)
      const [asleep] = await rig.sql<{ ready_at: Date }[]>`
      select ready_at from runner.job join runner.run on run.id = run_id where kind = 'timer' and fn = 'crm-asleep'`
      wakesAt = asleep?.ready_at
      await rig.inngest.send(['mid', 'long', 'parallel', 'slot', 'slot'].map((name) => ({ name })))
      await rig.inngest.send([
        { name: 'debounced', data: { n: 1 } },
        { name: 'debounced', data: { n: 2 } },
      ])
      await until(() =>
        ['mid', 'long', 'slow branch', 'slot'].every((what) => journal.count(`${what} begins`) > 0),
      )
      await until(async () => (await rig.sql`select from runner.step where name = 'quick'`).length === 1)
      await rig.inngest.send({ name: 'failing' })
      await until(() => journal.count('failing') > 0)
      await rig.inngest.send({ name: 'accepted', id: 'accepted-1' })
      await rig.killAll()
      journal.note('killed')
      await rig.sql`
        update runner.job set ready_at = now() where run_id in (select id from runner.run where fn = 'crm-overdue')`
      await until(() => journal.count('mid ends') > 0)
      await rig.startAll()
      journal.note('back')
    })
    afterAll(() => rig.close())

    it('runner/K1 keeps an event that was just accepted', async () => {
      await rig.ended('accepted')
      expect(journal.count('accepted')).toBeGreaterThanOrEqual(1)
      expect(await rig.runs('accepted')).toHaveLength(1)
    })

    it('runner/K2 makes an interrupted call again, with the same attempt, and no finished step', async () => {
      const [run] = await rig.ended('mid')
      expect(run).toMatchObject({ status: 'completed', output: '0' })
      expect(journal.count('before mid')).toBe(1)
      expect(journal.count('mid ends')).toBe(2)
      const againMs = (journal.of('mid begins')[1]?.at ?? 0) - (journal.of('back')[0]?.at ?? 0)
      expect(againMs).toBeLessThan(20_000)
    })

    it('runner/K3 ends a run whose step lasts longer than the outage', async () => {
      const [run] = await rig.ended('long')
      expect(run?.status).toBe('completed')
    })

    it('runner/K4 wakes at the time that was set before', async () => {
      await rig.ended('asleep')
      const wokeAt = journal.of('woke')[0]?.at ?? 0
      const couldWakeAt = Math.max(Number(wakesAt), journal.of('back')[0]?.at ?? 0)
      expect(wokeAt).toBeGreaterThanOrEqual(Number(wakesAt))
      expect(wokeAt - couldWakeAt).toBeLessThan(6_000)
      expect(journal.count('before sleep')).toBe(1)
      expect(journal.count('woke')).toBe(1)
    })

    it('runner/K5 wakes at once what is overdue', async () => {
      await rig.ended('overdue')
      expect(journal.count('overdue woke')).toBe(1)
    })

    it('runner/K6 keeps the time and the number of a retry', async () => {
      await rig.ended('retrying')
      const [first, second, ...others] = journal.of('shaky')
      expect([first?.detail, second?.detail, others.length]).toEqual([0, 1, 0])
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000)
    })

    it('runner/K7 repeats no branch that was done, and joins once', async () => {
      const [run] = await rig.ended('parallel')
      expect(run).toMatchObject({ status: 'completed', output: '[null,"slow"]' })
      expect(journal.count('quick branch begins')).toBe(1)
      expect(journal.count('join')).toBe(1)
    })

    it('runner/K8 gives a slot back that was held, never two at once', async () => {
      await rig.ended('slot', 2)
      expect(journal.mostAtOnce('slot begins', 'slot ends')).toBe(1)
    })

    it('runner/K9 starts what was being debounced', async () => {
      await rig.ended('debounced')
      expect(journal.details('debounced')).toEqual([2])
    })

    it('runner/K10 handles a failure once', async () => {
      await rig.ended('failing-failure')
      expect(await rig.runs('failing-failure')).toHaveLength(1)
      expect((await rig.runs('failing')).map(({ status }) => status)).toEqual(['failed'])
    })

    it('runner/D2 still drops a start while the singleton is active, and is free after its end', async () => {
      await rig.inngest.send({ name: 'single' })
      expect(await rig.runs('single')).toHaveLength(1)
      await rig.sql`
        update runner.job set ready_at = now() where run_id in (select id from runner.run where fn = 'crm-single')`
      await rig.ended('single')
      await rig.inngest.send({ name: 'single' })
      expect(await rig.runs('single')).toHaveLength(2)
    })

    it('runner/K11 starts nothing for an event id that was used before the kill', async () => {
      await rig.inngest.send([
        { name: 'accepted', id: 'accepted-1' },
        { name: 'accepted', id: 'accepted-2' },
      ])
      await rig.ended('accepted', 2)
      expect(await rig.runs('accepted')).toHaveLength(2)
    })
  },
)
