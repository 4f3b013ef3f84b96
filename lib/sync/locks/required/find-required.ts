import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { isPermission, type Permission } from '@/lib/access/permissions'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { locksAs, type ScopedLock } from '../locks-as'

/** A member for whom a module is required that is off. */
export type RequiredModule = {
  organisationId: string
  memberId: string
  accountId: string
  module: ModuleName
  permissions: ReadonlySet<Permission>
}

type Which = {
  organisationId?: string
  module?: ModuleName
  /** As it would be with this lock. */
  proposed?: ScopedLock
  /** Without those that are to be tried again later. */
  dueAt?: Date
}

/**
 * For whom a required module is to be turned on: active members whose profile allows it, of organisations that have it
 * and a tenant. What was tried in vain is due again after a while, and at once when she has become known to the tenant.
 * One query, which asks nothing of Microsoft.
 */
export async function findRequired(db: Database, which: Which = {}): Promise<RequiredModule[]> {
  const { organisationId, module, proposed, dueAt } = which
  const rows = await db.execute<Omit<RequiredModule, 'permissions'> & { permissions: string[] }>(sql`
    with locks as (${locksAs(proposed)}),
    required as (select distinct organisation_id, module from locks where use = 'required')
    select m.organisation_id as "organisationId", m.id as "memberId", m.account_id as "accountId", r.module, p.permissions
    from required r
    join microsoft_tenant t on t.organisation_id = r.organisation_id
    join member m on m.organisation_id = r.organisation_id and m.status = 'active'
    join profile p on p.id = m.profile_id
    left join locks e on e.organisation_id = r.organisation_id and e.module = r.module and e.profile_id is null
    left join locks o on o.organisation_id = r.organisation_id and o.module = r.module and o.profile_id = m.profile_id
    left join connection c on c.member_id = m.id and c.module = r.module
    left join required_try tried on tried.member_id = m.id and tried.module = r.module
    where coalesce(o.use, e.use) = 'required' and coalesce(c.status, 'off') = 'off'
      and ${organisationId === undefined ? sql`true` : sql`m.organisation_id = ${organisationId}`}
      and ${module === undefined ? sql`true` : sql`r.module = ${module}`}
      and not exists (select from erasure where kind = 'organisation' and subject_id = m.organisation_id)
      and ${dueAt === undefined ? sql`true` : isDue(dueAt)}
    order by tried.due_at nulls first, m.id, r.module`)
  const available = await availableIn(db, [...new Set(rows.map((row) => row.organisationId))])
  return rows.flatMap((row) => {
    const permissions = new Set(row.permissions.filter(isPermission))
    const may = moduleOf(row.module)?.permissions.every((permission) => permissions.has(permission)) ?? false
    return may && available.get(row.organisationId)?.has(row.module) ? [{ ...row, permissions }] : []
  })
}

const isDue = (at: Date) => sql`(tried.due_at is null or tried.due_at <= ${at.toISOString()}::timestamptz
  or exists (select from microsoft_identity i
    where i.account_id = m.account_id and i.tid = t.tenant_id and i.created_at >= tried.tried_at))`

async function availableIn(db: Database, organisationIds: readonly string[]) {
  const found = new Map<string, ReadonlySet<ModuleName>>()
  for (const id of organisationIds) found.set(id, await availableModules(db, id))
  return found
}
