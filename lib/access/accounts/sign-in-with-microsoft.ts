import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
import { loginsOf } from '../directory'
import { startSession } from '../sessions/start-session'

/** Somebody whom Microsoft has just signed in, as her tenant describes her. */
export type MicrosoftPerson = {
  tid: string
  oid: string
  name: string
  upn: string
  mail: string | null
  guest: boolean
}

/**
 * Opens a session for a Microsoft 365 user whose identity belongs to an account. It is never made from an address
 * alone, with one exception: the tenant is the one connected to an organisation that the account is an active member
 * of, and the account's login is that user's own address there (the same rule as I2). Then it is remembered.
 *
 * What one organisation's tenant says about an address is no proof for others: such a session opens in that
 * organisation and stays there.
 * @throws DomainError `no-account`, `deactivated`.
 */
export async function signInWithMicrosoft(
  db: Database,
  person: MicrosoftPerson,
  now: Date,
  address: string | null = null,
): Promise<{ sessionId: string }> {
  const [known] = await db
    .select({ accountId: microsoftIdentity.accountId, byAddress: microsoftIdentity.byAddress })
    .from(microsoftIdentity)
    .where(and(eq(microsoftIdentity.tid, person.tid), eq(microsoftIdentity.oid, person.oid)))
  const identity = known ?? (await rememberByLogin(db, person, now))
  if (identity === null) throw new DomainError('no-account')
  return startSession(db, identity.accountId, now, {
    tenantId: person.tid,
    bound: identity.byAddress,
    address,
  })
}

type Identity = { accountId: string; byAddress: boolean }

async function rememberByLogin(db: Database, person: MicrosoftPerson, now: Date): Promise<Identity | null> {
  if (isGuest(person)) return null
  const [match] = await db
    .select({ accountId: account.id })
    .from(account)
    .innerJoin(member, and(eq(member.accountId, account.id), eq(member.status, 'active')))
    .innerJoin(microsoftTenant, eq(microsoftTenant.organisationId, member.organisationId))
    .where(and(eq(microsoftTenant.tenantId, person.tid), inArray(account.email, loginsOf(person))))
    .limit(1)
  if (match === undefined) return null
  const { tid, oid, upn, name } = person
  const [remembered] = await db
    .insert(microsoftIdentity)
    .values({ accountId: match.accountId, tid, oid, upn, name, byAddress: true, createdAt: now })
    .onConflictDoNothing()
    .returning({ accountId: microsoftIdentity.accountId, byAddress: microsoftIdentity.byAddress })
  // No row: the account already has another user of this tenant, so this one is somebody else.
  return remembered ?? null
}

/** A guest's addresses are another tenant's to give (learn.microsoft.com/entra/external-id/user-properties). */
export const isGuest = ({ guest, upn }: Pick<MicrosoftPerson, 'guest' | 'upn'>): boolean =>
  guest || upn.toLowerCase().includes('#ext#')
