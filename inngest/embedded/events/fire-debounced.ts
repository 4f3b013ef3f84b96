import { inTransaction, type Sql } from '../database/connect'
import { storedFunction } from '../registration/stored-functions'
import { startRun } from '../runs/start-run'
import { storedEvent } from './stored-event'

/** Starts the runs whose debounce period is over. */
export async function fireDebounced(sql: Sql): Promise<void> {
  await inTransaction(sql, async (tx) => {
    const due = await tx<{ fn: string; event_id: string }[]>`
      delete from runner.debounce where due_at <= now() returning fn, event_id`
    for (const { fn, event_id } of due) {
      const config = await storedFunction(tx, fn)
      if (config) await startRun(tx, config, await storedEvent(tx, event_id))
    }
  })
}
