import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, microsoftIdentity } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { loginsOf } from '../directory'

export type MicrosoftUser = { tid: string; oid: string; upn: string; mail: string | null; name: string }

/**
 * The account of a Microsoft 365 user whom her connected tenant vouches for: the one her identity belongs to, else the
 * one whose login is hers, else a new one. An account that was there before is not given the identity: what a tenant
 * says about an address must not open what the account may do elsewhere (`signInWithMicrosoft` ties them, for that
 * tenant's organisation alone).
 * @throws DomainError `login-taken` when the account of her login is that of another user of the tenant.
 */
export async function accountOfMicrosoftUser(
  tx: Database,
  user: MicrosoftUser,
  locale: 'en' | 'fr' | null,
  now: Date,
): Promise<string> {
  const { tid, oid, upn, name } = user
  const [known] = await tx
    .select({ accountId: microsoftIdentity.accountId })
    .from(microsoftIdentity)
    .where(and(eq(microsoftIdentity.tid, tid), eq(microsoftIdentity.oid, oid)))
  if (known !== undefined) return known.accountId

  for (const login of loginsOf(user)) {
    const [existing] = await tx
      .select({ id: account.id, oid: microsoftIdentity.oid })
      .from(account)
      .leftJoin(
        microsoftIdentity,
        and(eq(microsoftIdentity.accountId, account.id), eq(microsoftIdentity.tid, tid)),
      )
      .where(eq(account.email, login))
    if (existing === undefined) continue
    if (existing.oid !== null) throw new DomainError('login-taken')
    return existing.id
  }

  const [made] = await tx
    .insert(account)
    .values({ email: upn.toLowerCase(), name: name || upn, locale, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: account.id })
  if (made === undefined) throw new DomainError('conflict')
  await tx
    .insert(microsoftIdentity)
    .values({ accountId: made.id, tid, oid, upn, name, byAddress: false, createdAt: now })
  return made.id
}
