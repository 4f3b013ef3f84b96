import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftToken } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
import type { SignedInPerson } from '../verify-id-token'

/**
 * Ties `tid` + `oid` to the account (I3) and returns the identity's id. An account has one user per tenant. It is given
 * another one only when the former does not exist any more, as after it was deleted and made anew at Microsoft.
 * @throws DomainError `identity-in-use` (by another account), `identity-differs` with `data.upn` of the remembered one
 */
export async function rememberIdentity(
  tx: Database,
  accountId: string,
  person: Pick<SignedInPerson, 'tid' | 'oid' | 'upn' | 'name'>,
  now: Date,
): Promise<{ identityId: string }> {
  const { tid, oid, upn, name } = person
  await tx
    .insert(microsoftIdentity)
    .values({ accountId, tid, oid, upn, name, createdAt: now })
    .onConflictDoNothing()
  const own = await ownIdentity(tx, accountId, person)
  if (own === undefined) throw new DomainError('conflict')
  await tx.update(microsoftIdentity).set({ oid, upn, name }).where(eq(microsoftIdentity.id, own.id))
  return { identityId: own.id }
}

/**
 * What the account has of the person already; undefined: nothing yet.
 * @throws DomainError as `rememberIdentity`
 */
export async function ownIdentity(
  tx: Database,
  accountId: string,
  { tid, oid }: Pick<SignedInPerson, 'tid' | 'oid'>,
): Promise<{ id: string } | undefined> {
  const owner = await findIdentity(tx, and(eq(microsoftIdentity.tid, tid), eq(microsoftIdentity.oid, oid)))
  if (owner !== undefined && owner.accountId !== accountId) throw new DomainError('identity-in-use')
  const own =
    owner ??
    (await findIdentity(tx, and(eq(microsoftIdentity.tid, tid), eq(microsoftIdentity.accountId, accountId))))
  if (own !== undefined && own.oid !== oid && own.failure !== 'user-gone') {
    throw new DomainError('identity-differs', { data: { upn: own.upn } })
  }
  return own
}

async function findIdentity(tx: Database, condition: ReturnType<typeof and>) {
  const [row] = await tx
    .select({
      id: microsoftIdentity.id,
      accountId: microsoftIdentity.accountId,
      oid: microsoftIdentity.oid,
      upn: microsoftIdentity.upn,
      failure: microsoftToken.failure,
    })
    .from(microsoftIdentity)
    .leftJoin(microsoftToken, eq(microsoftToken.identityId, microsoftIdentity.id))
    .where(condition)
  return row
}
