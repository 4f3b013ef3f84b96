import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { syncHour, syncHourMark } from '@/db/schema/sync-hours'
import { textArray } from './standing'

const hourMs = 3_600_000
/** Charts show a week; what is older is not counted and not kept. */
const keptMs = 8 * 24 * hourMs
/** A transaction that began within the hour may still be under way when it ends. */
const settlesMs = 5 * 60_000

/** The step of a delay, as `stepOf` says, and whether something was a change or a refusal. In SQL. */
export const counted = sql`
  case when delay_ms is null then -1 else floor(8 * ln(greatest(delay_ms, 1)) / ln(2.0::float8))::int end as step,
  count(*) filter (where action in ('created', 'updated', 'deleted', 'matched', 'conflict'))::int as changes,
  count(*) filter (where action = 'failed')::int as refused`

/** Counts the hours that are over and not counted yet, for all organisations. Called again and again; does each once. */
export async function countHours(db: Database, now: Date): Promise<void> {
  const over = new Date(Math.floor((now.getTime() - settlesMs) / hourMs) * hourMs)
  const oldest = new Date(now.getTime() - keptMs)
  const [known] = await db.select().from(syncHourMark)
  if (known && known.countedTo >= over) return
  await db.transaction(async (tx) => {
    await tx
      .insert(syncHourMark)
      .values({ countedTo: new Date(Math.floor(oldest.getTime() / hourMs) * hourMs) })
      .onConflictDoNothing()
    const [mark] = await tx.select().from(syncHourMark).for('update')
    if (!mark || mark.countedTo >= over) return
    const from = mark.countedTo > oldest ? mark.countedTo : oldest
    const organisations = await tx.execute<{ id: string }>(sql`select id from organisation`)
    // One organisation after the other, by its index: all at once would read the whole table.
    await tx.execute(sql`
      insert into sync_hour (organisation_id, hour, direction, delay_step, changes, refused)
      select o.id, entry.hour, entry.direction, entry.step, entry.changes, entry.refused
      from unnest(${textArray(organisations.map(({ id }) => id))}::uuid[]) as o(id)
      cross join lateral (
        select date_trunc('hour', at) as hour, direction, ${counted} from activity
        where organisation_id = o.id and at >= ${from.toISOString()}::timestamptz and at < ${over.toISOString()}::timestamptz
        group by 1, 2, 3
      ) entry
      where entry.changes + entry.refused > 0
      on conflict do nothing`)
    await tx.update(syncHourMark).set({ countedTo: over })
    await tx.delete(syncHour).where(sql`${syncHour.hour} < ${oldest.toISOString()}::timestamptz`)
  })
}
