import type { Sql } from './database/connect'
import type { RunnerSettings } from './settings'

/** A statement deletes at most so many rows, so that no other work waits long for it. */
const batchSize = 2_000

/**
 * Deletes ended runs by age, then events that nothing refers to, and event ids that may start functions again.
 * @returns how many rows of each kind are gone.
 */
export async function thinOut(
  sql: Sql,
  retention: RunnerSettings['retention'],
): Promise<{ runs: number; events: number }> {
  const runs = await sql`
    delete from runner.run where id in (
      select id from runner.run
      where ended_at < now() - case status
        when 'failed' then ${retention.failedMs} * interval '1 millisecond'
        else ${retention.completedMs} * interval '1 millisecond' end
      limit ${batchSize}
    )`
  const events = await sql`
    delete from runner.event where id in (
      select id from runner.event
      where received_at < now() - ${Math.min(retention.completedMs, retention.failedMs)} * interval '1 millisecond'
        and not exists (select from runner.run where run.event_id = event.id)
        and not exists (select from runner.debounce where debounce.event_id = event.id)
      limit ${batchSize}
    )`
  await sql`
    delete from runner.seen where (fn, key) in (
      select fn, key from runner.seen where at < now() - interval '24 hours' limit ${batchSize}
    )`
  return { runs: runs.count, events: events.count }
}
