import { inTransaction, type Sql, type Transaction } from '../database/connect'
import type { NamedStep, Outcome, Sleep } from '../protocol/answer'
import { sleepEnd } from '../protocol/duration'
import { retryDelayMs } from '../protocol/retry-delay'
import { type RunError, runError } from '../protocol/run-error'
import { advanceRun, storeResult } from '../runs/advance-run'
import { endRun } from '../runs/end-run'
import { lockRun } from '../runs/lock-run'
import { discoveryStep } from '../runs/start-run'
import type { ClaimedJob } from './claim-jobs'

const maxSteps = 1_000

export type RetryPolicy = { maxAttempts: number; flatRetryMs: number | null; random: () => number }

/**
 * Writes down what a call led to, in one transaction (J2). Does nothing when the lease was lost meanwhile (J3).
 * @returns whether the outcome counted.
 */
export async function applyOutcome(
  sql: Sql,
  job: ClaimedJob,
  outcome: Outcome,
  policy: RetryPolicy,
): Promise<boolean> {
  return inTransaction(sql, async (tx) => {
    const [run, [held]] = await Promise.all([
      lockRun(tx, job.runId),
      tx<HeldJob[]>`
        select again, now(), (select count(*)::integer from runner.step where run_id = ${job.runId}) as steps
        from runner.job
        where run_id = ${job.runId} and step_id = ${job.stepId} and generation = ${job.generation} for update`,
    ])
    if (!run || !held) return false
    switch (outcome.kind) {
      case 'completed':
        await endRun(tx, job.runId, { status: 'completed', output: outcome.output })
        break
      case 'failed':
        await endRun(tx, job.runId, { status: 'failed', error: outcome.error })
        break
      case 'progress':
        await progress(tx, job, outcome, held)
        break
      case 'try-again':
      case 'no-answer':
        await tryAgain(tx, job, outcome, policy)
        break
    }
    return true
  })
}

/** `again`: something came up during the call that its answer does not know. */
type HeldJob = { again: boolean; now: Date; steps: number }
type Progress = Extract<Outcome, { kind: 'progress' }>
type Failure = Extract<Outcome, { kind: 'try-again' | 'no-answer' }>

async function tryAgain(
  tx: Transaction,
  job: ClaimedJob,
  outcome: Failure,
  policy: RetryPolicy,
): Promise<void> {
  const nextAttempt = job.attempt + 1
  const { retryAfterMs, lastTry } =
    outcome.kind === 'try-again' ? outcome : { retryAfterMs: null, lastTry: 'fail-run' as const }
  if (nextAttempt >= policy.maxAttempts) {
    if (lastTry === 'fail-run') return endRun(tx, job.runId, { status: 'failed', error: outcome.error })
    await storeResult(tx, job.runId, lastTry)
    await removeJob(tx, job)
    return advanceRun(tx, job.runId)
  }
  const waitMs = retryAfterMs ?? policy.flatRetryMs ?? retryDelayMs(nextAttempt, policy.random())
  await tx`
    update runner.job
    set attempt = ${nextAttempt}, leased = false, generation = null, error = ${JSON.stringify(outcome.error)},
        name = coalesce(${lastTry === 'fail-run' ? null : lastTry.name}, name),
        ready_at = now() + ${waitMs} * interval '1 millisecond'
    where run_id = ${job.runId} and step_id = ${job.stepId}`
}

async function progress(tx: Transaction, job: ClaimedJob, outcome: Progress, held: HeldJob): Promise<void> {
  const { results, planned, sleeps } = outcome
  const error = progressProblem(sleeps, held.steps)
  if (error) return endRun(tx, job.runId, { status: 'failed', error })
  await Promise.all([
    removeJob(tx, job),
    ...results.map((result) => storeResult(tx, job.runId, result)),
    ...planned.map((step) => addJob(tx, job.runId, step, 'call', held.now)),
    ...sleeps.map((sleep) =>
      addJob(tx, job.runId, sleep, 'timer', sleepEnd(sleep.until, held.now) ?? held.now),
    ),
    ...(job.stepId === discoveryStep ? [rememberPlan(tx, job.runId, outcome)] : []),
  ])
  if (results.length > 0 || held.again || (await hasNoJob(tx, job.runId))) await advanceRun(tx, job.runId)
}

function progressProblem(sleeps: Sleep[], steps: number): RunError | undefined {
  const bad = sleeps.find(({ until }) => sleepEnd(until, new Date(0)) === undefined)
  if (bad) return runError('SleepError', `Step "${bad.name}" sleeps until "${bad.until}", which is no time`)
  if (steps >= maxSteps) return runError('TooManySteps', `A run has at most ${maxSteps} steps`)
  return undefined
}

/** A set without planned steps is not joined: each of its sleeps leads to a call of its own. */
async function rememberPlan(tx: Transaction, runId: string, { planned, sleeps }: Progress): Promise<void> {
  const joined = planned.length > 0 ? [...planned, ...sleeps].map(({ id }) => id) : []
  await tx`update runner.run set planned = ${joined} where id = ${runId}`
}

/** Adds what is not there yet: the SDK reports an unfinished step again on every call, and its clock goes on (J4). */
async function addJob(
  tx: Transaction,
  runId: string,
  step: NamedStep,
  kind: 'call' | 'timer',
  readyAt: Date,
): Promise<void> {
  await tx`
    insert into runner.job (run_id, step_id, name, kind, ready_at)
    select ${runId}, ${step.id}, ${step.name}, ${kind}, ${readyAt}::timestamptz
    where not exists (select from runner.step where run_id = ${runId} and id = ${step.id})
    on conflict (run_id, step_id) do nothing`
}

async function removeJob(tx: Transaction, job: ClaimedJob): Promise<void> {
  await tx`delete from runner.job where run_id = ${job.runId} and step_id = ${job.stepId}`
}

/** A run that is not over always has a job, or nothing would ever continue it. */
async function hasNoJob(tx: Transaction, runId: string): Promise<boolean> {
  const [row] = await tx`select from runner.job where run_id = ${runId} limit 1`
  return row === undefined
}
