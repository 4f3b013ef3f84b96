import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { rateLimit } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'

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

/**
 * Counts one attempt under each key, all of them whatever the first one says.
 * @throws DomainError `rate-limited` with the seconds until the last of them lets it through again
 */
export async function countAttempts(
  db: Database,
  counters: readonly { key: string; limit: Limit }[],
  now: Date,
): Promise<void> {
  let retryAfterSeconds = 0
  for (const { key, limit } of counters) {
    retryAfterSeconds = Math.max(retryAfterSeconds, (await countAttempt(db, key, limit, now)) ?? 0)
  }
  if (retryAfterSeconds > 0) throw new DomainError('rate-limited', { retryAfterSeconds })
}

/** Takes back one attempt that turned out not to count. */
export async function forgiveAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(rateLimit)
    .set({ count: sql`${rateLimit.count} - 1` })
    .where(and(eq(rateLimit.key, key), gt(rateLimit.count, 0)))
}
