import { inTransaction, type Sql } from '../database/connect'
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
    const [row] = await tx<{ config: string; active: boolean; event_id: string }[]>`
      select fn.config, fn.active, run.event_id
      from runner.run join runner.fn on fn.id = run.fn where run.id = ${runId}`
    if (!row?.active) return { ok: false, reason: 'function-removed' }
    const started = await startRun(tx, configFromRow(row), { id: row.event_id, body: run.event })
    return started === undefined ? { ok: false, reason: 'active' } : { ok: true, runId: started }
  })
}
