import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { session } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAccountAudit } from '../audit/record-account-audit'
import type { Context } from '../context'
import { endSession, endSessionsOf } from './end-sessions'

export type OwnSession = {
  id: string
  createdAt: Date
  /** To five minutes. */
  seenAt: Date
  /** Where it was last used, and with what; null when it never was. */
  address: string | null
  userAgent: string | null
}

/** The sessions in which the actor is signed in, the one used last first. */
export async function listOwnSessions(context: Context): Promise<OwnSession[]> {
  return context.db
    .select({
      id: session.id,
      createdAt: session.createdAt,
      seenAt: session.seenAt,
      address: session.address,
      userAgent: session.userAgent,
    })
    .from(session)
    .where(
      and(
        eq(session.accountId, ownAccountId(context)),
        isNull(session.revokedAt),
        gt(session.expiresAt, context.now()),
      ),
    )
    .orderBy(desc(session.seenAt), desc(session.id))
}

/** Signs the actor out where she is not sitting now. @throws DomainError `not-found` for a session that is not hers. */
export async function endOwnSession(context: Context, id: string): Promise<void> {
  const accountId = ownAccountId(context)
  const now = context.now()
  const own = await listOwnSessions(context)
  if (!own.some((one) => one.id === id)) throw new DomainError('not-found')
  await context.db.transaction(async (tx) => {
    await endSession(tx, id, now)
    const address = context.address ?? null
    await recordAccountAudit(tx, accountId, { action: 'session-ended', now, address })
  })
}

/** Signs the actor out everywhere, here included. */
export async function endAllOwnSessions(context: Context): Promise<void> {
  const accountId = ownAccountId(context)
  const now = context.now()
  await context.db.transaction(async (tx) => {
    await endSessionsOf(tx, accountId, now)
    const address = context.address ?? null
    await recordAccountAudit(tx, accountId, { action: 'signed-out-everywhere', now, address })
  })
}

function ownAccountId({ actor }: Context): string {
  if (actor.type !== 'user') throw new DomainError('not-found')
  return actor.accountId
}
