import { and, asc, eq, sql } from 'drizzle-orm'
import { account, member, profile } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { isPermission, type Permission } from '@/lib/access/permissions'
import { DomainError } from '@/lib/errors'
import type { SyncModule } from '@/lib/sync/modules/module'

/** What of the module a member has already, or why it is not to be turned on for her. */
export type Standing = 'off' | 'on' | 'turned-off' | 'not-allowed'

export type Candidate = {
  memberId: string
  accountId: string
  name: string
  email: string
  permissions: ReadonlySet<Permission>
  standing: Standing
}

/**
 * A member for whom a module can be turned on, and a context in which that is done in her place.
 * @throws DomainError `not-found`, `already-on`, `turned-off` by herself
 */
export async function inHerPlace(context: Context, module: SyncModule, memberId: string): Promise<Context> {
  const [candidate] = await listCandidates(context, module, memberId)
  if (candidate === undefined) throw new DomainError('not-found')
  const { accountId, permissions, standing } = candidate
  if (standing === 'on') throw new DomainError('already-on')
  if (standing === 'turned-off') throw new DomainError('turned-off')
  return { ...context, actor: { type: 'user', memberId, accountId, permissions } }
}

/** The organisation's active members, by name, and how each stands to the module. With `memberId` that one alone. */
export async function listCandidates(
  { db, organisationId }: Context,
  module: SyncModule,
  memberId?: string,
): Promise<Candidate[]> {
  const rows = await db
    .select({
      memberId: member.id,
      accountId: account.id,
      name: account.name,
      email: account.email,
      permissions: profile.permissions,
      status: connection.status,
      reason: connection.reason,
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .leftJoin(connection, and(eq(connection.memberId, member.id), eq(connection.module, module.name)))
    .where(
      and(
        eq(member.organisationId, organisationId),
        eq(member.status, 'active'),
        memberId === undefined ? undefined : eq(member.id, memberId),
      ),
    )
    .orderBy(asc(sql`lower(${account.name})`), asc(member.id))
  return rows.map(({ status, reason, ...row }) => {
    const permissions = new Set(row.permissions.filter(isPermission))
    const allowed = module.permissions.every((permission) => permissions.has(permission))
    return { ...row, permissions, standing: standingOf({ status, reason }, allowed) }
  })
}

type State = {
  status: (typeof connection.$inferSelect)['status'] | null
  reason: (typeof connection.$inferSelect)['reason']
}

/** Whoever has turned it off herself has decided: nobody turns it on again in her place. */
function standingOf({ status, reason }: State, allowed: boolean): Standing {
  if (status === 'disabling' || (status === 'off' && reason === 'disabled-by-user')) return 'turned-off'
  if (status !== null && status !== 'off') return 'on'
  return allowed ? 'off' : 'not-allowed'
}
