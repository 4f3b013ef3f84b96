import { inTransaction, type Sql } from '../database/connect'
import { canonicalJson, parseJson } from '../protocol/json'
import { configFromRow } from '../registration/stored-functions'
import { advanceRun } from '../runs/advance-run'
import { lockRun } from '../runs/lock-run'
import { runSteps } from '../runs/run-steps'
import { discoveryStep } from '../runs/start-run'
import type { ClaimedJob } from './claim-jobs'

/** Above this the app fetches events and steps itself, as it does with Inngest's server. */
const maxBodyBytes = 4 * 1024 * 1024

export type PreparedCall = { fn: string; url: string; body: string; maxAttempts: number }

/**
 * Writes the request for a claimed job. Undefined when there is nothing to call for: the step has a result already
 * (J5: a call for it would execute it again), or the run is over.
 */
export async function prepareCall(sql: Sql, job: ClaimedJob): Promise<PreparedCall | undefined> {
  const [[row], { steps, order }] = await Promise.all([
    sql<{ fn: string; config: string; event: string }[]>`
      select run.fn, fn.config, event.body as event
      from runner.run join runner.fn on fn.id = run.fn join runner.event on event.id = run.event_id
      where run.id = ${job.runId} and run.status = 'active'`,
    runSteps(sql, job.runId),
  ])
  if (!row) return undefined
  const targeted = job.stepId !== discoveryStep
  if (targeted && Object.hasOwn(steps, job.stepId)) {
    await dropJob(sql, job)
    return undefined
  }
  const config = configFromRow(row)
  const url = new URL(config.url)
  url.searchParams.set('stepId', job.stepId)
  const event = parseJson(row.event)
  const context = {
    run_id: job.runId,
    step_id: job.stepId,
    attempt: job.attempt,
    max_attempts: config.maxAttempts,
    // No `fn_id`: its presence would make the SDK checkpoint, which needs a server that knows how.
    disable_immediate_execution: targeted,
    stack: { stack: order, current: order.length },
  }
  const whole = canonicalJson({
    event,
    events: [event],
    steps,
    version: -1,
    use_api: false,
    ctx: { ...context, use_api: false },
  })
  const fits = Buffer.byteLength(whole) <= maxBodyBytes
  const body = fits
    ? whole
    : canonicalJson({
        event,
        events: [],
        steps: {},
        version: -1,
        use_api: true,
        ctx: { ...context, use_api: true },
      })
  return { fn: row.fn, url: url.href, body, maxAttempts: config.maxAttempts }
}

async function dropJob(sql: Sql, job: ClaimedJob): Promise<void> {
  await inTransaction(sql, async (tx) => {
    await lockRun(tx, job.runId)
    const { count } = await tx`
      delete from runner.job
      where run_id = ${job.runId} and step_id = ${job.stepId} and generation = ${job.generation}`
    if (count > 0) await advanceRun(tx, job.runId)
  })
}
