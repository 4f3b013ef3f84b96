import { and, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { accountLink, arrival, audit, idempotencyKey, owedMail, rateLimit, session } from '@/db/schema/access'

const DAY_MS = 24 * 3_600_000
/** Ended sessions stay a while, for whoever looks into an incident. */
const SESSIONS_KEPT_MS = 90 * DAY_MS
/** As long as the list of invitations may have to say how a mail went. */
const MAILS_KEPT_MS = 90 * DAY_MS
/** A year, and the time that somebody needs to look back on it. */
const AUDIT_KEPT_MS = 400 * DAY_MS

/**
 * Deletes what no rule looks at any more: old counters, answers kept for repetitions, ended sessions, links that lead
 * nowhere, and what the audit log has kept for its time.
 */
export async function purgeExpired(db: Database, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await db.delete(rateLimit).where(lt(rateLimit.windowStart, before(DAY_MS)))
  await db.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, before(DAY_MS)))
  await db.delete(accountLink).where(lt(accountLink.expiresAt, before(DAY_MS)))
  await db.delete(arrival).where(lt(arrival.expiresAt, before(DAY_MS)))
  await db.delete(owedMail).where(and(isNull(owedMail.dueAt), lt(owedMail.createdAt, before(MAILS_KEPT_MS))))
  await db.delete(audit).where(lt(audit.at, before(AUDIT_KEPT_MS)))
  await db
    .delete(session)
    .where(
      or(lt(session.expiresAt, before(SESSIONS_KEPT_MS)), lt(session.revokedAt, before(SESSIONS_KEPT_MS))),
    )
}
