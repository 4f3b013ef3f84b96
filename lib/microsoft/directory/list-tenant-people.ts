import { and, eq, gt, inArray, isNotNull, or } from 'drizzle-orm'
import { account, invitation, joinRequest, member, microsoftIdentity } from '@/db/schema/access'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { findTenantConnection } from '../identity/consent/find-tenant-connection'
import { CredentialError } from '../identity/credential-error'
import type { IdentityDeps } from '../identity/identity-deps'
import { searchTenantUsers } from './search-tenant-users'
import type { TenantUser } from './tenant-user'

/** How far somebody of the tenant has come into the CRM. `not-eligible`: a guest, a shared mailbox, a disabled account. */
export type TenantPersonState = 'available' | 'member' | 'invited' | 'requested' | 'not-eligible'

export type TenantPerson = Omit<TenantUser, 'eligible'> & { state: TenantPersonState }

export type TenantPeopleQuery = { search: string; limit: number; skipToken?: string | undefined }

/**
 * A page of the users of the organisation's tenant, by the beginnings of words in name and addresses, each with how far
 * she has come (U1).
 * @throws DomainError `permission-required`, `not-connected`, `consent-revoked`; UpstreamError as `searchTenantUsers`
 */
export async function listTenantPeople(
  context: Context,
  deps: IdentityDeps,
  { search, limit, skipToken }: TenantPeopleQuery,
): Promise<{ items: TenantPerson[]; nextSkipToken: string | null }> {
  requirePermission(context, 'manage-users')
  const tenant = await findTenantConnection(context)
  if (tenant === null) throw new DomainError('not-connected')
  const query = { words: search, limit, skipToken }
  const { users, nextSkipToken } = await searchTenantUsers(deps, tenant.tenantId, query).catch(asRefusal)
  const stateOf = await statesOf(context, tenant.tenantId, users)
  return {
    items: users.map(({ eligible, ...user }) => ({ ...user, state: stateOf(user.id) })),
    nextSkipToken,
  }
}

function asRefusal(error: unknown): never {
  if (error instanceof CredentialError) throw new DomainError(error.reason, { cause: error })
  throw error
}

async function statesOf(
  context: Context,
  tid: string,
  users: readonly TenantUser[],
): Promise<(id: string) => TenantPersonState> {
  const [members, invited, requested] = await Promise.all([
    membersAmong(context, tid, users),
    invitedAmong(context, users),
    requestedAmong(context, tid, users),
  ])
  const states = new Map(
    users.map((user): [string, TenantPersonState] => {
      const known = (set: ReadonlySet<string>) =>
        set.has(user.id) || loginsOf(user).some((login) => set.has(login))
      if (known(members)) return [user.id, 'member']
      if (!user.eligible) return [user.id, 'not-eligible']
      if (known(invited)) return [user.id, 'invited']
      return [user.id, requested.has(user.id) ? 'requested' : 'available']
    }),
  )
  return (id) => states.get(id) ?? 'not-eligible'
}

/** A guest's mail is another tenant's word; her user name carries the tenant's own mark and equals no login. */
const loginsOf = ({ upn, mail, eligible }: TenantUser): string[] =>
  [upn, eligible ? mail : null].flatMap((login) => (login ? [login.toLowerCase()] : []))

/** Ids and logins of those who are members, also deactivated ones. */
async function membersAmong(
  { db, organisationId }: Context,
  tid: string,
  users: readonly TenantUser[],
): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set()
  const ids = users.map(({ id }) => id)
  const rows = await db
    .select({ email: account.email, oid: microsoftIdentity.oid })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .leftJoin(
      microsoftIdentity,
      and(eq(microsoftIdentity.accountId, account.id), eq(microsoftIdentity.tid, tid)),
    )
    .where(
      and(
        eq(member.organisationId, organisationId),
        or(inArray(microsoftIdentity.oid, ids), inArray(account.email, users.flatMap(loginsOf))),
      ),
    )
  // Whoever has a user of the tenant is that one, whatever another one's address says.
  return new Set(rows.map(({ email, oid }) => oid ?? email))
}

async function invitedAmong(context: Context, users: readonly TenantUser[]): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set()
  const rows = await context.db
    .select({ email: invitation.email, microsoftUserId: invitation.microsoftUserId })
    .from(invitation)
    .where(
      and(
        eq(invitation.organisationId, context.organisationId),
        eq(invitation.status, 'pending'),
        gt(invitation.expiresAt, context.now()),
        or(
          inArray(invitation.email, users.flatMap(loginsOf)),
          and(
            isNotNull(invitation.microsoftUserId),
            inArray(
              invitation.microsoftUserId,
              users.map(({ id }) => id),
            ),
          ),
        ),
      ),
    )
  return new Set(rows.map(({ email, microsoftUserId }) => microsoftUserId ?? email))
}

async function requestedAmong(
  { db, organisationId }: Context,
  tid: string,
  users: readonly TenantUser[],
): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set()
  const rows = await db
    .select({ oid: joinRequest.oid })
    .from(joinRequest)
    .where(
      and(
        eq(joinRequest.organisationId, organisationId),
        eq(joinRequest.status, 'pending'),
        eq(joinRequest.tid, tid),
        inArray(
          joinRequest.oid,
          users.map(({ id }) => id),
        ),
      ),
    )
  return new Set(rows.map(({ oid }) => oid))
}
