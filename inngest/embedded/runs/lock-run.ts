import type { Transaction } from '../database/connect'

export type LockedRun = { fn: string; status: 'active' | 'completed' | 'failed'; eventId: string }

/**
 * Reads a run and keeps every other change of it waiting. Always the first lock of a transaction that changes a run
 * or its jobs: parallel steps end at the same time, and one order of locks rules out deadlocks between them.
 */
export async function lockRun(tx: Transaction, runId: string): Promise<LockedRun | undefined> {
  const [row] = await tx<LockedRun[]>`
    select fn, status, event_id as "eventId" from runner.run where id = ${runId} for update`
  return row
}
