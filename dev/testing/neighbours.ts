import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Waits until whatever is committed by now can be read in the change feed. Tests share a server, and the feed is read only
 * below the oldest transaction that is open anywhere on it (PostgreSQL's snapshots know no databases).
 */
export async function neighboursAreDone(db: Database): Promise<void> {
  const [now] = await db.execute<{ next: string }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`,
  )
  const next = BigInt(now?.next ?? 0)
  for (;;) {
    const [row] = await db.execute<{ oldest: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
    )
    if (BigInt(row?.oldest ?? 0) >= next) return
    await wait(5)
  }
}
