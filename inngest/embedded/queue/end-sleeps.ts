import { inTransaction, type Sql } from '../database/connect'
import { advanceRun, storeResult } from '../runs/advance-run'
import { lockRun } from '../runs/lock-run'

/** Ends the sleeps that are over: each gets its result, and its run the next call. */
export async function endSleeps(sql: Sql): Promise<void> {
  const due = await sql<{ run_id: string; step_id: string }[]>`
    select run_id, step_id from runner.job where kind = 'timer' and ready_at <= now() order by ready_at limit 200`
  for (const timer of due) {
    await inTransaction(sql, async (tx) => {
      await lockRun(tx, timer.run_id)
      const [ended] = await tx<{ name: string }[]>`
        delete from runner.job
        where run_id = ${timer.run_id} and step_id = ${timer.step_id} and kind = 'timer'
        returning name`
      if (!ended) return
      await storeResult(tx, timer.run_id, { id: timer.step_id, name: ended.name, op: 'Sleep', value: 'null' })
      await advanceRun(tx, timer.run_id)
    })
  }
}
