import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** An event that was sent this recently is still on its way; one that was lost is sent again by the sweep. */
const onItsWayMs = 5_000

/**
 * Notes that connections have work, and says which of them have to be told by an event. A first sync of 2,000 contacts
 * brings thousands of notifications of our own writes: a run that is under way only looks once more before it ends,
 * and one that has been asked for a moment ago need not be asked for again.
 */
export async function claimRequests(
  db: Database,
  connectionIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (connectionIds.length === 0) return []
  const at = now.toISOString()
  const since = new Date(now.getTime() - onItsWayMs).toISOString()
  const rows = await db.execute<{ id: string; needed: boolean }>(sql`
    with asked as (
      select id, lease is not null and lease_until > ${at}::timestamptz as busy,
        requested_at is not null and requested_at > ${since}::timestamptz as underway
      from connection
      where id = any(${sql.param(`{${connectionIds.join(',')}}`)}::uuid[])
        and status in ('active', 'enabling', 'held', 'disabling')
      order by id for update
    )
    update connection set requested_at = case when asked.underway and not asked.busy then requested_at else ${at}::timestamptz end,
      rerun = connection.rerun or asked.busy
    from asked where connection.id = asked.id
    returning connection.id, not asked.busy and not asked.underway as needed`)
  return rows.filter(({ needed }) => needed).map(({ id }) => id)
}
