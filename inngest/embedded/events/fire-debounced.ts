import { inTransaction, type Sql } from '../database/connect'
import { storedFunction } from '../registration/stored-functions'
import { startRun } from '../runs/start-run'
import type { EventBody } from './runner-event'

/** Starts the runs whose debounce period is over. */
export async function fireDebounced(sql: Sql): Promise<void> {
  await inTransaction(sql, async (tx) => {
    const due = await tx<{ fn: string; event_id: string; body: string }[]>`
      with due as (delete from runner.debounce where due_at <= now() returning fn, event_id)
      select due.fn, due.event_id, event.body from due join runner.event on event.id = due.event_id
      order by due.event_id`
    for (const row of due) {
      const config = await storedFunction(tx, row.fn)
      // Only `storeEvent` writes the body, from an EventBody.
      if (config) await startRun(tx, config, { id: row.event_id, body: JSON.parse(row.body) as EventBody })
    }
  })
}
