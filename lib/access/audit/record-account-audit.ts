import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, audit, member } from '@/db/schema/access'

export type AccountAction =
  | 'password-changed'
  | 'password-reset'
  | 'email-changed'
  | 'signed-out-everywhere'
  | 'session-ended'

/**
 * Writes down what somebody did to her own account, in the transaction of the deed. An account belongs to no
 * organisation, so each of those that let it in has it in its log.
 */
export async function recordAccountAudit(
  tx: Database,
  accountId: string,
  about: { action: AccountAction; now: Date; address: string | null; details?: Record<string, unknown> },
): Promise<void> {
  const places = await tx
    .select({ memberId: member.id, organisationId: member.organisationId, name: account.name })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(and(eq(member.accountId, accountId), eq(member.status, 'active')))
  if (places.length === 0) return
  await tx.insert(audit).values(
    places.map(({ memberId, organisationId, name }) => ({
      organisationId,
      actorType: 'user',
      actorId: memberId,
      action: `account.${about.action}`,
      subjectType: 'member',
      subjectId: memberId,
      subjectName: name,
      address: about.address,
      details: about.details ?? {},
      at: about.now,
    })),
  )
}
