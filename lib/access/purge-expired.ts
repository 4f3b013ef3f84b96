import { and, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { deleteInBatches } from '@/db/delete-in-batches'
import {
  accountLink,
  apiKey,
  arrival,
  audit,
  idempotencyKey,
  invitation,
  joinRequest,
  owedMail,
  rateLimit,
  session,
} from '@/db/schema/access'
import { microsoftSignIn } from '@/db/schema/microsoft'
import { signInActions } from './audit/record-account-audit'

const DAY_MS = 24 * 3_600_000
/**
 * What has ended (sessions, keys, invitations, requests to join, mails about them) stays a while, for the lists that
 * show it and for whoever looks into an incident.
 */
const ENDED_KEPT_MS = 90 * DAY_MS
/** Addresses of people who have not come, for an administrator who wonders whether they were invited. */
const UNANSWERED_KEPT_MS = 30 * DAY_MS
/** A year, and the time that somebody needs to look back on it. */
const AUDIT_KEPT_MS = 400 * DAY_MS
const signIns = signInActions.map((action) => `account.${action}`)

/**
 * Deletes what no rule looks at any more: old counters, answers kept for repetitions, links and trips that lead
 * nowhere, what ended long ago, and what the audit log has kept for its time. How long each is kept stands in
 * docs/operating.md.
 * @returns how many rows went
 */
export async function purgeExpired(db: Database, now: Date): Promise<number> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  const [yesterday, longAgo] = [before(DAY_MS), before(ENDED_KEPT_MS)]
  const gone = [
    await deleteInBatches(db, rateLimit, lt(rateLimit.windowStart, yesterday)),
    await deleteInBatches(db, idempotencyKey, lt(idempotencyKey.createdAt, yesterday)),
    await deleteInBatches(db, accountLink, lt(accountLink.expiresAt, yesterday)),
    await deleteInBatches(db, arrival, lt(arrival.expiresAt, yesterday)),
    await deleteInBatches(db, microsoftSignIn, lt(microsoftSignIn.expiresAt, yesterday)),
    await deleteInBatches(
      db,
      invitation,
      and(ne(invitation.status, 'accepted'), lt(invitation.expiresAt, before(UNANSWERED_KEPT_MS))),
    ),
    await deleteInBatches(db, invitation, lt(invitation.expiresAt, longAgo)),
    await deleteInBatches(
      db,
      joinRequest,
      and(ne(joinRequest.status, 'pending'), lt(joinRequest.decidedAt, longAgo)),
    ),
    await deleteInBatches(db, owedMail, and(isNull(owedMail.dueAt), lt(owedMail.createdAt, longAgo))),
    await deleteInBatches(db, apiKey, or(lt(apiKey.revokedAt, longAgo), lt(apiKey.expiresAt, longAgo))),
    await deleteInBatches(db, session, or(lt(session.expiresAt, longAgo), lt(session.revokedAt, longAgo))),
    await deleteInBatches(db, audit, and(lt(audit.at, longAgo), inArray(audit.action, signIns))),
    await deleteInBatches(db, audit, lt(audit.at, before(AUDIT_KEPT_MS))),
  ]
  return gone.reduce((sum, count) => sum + count, 0)
}
