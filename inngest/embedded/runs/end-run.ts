import type { Transaction } from '../database/connect'
import { acceptEvents } from '../events/accept-events'
import type { RunnerEvent } from '../events/runner-event'
import { storedEvent } from '../events/stored-event'
import { type JsonObject, parseJson } from '../protocol/json'
import type { RunError } from '../protocol/run-error'
import { createUlidSource } from '../protocol/ulid'
import { lifecycleTriggers } from '../registration/supported-options'
import { lockRun } from './lock-run'

const nextEventId = createUlidSource()

export type RunEnd = { status: 'completed'; output: string } | { status: 'failed'; error: RunError }

/** Ends an active run with its lifecycle events and what they start, in the caller's transaction (J2). */
export async function endRun(tx: Transaction, runId: string, end: RunEnd): Promise<void> {
  const run = await lockRun(tx, runId)
  if (run?.status !== 'active') return
  const output = end.status === 'completed' ? end.output : null
  const error = end.status === 'failed' ? JSON.stringify(end.error) : null
  await tx`
    update runner.run set status = ${end.status}, output = ${output}, error = ${error}, ended_at = now(), planned = '{}'
    where id = ${runId}`
  await tx`delete from runner.job where run_id = ${runId}`
  const event = await storedEvent(tx, run.eventId)
  // A run that was started by a lifecycle event makes none, so that a failing handler cannot start itself (F1).
  if (lifecycleTriggers.includes(event.body.name)) return
  await acceptEvents(tx, lifecycleEvents(runId, run.fn, event.body, end, Date.now()))
}

function lifecycleEvents(
  runId: string,
  fn: string,
  event: JsonObject,
  end: RunEnd,
  nowMs: number,
): RunnerEvent[] {
  const outcome =
    end.status === 'failed'
      ? { error: end.error, _inngest: { status: 'Failed' } }
      : { result: parseJson(end.output), _inngest: { status: 'Completed' } }
  const data = { function_id: fn, run_id: runId, event, events: [event], ...outcome }
  const make = (name: string, id: string): RunnerEvent => ({
    id: nextEventId(nowMs),
    body: { id, name, ts: nowMs, data, user: {} },
  })
  const finished = make('inngest/function.finished', nextEventId(nowMs))
  return end.status === 'failed' ? [make('inngest/function.failed', runId), finished] : [finished]
}
