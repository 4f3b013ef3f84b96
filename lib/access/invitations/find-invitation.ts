import { and, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, invitation, member, microsoftIdentity, organisation } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { type DirectoryUser, loginsOf } from '../directory'
import { hashOfSecret } from '../secret-token'

/** An invitation that can be accepted, as whoever may see it sees it. */
export type OpenInvitation = {
  id: string
  email: string
  name: string | null
  organisation: { id: string; name: string }
  inviter: string
  expiresAt: Date
  profileId: string | null
  /** The Microsoft 365 user who is meant; null when any way of proving the address will do. */
  microsoft: { tid: string; oid: string } | null
  /** Whether the address is somebody's login already; then she signs in with that. */
  accountExists: boolean
}

export type InvitationLookup =
  | { state: 'open'; invitation: OpenInvitation }
  | { state: 'unknown' | 'expired' | 'revoked' | 'accepted' }

/** What the secret of a link leads to. Of a link that is dead nothing but the reason is told. */
export async function findInvitation(db: Database, token: string, now: Date): Promise<InvitationLookup> {
  const byToken = eq(invitation.tokenHash, hashOfSecret(token))
  const [open] = await openInvitations(db, byToken, now)
  if (open !== undefined) return { state: 'open', invitation: open }
  const [dead] = await db.select({ status: invitation.status }).from(invitation).where(byToken)
  if (dead === undefined) return { state: 'unknown' }
  return { state: dead.status === 'pending' ? 'expired' : dead.status }
}

/** Somebody whom Microsoft has signed in. */
type Identity = { tid: string; oid: string; guest: boolean } & Pick<DirectoryUser, 'upn' | 'mail'>

/**
 * The invitations that a Microsoft 365 user can accept without a link (U3): those that name her, and those to one of her
 * addresses from the organisation that her tenant is connected to. What other tenants say about addresses is no proof.
 */
export async function findInvitationsFor(
  db: Database,
  person: Identity,
  now: Date,
): Promise<OpenInvitation[]> {
  if (person.guest) return []
  return openInvitations(
    db,
    or(
      and(eq(invitation.microsoftTenantId, person.tid), eq(invitation.microsoftUserId, person.oid)),
      and(
        isNull(invitation.microsoftUserId),
        eq(microsoftTenant.tenantId, person.tid),
        inArray(invitation.email, loginsOf(person)),
      ),
    ),
    now,
  )
}

/** The invitations that wait for the owner of an account: to her login, or naming a Microsoft 365 user that she is. */
export async function findInvitationsOfAccount(
  db: Database,
  accountId: string,
  now: Date,
): Promise<OpenInvitation[]> {
  const own = db.select({ email: account.email }).from(account).where(eq(account.id, accountId))
  const identity = db
    .select({ oid: microsoftIdentity.oid })
    .from(microsoftIdentity)
    .where(
      and(
        eq(microsoftIdentity.accountId, accountId),
        eq(microsoftIdentity.tid, invitation.microsoftTenantId),
      ),
    )
  return openInvitations(
    db,
    or(inArray(invitation.email, own), inArray(invitation.microsoftUserId, identity)),
    now,
  )
}

async function openInvitations(
  db: Database,
  condition: SQL | undefined,
  now: Date,
): Promise<OpenInvitation[]> {
  const rows = await db
    .select({
      id: invitation.id,
      email: invitation.email,
      name: invitation.name,
      organisation: { id: organisation.id, name: organisation.name },
      inviter: account.name,
      expiresAt: invitation.expiresAt,
      profileId: invitation.profileId,
      tid: invitation.microsoftTenantId,
      oid: invitation.microsoftUserId,
    })
    .from(invitation)
    .innerJoin(organisation, eq(organisation.id, invitation.organisationId))
    .innerJoin(member, eq(member.id, invitation.invitedBy))
    .innerJoin(account, eq(account.id, member.accountId))
    .leftJoin(microsoftTenant, eq(microsoftTenant.organisationId, invitation.organisationId))
    .where(and(eq(invitation.status, 'pending'), gt(invitation.expiresAt, now), condition))
    .orderBy(invitation.createdAt)
  const logins = await db
    .select({ email: account.email })
    .from(account)
    .where(
      inArray(
        account.email,
        rows.map(({ email }) => email),
      ),
    )
  return rows.map(({ tid, oid, ...row }) => ({
    ...row,
    microsoft: tid === null || oid === null ? null : { tid, oid },
    accountExists: logins.some(({ email }) => email === row.email),
  }))
}
