import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from '../database/connect'
import { callApp } from '../http/call-app'
import type { RunnerLog } from '../log'
import { interpretAnswer, noAnswer, type Outcome } from '../protocol/answer'
import type { RunnerSettings } from '../settings'
import { applyOutcome } from './apply-outcome'
import { type ClaimedJob, renewLeases } from './claim-jobs'
import { type PreparedCall, prepareCall } from './prepare-call'

const callTimeoutMs = 2 * 60 * 60 * 1000
const databaseRetryMs = 300

export type Dispatcher = {
  /** Calls that can be taken on now. */
  free(): number
  take(jobs: ClaimedJob[]): void
  /** Waits for open calls for at most `graceMs`, then leaves them to whoever finds their leases run out. */
  stop(graceMs: number): Promise<void>
}

type Parts = {
  sql: Sql
  settings: RunnerSettings
  log: RunnerLog
  /** A call has ended and its outcome is stored: there may be more to do. */
  onSettled(): void
  /** The app gave no answer of its own. */
  onNoAnswer(): void
}

/** Makes the calls of claimed jobs and keeps their leases alive meanwhile. */
export function createDispatcher({ sql, settings, log, onSettled, onNoAnswer }: Parts): Dispatcher {
  const open = new Map<ClaimedJob, Promise<void>>()
  const abort = new AbortController()

  const renewal = setInterval(() => {
    if (open.size === 0) return
    renewLeases(sql, [...open.keys()], settings.leaseMs).catch((error: unknown) =>
      log.warn({ err: error }, 'leases not renewed'),
    )
  }, settings.leaseMs / 3)

  async function run(job: ClaimedJob): Promise<void> {
    const call = await prepareCall(sql, job)
    if (!call) return
    const startedAt = performance.now()
    const outcome = await makeCall(call)
    if (abort.signal.aborted) return
    const counted = await settle(job, call, outcome)
    const durationMs = Math.round(performance.now() - startedAt)
    const error = 'error' in outcome ? outcome.error.name : undefined
    const level = error !== undefined ? 'warn' : outcome.kind === 'completed' ? 'info' : 'debug'
    const { runId: run, attempt } = job
    log[level]({ fn: call.fn, run, attempt, outcome: outcome.kind, counted, error, durationMs }, 'call')
    if (outcome.kind === 'no-answer') onNoAnswer()
  }

  async function makeCall(call: PreparedCall): Promise<Outcome> {
    try {
      const answer = await callApp({
        method: 'POST',
        url: call.url,
        body: call.body,
        signingKey: settings.signingKey,
        timeoutMs: callTimeoutMs,
        signal: abort.signal,
      })
      return interpretAnswer(answer, new Date())
    } catch (error) {
      return noAnswer(`The app did not answer: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  /** An outcome outlives an outage of the database: without it the step would be executed again. */
  async function settle(job: ClaimedJob, call: PreparedCall, outcome: Outcome): Promise<boolean> {
    const policy = { maxAttempts: call.maxAttempts, flatRetryMs: settings.flatRetryMs, random: Math.random }
    for (;;) {
      try {
        return await applyOutcome(sql, job, outcome, policy)
      } catch (error) {
        log.error({ err: error, run: job.runId }, 'outcome not stored yet')
        if (abort.signal.aborted) return false
        await wait(databaseRetryMs)
      }
    }
  }

  return {
    free: () => settings.maxCalls - open.size,
    take(jobs) {
      for (const job of jobs) {
        const work = run(job)
          .catch((error: unknown) => log.error({ err: error, run: job.runId }, 'call not made'))
          .finally(() => {
            open.delete(job)
            onSettled()
          })
        open.set(job, work)
      }
    },
    async stop(graceMs) {
      const settled = Promise.all(open.values())
      await Promise.race([settled, wait(graceMs, undefined, { ref: false })])
      abort.abort()
      clearInterval(renewal)
      await settled
    },
  }
}
