import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, audit, member } from '@/db/schema/access'

/** Kept for a shorter time than the rest of the log: there are many, and each has a network address. */
export const signInActions = ['signed-in', 'sign-in-failed', 'signed-out'] as const

export type AccountAction =
  | (typeof signInActions)[number]
  | 'password-changed'
  | 'password-reset'
  | 'email-changed'
  | 'signed-out-everywhere'
  | 'session-ended'

type AccountDeed = {
  action: AccountAction
  now: Date
  address: string | null
  details?: Record<string, unknown>
  /** Nobody knows who it was: somebody who did not know the password. */
  byUnknown?: boolean
  /** It concerns one of the account's places only. */
  memberId?: string | undefined
}

/**
 * Writes down what somebody did to her own account, in the transaction of the deed. An account belongs to no
 * organisation, so each of those that let it in has it in its log.
 */
export async function recordAccountAudit(
  tx: Database,
  accountId: string,
  { action, now, address, details = {}, byUnknown = false, memberId: only }: AccountDeed,
): Promise<void> {
  const places = await tx
    .select({ memberId: member.id, organisationId: member.organisationId, name: account.name })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(
      and(
        eq(member.accountId, accountId),
        eq(member.status, 'active'),
        only === undefined ? undefined : eq(member.id, only),
      ),
    )
  if (places.length === 0) return
  await tx.insert(audit).values(
    places.map(({ memberId, organisationId, name }) => ({
      organisationId,
      actorType: byUnknown ? 'unknown' : 'user',
      actorId: byUnknown ? null : memberId,
      action: `account.${action}`,
      subjectType: 'member',
      subjectId: memberId,
      subjectName: name,
      address,
      details,
      at: now,
    })),
  )
}
