import { inTransaction, type Sql } from '../database/connect'
import { storedEvent } from '../events/stored-event'
import { configFromRow } from '../registration/stored-functions'
import { lockRun } from './lock-run'
import { startRun } from './start-run'

export type StartAgain =
  | { ok: true; runId: string }
  | { ok: false; reason: 'unknown' | 'function-removed' | 'active' }

/** Starts a new run of a run's function with its event. The old one stays as it is. */
export async function startAgain(sql: Sql, runId: string): Promise<StartAgain> {
  return inTransaction(sql, async (tx) => {
    const run = await lockRun(tx, runId)
    if (!run) return { ok: false, reason: 'unknown' }
    const [row] = await tx<{ config: string; active: boolean }[]>`
      select config, active from runner.fn where id = ${run.fn}`
    if (!row?.active) return { ok: false, reason: 'function-removed' }
    const started = await startRun(tx, configFromRow(row), await storedEvent(tx, run.eventId))
    return started === undefined ? { ok: false, reason: 'active' } : { ok: true, runId: started }
  })
}
