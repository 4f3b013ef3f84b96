import { NonRetriableError, RetryAfterError, StepError } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Journal } from '../testing/journal'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

const journal = new Journal()
let rig: Rig

const functions: Functions = (inngest) => [
  inngest.createFunction(
    { id: 'per-step', retries: 3, triggers: [{ event: 'per-step' }] },
    async ({ step, attempt }) => {
      await step.run('before', () => journal.note('before'))
      await step.run('shaky', () => {
        journal.note('shaky', attempt)
        if (attempt < 2) throw new Error('not yet')
      })
      await step.run('after', () => journal.note('after', attempt))
    },
  ),

  inngest.createFunction(
    { id: 'outside', retries: 2, triggers: [{ event: 'outside' }] },
    async ({ step, attempt }) => {
      await step.run('once', () => journal.note('once'))
      journal.note('outside', attempt)
      if (attempt === 0) throw new Error('outside of a step')
      return attempt
    },
  ),

  inngest.createFunction(
    { id: 'wait', retries: 2, triggers: [{ event: 'wait' }] },
    async ({ step, attempt }) => {
      await step.run('text', () => {
        journal.note('text', attempt)
        if (attempt === 0) throw new RetryAfterError('busy', '2s')
      })
      await step.run('date', () => {
        journal.note('date', attempt)
        if (attempt === 0) throw new RetryAfterError('busy', new Date(Date.now() + 2_000))
      })
    },
  ),

  inngest.createFunction(
    { id: 'final-step', retries: 3, triggers: [{ event: 'final' }] },
    async ({ step }) => {
      await step.run('final', () => {
        journal.note('final step')
        throw new NonRetriableError('never again')
      })
    },
  ),
  inngest.createFunction({ id: 'final-outside', retries: 3, triggers: [{ event: 'final' }] }, async () => {
    journal.note('final outside')
    throw new NonRetriableError('never again')
  }),

  inngest.createFunction({ id: 'out', retries: 1, triggers: [{ event: 'out' }] }, async ({ step }) => {
    try {
      await step.run('bad', () => {
        journal.note('bad')
        throw new RangeError('too far')
      })
    } catch (error) {
      if (!(error instanceof StepError)) throw error
      return `${error.name}: ${error.message}`
    }
  }),

  inngest.createFunction(
    {
      id: 'failing',
      retries: 1,
      triggers: [{ event: 'failing' }],
      onFailure: async ({ event, error }) => {
        journal.note('handler', { event, name: error.name, type: error instanceof TypeError })
        throw new Error('the handler fails too')
      },
    },
    async () => {
      throw new TypeError('always')
    },
  ),

  inngest.createFunction(
    { id: 'any-failure', retries: 0, triggers: [{ event: 'inngest/function.failed' }] },
    async () => {
      throw new Error('fails at every failure')
    },
  ),
]

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

describe.concurrent('retries', () => {
  it('runner/R1 counts attempts per step and repeats no finished step', async () => {
    await rig.inngest.send({ name: 'per-step' })
    await rig.output('per-step')
    expect(journal.details('shaky')).toEqual([0, 1, 2])
    expect(journal.details('after')).toEqual([0])
    expect(journal.count('before')).toBe(1)
  })

  it('runner/R2 retries what failed outside of steps', async () => {
    await rig.inngest.send({ name: 'outside' })
    expect(await rig.output('outside')).toBe(1)
    expect(journal.details('outside').slice(0, 2)).toEqual([0, 1])
    expect(journal.count('once')).toBe(1)
  })

  it('runner/R4 waits as long as RetryAfterError says, and counts it as an attempt', async () => {
    await rig.inngest.send({ name: 'wait' })
    await rig.output('wait', 25_000)
    for (const what of ['text', 'date']) {
      const [first, second] = journal.of(what)
      expect([first?.detail, second?.detail]).toEqual([0, 1])
      // The date travels in whole seconds.
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(what === 'text' ? 2_000 : 1_000)
    }
  })

  it('runner/R5 tries a NonRetriableError once, in and outside of a step', async () => {
    await rig.inngest.send({ name: 'final' })
    const [inStep] = await rig.ended('final-step')
    const [outside] = await rig.ended('final-outside')
    expect(JSON.parse(inStep?.error ?? '')).toMatchObject({ message: 'never again' })
    expect(JSON.parse(outside?.error ?? '')).toMatchObject({ message: 'never again' })
    expect(journal.count('final step')).toBe(1)
    expect(journal.count('final outside')).toBe(1)
  })

  it('runner/R6 gives up after 1 + retries tries, with an error that the function can catch', async () => {
    await rig.inngest.send({ name: 'out' })
    expect(await rig.output('out')).toBe('RangeError: too far')
    expect(journal.count('bad')).toBe(2)
  })

  it('runner/F1 runs onFailure for a failed run, with its own two tries and no recursion', async () => {
    await rig.inngest.send({ name: 'failing', data: { n: 1 } })
    const [failed] = await rig.ended('failing')
    const [handled, ...others] = await rig.ended('failing-failure')
    expect(handled?.status).toBe('failed')
    await rig.ended('any-failure')
    const causes = await rig.sql<{ fn: string }[]>`
      select distinct event.body::json -> 'data' ->> 'function_id' as fn
      from runner.run join runner.event on event.id = run.event_id where run.fn = 'crm-any-failure'`
    expect(causes.map(({ fn }) => fn)).toContain('crm-failing')
    expect(causes.map(({ fn }) => fn)).not.toContain('crm-failing-failure')
    expect(causes.map(({ fn }) => fn)).not.toContain('crm-any-failure')
    expect(others).toEqual([])
    expect(journal.count('handler')).toBe(2)
    expect(journal.details('handler')[0]).toMatchObject({
      name: 'TypeError',
      type: true,
      event: {
        name: 'inngest/function.failed',
        id: failed?.id,
        data: {
          function_id: 'crm-failing',
          run_id: failed?.id,
          event: { name: 'failing', data: { n: 1 } },
          events: [{ name: 'failing' }],
          error: { name: 'TypeError', message: 'always' },
          _inngest: { status: 'Failed' },
        },
      },
    })
  })
})
