import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member, session } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
import { recordAccountAudit } from '../audit/record-account-audit'

/** After this long everybody signs in again, however active she was. */
export const SESSION_MS = 30 * 24 * 3_600_000

/** What opens a session, besides that the account is known. */
export type SessionOrigin = {
  /** The Microsoft tenant that has vouched for the account: its organisation comes first. */
  tenantId?: string
  /** That tenant's word is all there is: the session opens in its organisation or not at all, and stays there. */
  bound?: boolean
  /** The place that she has just been given. */
  memberId?: string
  /** The client's network, for the audit log. */
  address?: string | null
}

/**
 * Opens a session for an account that has just proven who it is, in the organisation it has been a member of longest,
 * unless its origin names another. It stands in the audit log of each organisation that it opens.
 * @throws DomainError `deactivated` when no organisation lets it in (any more).
 */
export async function startSession(
  db: Database,
  accountId: string,
  now: Date,
  { tenantId, bound = false, memberId, address = null }: SessionOrigin = {},
): Promise<{ sessionId: string }> {
  const [home] = await db
    .select({ id: member.id })
    .from(member)
    .leftJoin(
      microsoftTenant,
      and(
        eq(microsoftTenant.organisationId, member.organisationId),
        tenantId === undefined ? sql`false` : eq(microsoftTenant.tenantId, tenantId),
      ),
    )
    .where(
      and(
        eq(member.accountId, accountId),
        eq(member.status, 'active'),
        memberId === undefined ? undefined : eq(member.id, memberId),
        bound && memberId === undefined ? isNotNull(microsoftTenant.tenantId) : undefined,
      ),
    )
    .orderBy(sql`${microsoftTenant.tenantId} is null`, asc(member.createdAt), asc(member.id))
    .limit(1)
  if (home === undefined) throw new DomainError('deactivated')
  return db.transaction(async (tx) => {
    const [opened] = await tx
      .insert(session)
      .values({
        accountId,
        memberId: home.id,
        bound,
        createdAt: now,
        seenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_MS),
      })
      .returning({ sessionId: session.id })
    if (opened === undefined) throw new Error('an insert returned no row')
    await tx.update(account).set({ lastSignInAt: now }).where(eq(account.id, accountId))
    const only = bound ? { memberId: home.id } : {}
    await recordAccountAudit(tx, accountId, { action: 'signed-in', now, address, ...only })
    return opened
  })
}
