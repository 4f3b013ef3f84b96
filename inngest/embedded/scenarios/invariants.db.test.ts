import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { connectRunnerDatabase, inTransaction, type Sql } from '../database/connect'
import { migrateRunner } from '../database/migrate'
import { acceptEvents } from '../events/accept-events'
import type { Outcome } from '../protocol/answer'
import { applyOutcome } from '../queue/apply-outcome'
import { type ClaimedJob, claimJobs } from '../queue/claim-jobs'
import { endSleeps } from '../queue/end-sleeps'
import { prepareCall } from '../queue/prepare-call'
import { registerApp } from '../registration/register-app'

const policy = { maxAttempts: 5, flatRetryMs: 0, random: () => 0 }
const leaseMs = 60_000
const url = 'http://127.0.0.1:9/api/inngest'
let database: TestDatabase
let sql: Sql

beforeAll(async () => {
  database = await createTestDatabase()
  sql = connectRunnerDatabase(database.url)
  await migrateRunner(sql)
  const functions = [functionOf('plain'), functionOf('limited', { concurrency: 3 })]
  expect(await register(functions)).toMatchObject({ ok: true, modified: true })
})
beforeEach(async () => {
  await sql`truncate runner.event, runner.seen cascade`
})
afterAll(async () => {
  await sql.end()
  await database.close()
})

function functionOf(id: string, more: object = {}) {
  const runtime = { type: 'http', url: `${url}?fnId=${id}&stepId=step` }
  return { id, triggers: [{ event: id }], steps: { step: { id: 'step', name: 'step', runtime } }, ...more }
}
const register = (functions: object[], appName = 'crm') => registerApp(sql, { url, appName, functions })

let eventNumber = 0
function send(name: string) {
  const id = `event-${++eventNumber}`
  return inTransaction(sql, (tx) =>
    acceptEvents(tx, [{ id, body: { id, name, ts: Date.now(), data: {}, user: {} } }]),
  )
}
async function claimOne(): Promise<ClaimedJob> {
  const [job] = await claimJobs(sql, 1, leaseMs)
  if (!job) throw new Error('Nothing to claim')
  return job
}
const expireLeases = () => sql`update runner.job set ready_at = now() - interval '1 second' where leased`
const apply = (job: ClaimedJob, outcome: Outcome) => applyOutcome(sql, job, outcome, policy)
const progress = (more: Partial<Extract<Outcome, { kind: 'progress' }>>): Outcome => ({
  kind: 'progress',
  results: [],
  planned: [],
  sleeps: [],
  ...more,
})
const result = (id: string, data: unknown) => ({
  id,
  name: id,
  op: 'StepRun',
  value: JSON.stringify({ data }),
})
const step = (id: string) => ({ id, name: id })
const jobs = async () =>
  (await sql<{ step_id: string }[]>`select step_id from runner.job order by step_id`).map(
    (row) => row.step_id,
  )
const steps = async () => [
  ...(await sql<{ id: string; value: string }[]>`select id, value from runner.step order by id`),
]

/** Makes the database fail at one statement, as a full disk would. */
async function failing(table: string, work: () => Promise<unknown>): Promise<void> {
  await sql.unsafe(`
    create function runner.fail() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$;
    create trigger fail before insert on runner.${table} for each row execute function runner.fail()`)
  try {
    await expect(work()).rejects.toThrow('disk full')
  } finally {
    await sql.unsafe(`drop trigger fail on runner.${table}; drop function runner.fail`)
  }
}

describe('the invariants of the queue', () => {
  it('runner/J1 stores an event and what it starts together or not at all', async () => {
    await failing('job', () => send('plain'))
    expect(await sql`select from runner.event`).toHaveLength(0)
    expect(await sql`select from runner.run`).toHaveLength(0)
    expect(await sql`select from runner.seen`).toHaveLength(0)
  })

  it('runner/J2 stores an outcome and what follows together or not at all', async () => {
    await send('plain')
    const job = await claimOne()
    const outcome = progress({ results: [result('a', 1)], planned: [step('b')] })
    await failing('job', () => apply(job, outcome))
    expect(await steps()).toEqual([])
    expect(await jobs()).toEqual(['step'])
    expect(await apply(job, outcome)).toBe(true)
    expect(await jobs()).toEqual(['b'])
  })

  it('runner/J3 drops the answer of a lost lease, also when the job was made anew meanwhile', async () => {
    await send('plain')
    const lost = await claimOne()
    await expireLeases()
    const held = await claimOne()
    expect(await apply(lost, progress({ results: [result('a', 'late')] }))).toBe(false)
    expect(await apply(held, progress({ results: [result('a', 'right')] }))).toBe(true)
    await claimOne()
    expect(await apply(lost, { kind: 'completed', output: '1' })).toBe(false)
    expect(await steps()).toEqual([{ id: 'a', value: '{"data":"right"}' }])
  })

  it('runner/J4 keeps the first result of a step and the first end of a sleep', async () => {
    await send('plain')
    const sleep = (until: string) =>
      progress({ sleeps: [{ ...step('nap'), until }], results: [result('a', until)] })
    await apply(await claimOne(), sleep('1h'))
    const [before] = await sql`select ready_at from runner.job where step_id = 'nap'`
    await apply(await claimOne(), sleep('2h'))
    expect(await sql`select ready_at from runner.job where step_id = 'nap'`).toEqual([before])
    expect(await steps()).toEqual([{ id: 'a', value: '{"data":"1h"}' }])
  })

  it('runner/J5 makes no call for a step that has a result', async () => {
    await send('plain')
    await apply(await claimOne(), progress({ planned: [step('a')] }))
    const targeted = await claimOne()
    expect(targeted.stepId).toBe('a')
    await sql`insert into runner.step (run_id, id, name, op, value) values (${targeted.runId}, 'a', 'a', 'StepRun', '{}')`
    expect(await prepareCall(sql, targeted)).toBeUndefined()
    expect(await jobs()).toEqual(['step'])
  })

  it('runner/J6 gives a job of a lost lease out again with the same attempt', async () => {
    await send('plain')
    const error = { name: 'E', message: 'm' }
    await apply(await claimOne(), { kind: 'try-again', error, retryAfterMs: null, lastTry: 'fail-run' })
    const second = await claimOne()
    await expireLeases()
    const third = await claimOne()
    expect([second.attempt, third.attempt]).toEqual([1, 1])
    expect(third.generation).not.toBe(second.generation)
  })

  it('runner/J7 lets claimers that come at the same moment neither share a job nor exceed a limit', async () => {
    for (let n = 0; n < 8; n++) await send('limited')
    for (let n = 0; n < 4; n++) await send('plain')
    const claimed = (await Promise.all(Array.from({ length: 8 }, () => claimJobs(sql, 2, leaseMs)))).flat()
    const keys = claimed.map(({ runId, stepId }) => `${runId} ${stepId}`)
    expect(new Set(keys).size).toBe(keys.length)
    const limited = await sql`
      select from runner.job join runner.run on run.id = job.run_id where job.leased and run.fn = 'limited'`
    expect(limited).toHaveLength(3)
    expect(claimed).toHaveLength(7)
  })

  it('runner/J8 looks for the next steps only when all that were planned together are done', async () => {
    await send('plain')
    await apply(
      await claimOne(),
      progress({ planned: [step('a'), step('b')], sleeps: [{ ...step('nap'), until: '0s' }] }),
    )
    const [a, b] = [await claimOne(), await claimOne()]
    await apply(a, progress({ results: [result('a', 1)] }))
    expect(await jobs()).toEqual(['b', 'nap'])
    await apply(b, progress({ results: [result('b', 2)] }))
    expect(await jobs()).toEqual(['nap'])
    await endSleeps(sql)
    expect(await jobs()).toEqual(['step'])
  })

  it('asks once more when a sleep ends during the call that looks for the next steps', async () => {
    await send('plain')
    const naps = ['short', 'long', 'longest'].map((id) => ({
      ...step(id),
      until: id === 'short' ? '0s' : '1h',
    }))
    await apply(await claimOne(), progress({ sleeps: naps }))
    await endSleeps(sql)
    const discovery = await claimOne()
    await sql`update runner.job set ready_at = now() where step_id = 'long'`
    await endSleeps(sql)
    await apply(discovery, progress({ sleeps: naps.slice(1) }))
    expect(await jobs()).toEqual(['longest', 'step'])
  })

  it('asks only once when two sleeps end before that call', async () => {
    await send('plain')
    const naps = ['one', 'two', 'long'].map((id) => ({ ...step(id), until: id === 'long' ? '1h' : '0s' }))
    await apply(await claimOne(), progress({ sleeps: naps }))
    await endSleeps(sql)
    await apply(await claimOne(), progress({ sleeps: naps.slice(2) }))
    expect(await jobs()).toEqual(['long'])
  })
})

describe('registration', () => {
  it('runner/X1 replaces what has changed, and notices when nothing has', async () => {
    const other = (event: string) => [functionOf('other', { triggers: [{ event }] })]
    expect(await register(other('before'), 'second')).toMatchObject({ ok: true, modified: true })
    expect(await register(other('before'), 'second')).toMatchObject({ ok: true, modified: false })
    expect(await register(other('after'), 'second')).toMatchObject({ ok: true, modified: true })
    await send('before')
    expect(await jobs()).toEqual([])
    await send('after')
    expect(await jobs()).toEqual(['step'])
  })

  it('refuses all functions with every reason, and keeps those it had', async () => {
    const refused = await register([functionOf('plain'), functionOf('new', { throttle: {}, priority: {} })])
    expect(refused).toEqual({
      ok: false,
      error:
        'function new: throttle is not supported by the embedded runner (production: yes); ' +
        'function new: priority is not supported by the embedded runner (production: yes)',
    })
    await send('limited')
    expect(await jobs()).toEqual(['step'])
  })
})
