import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { rateLimit } from '@/db/schema/access'

export type Limit = { max: number; windowMs: number }

/**
 * Counts one attempt under `key` in the current window. Returns null while it is within the limit, else how many
 * seconds are left until the next window. The count is kept in the database, so all processes share it.
 */
export async function countAttempt(
  db: Database,
  key: string,
  limit: Limit,
  now: Date,
): Promise<number | null> {
  const windowStart = new Date(Math.floor(now.getTime() / limit.windowMs) * limit.windowMs)
  const [row] = await db
    .insert(rateLimit)
    .values({ key, windowStart, count: 1 })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${rateLimit.windowStart} = excluded.window_start then ${rateLimit.count} + 1 else 1 end`,
        windowStart: sql`excluded.window_start`,
      },
    })
    .returning({ count: rateLimit.count })
  if (row === undefined || row.count <= limit.max) return null
  return Math.ceil((windowStart.getTime() + limit.windowMs - now.getTime()) / 1000)
}

/** Takes back one attempt that turned out not to count. */
export async function forgiveAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(rateLimit)
    .set({ count: sql`${rateLimit.count} - 1` })
    .where(and(eq(rateLimit.key, key), gt(rateLimit.count, 0)))
}
