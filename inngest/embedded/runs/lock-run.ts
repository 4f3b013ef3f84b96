import type { Transaction } from '../database/connect'
import type { EventBody } from '../events/runner-event'

export type LockedRun = {
  fn: string
  status: 'active' | 'completed' | 'failed'
  planned: string[]
  event: EventBody
}

/**
 * Reads a run and keeps every other change of it waiting. Always the first lock of a transaction that changes a run
 * or its jobs: parallel steps end at the same time, and one order of locks rules out deadlocks between them.
 */
export async function lockRun(tx: Transaction, runId: string): Promise<LockedRun | undefined> {
  const [row] = await tx<{ fn: string; status: LockedRun['status']; planned: string[]; body: string }[]>`
    select run.fn, run.status, run.planned, event.body
    from runner.run join runner.event on event.id = run.event_id
    where run.id = ${runId} for update of run`
  // Only `storeEvent` writes the body, from an EventBody.
  return (
    row && { fn: row.fn, status: row.status, planned: row.planned, event: JSON.parse(row.body) as EventBody }
  )
}
