import { and, eq, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'

/**
 * Refuses somebody who is a member already, by login or by Microsoft identity; one who was deactivated is let in again
 * by reactivating her.
 * @throws DomainError `already-member` with `data.member`.
 */
export async function refuseMembers(
  tx: Database,
  organisationId: string,
  person: { email: string; identity: { tid: string; oid: string } | null },
): Promise<void> {
  const { email, identity } = person
  const [known] = await tx
    .select({ id: member.id, status: member.status })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .leftJoin(microsoftIdentity, eq(microsoftIdentity.accountId, account.id))
    .where(
      and(
        eq(member.organisationId, organisationId),
        or(
          eq(account.email, email),
          identity === null
            ? undefined
            : and(eq(microsoftIdentity.tid, identity.tid), eq(microsoftIdentity.oid, identity.oid)),
        ),
      ),
    )
    .limit(1)
  if (known !== undefined) throw new DomainError('already-member', { data: { member: known } })
}
