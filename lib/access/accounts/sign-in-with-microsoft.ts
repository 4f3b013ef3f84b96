import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
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
 * The session opens in that organisation: what one organisation's tenant says about an address is no proof for others.
 * @throws DomainError `no-account`, `deactivated`.
 */
export async function signInWithMicrosoft(
  db: Database,
  person: MicrosoftPerson,
  now: Date,
): Promise<{ sessionId: string }> {
  const known = await db
    .select({ accountId: microsoftIdentity.accountId })
    .from(microsoftIdentity)
    .where(and(eq(microsoftIdentity.tid, person.tid), eq(microsoftIdentity.oid, person.oid)))
  const accountId = known[0]?.accountId ?? (await rememberByLogin(db, person, now))
  if (accountId === null) throw new DomainError('no-account')
  return startSession(db, accountId, now, person.tid)
}

async function rememberByLogin(db: Database, person: MicrosoftPerson, now: Date): Promise<string | null> {
  // A guest's addresses are another tenant's to give (learn.microsoft.com/entra/external-id/user-properties).
  if (person.guest || person.upn.toLowerCase().includes('#ext#')) return null
  const logins = [person.upn, person.mail ?? ''].map((login) => login.toLowerCase()).filter(Boolean)
  const [match] = await db
    .select({ accountId: account.id })
    .from(account)
    .innerJoin(member, and(eq(member.accountId, account.id), eq(member.status, 'active')))
    .innerJoin(microsoftTenant, eq(microsoftTenant.organisationId, member.organisationId))
    .where(and(eq(microsoftTenant.tenantId, person.tid), inArray(account.email, logins)))
    .limit(1)
  if (match === undefined) return null
  const { tid, oid, upn, name } = person
  const [remembered] = await db
    .insert(microsoftIdentity)
    .values({ accountId: match.accountId, tid, oid, upn, name, createdAt: now })
    .onConflictDoNothing()
    .returning({ accountId: microsoftIdentity.accountId })
  // No row: the account already has another user of this tenant, so this one is somebody else.
  return remembered?.accountId ?? null
}
