import { lt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { idempotencyKey, rateLimit, session } from '@/db/schema/access'

const DAY_MS = 24 * 3_600_000
/** Ended sessions stay a while, for whoever looks into an incident. */
const SESSIONS_KEPT_MS = 90 * DAY_MS

/** Deletes what no rule looks at any more: old counters, answers kept for repetitions, ended sessions. */
export async function purgeExpired(db: Database, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await db.delete(rateLimit).where(lt(rateLimit.windowStart, before(DAY_MS)))
  await db.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, before(DAY_MS)))
  await db
    .delete(session)
    .where(
      or(lt(session.expiresAt, before(SESSIONS_KEPT_MS)), lt(session.revokedAt, before(SESSIONS_KEPT_MS))),
    )
}
