import { eq, sql } from 'drizzle-orm'
import { account, member, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { timeOrderedId } from '@/db/time-ordered-id'
import { isPermission, type Permission } from '@/lib/access/permissions'
import { isForbidden } from '@/lib/sync/locks/find-lock'
import type { ItemOwner, SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import type { Engine } from './engine'
import type { ConnectionRow } from './session'

export type LoadedRun = {
  row: ConnectionRow
  module: SyncModule
  permissions: ReadonlySet<Permission>
  owner: ItemOwner
  runId: string
  /** Whether the tenant it works in is still the organisation's: disconnecting ends every sync with it (I1). */
  tenantConnected: boolean
  /** When that tenant's consent was last seen to stand. */
  tenantCheckedAt: Date | null
}

/** Statuses in which a run has something to do. */
const working = ['enabling', 'active', 'held', 'disabling'] as const

/**
 * The connection as a run begins with it, and the run's row. A connection whose owner may not sync any more (profile,
 * deactivated) is paused here (A7), so is one whose module was withdrawn (T2); one that may again goes on by itself.
 * @returns null when there is nothing to run
 */
export async function loadRun(engine: Engine, connectionId: string): Promise<LoadedRun | null> {
  const [found] = await engine.db
    .select({
      row: connection,
      status: member.status,
      permissions: profile.permissions,
      timeZone: account.timeZone,
      tenantId: microsoftTenant.tenantId,
      tenantCheckedAt: microsoftTenant.checkedAt,
      forbidden: isForbidden({ memberId: sql`${connection.memberId}`, module: sql`${connection.module}` }),
    })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .leftJoin(microsoftTenant, eq(microsoftTenant.organisationId, connection.organisationId))
    .where(eq(connection.id, connectionId))
  if (!found) return null
  const module = moduleOf(found.row.module)
  if (!module) return null
  const permissions = new Set(found.permissions.filter(isPermission))
  const allowed =
    found.status === 'active' &&
    !found.forbidden &&
    module.permissions.every((permission) => permissions.has(permission))
  const available = (await availableModules(engine.db, found.row.organisationId)).has(module.name)
  const obstacle = !allowed ? 'permission-missing' : !available ? 'not-available' : null
  const row = await pauseOrResume(engine, found.row, obstacle)
  if (!working.some((status) => status === row.status)) return null
  const tenantConnected = found.tenantId !== null && found.tenantId === row.tenantId
  const tenantCheckedAt = tenantConnected ? found.tenantCheckedAt : null
  const owner = { timeZone: found.timeZone }
  const runId = await beginRun(engine, row)
  return { row, module, permissions, owner, tenantConnected, tenantCheckedAt, runId }
}

type Obstacle = 'permission-missing' | 'not-available'

async function pauseOrResume(
  engine: Engine,
  row: ConnectionRow,
  obstacle: Obstacle | null,
): Promise<ConnectionRow> {
  const pausable = ['active', 'enabling', 'held', 'paused'].includes(row.status)
  const next = obstacle ? ({ status: 'paused', reason: obstacle } as const) : resumedState(row)
  const changes = obstacle ? row.reason !== obstacle : row.status === 'paused'
  if (!pausable || !changes) return row
  await engine.db
    .update(connection)
    .set({ ...next, updatedAt: engine.timing.now() })
    .where(eq(connection.id, row.id))
  return { ...row, ...next }
}

const resumedState = (row: ConnectionRow) =>
  ({ status: row.containerId === null ? 'enabling' : 'active', reason: null }) as const

/**
 * Several slices, and several requests, may be served by one run. A request may make the run at this very moment: then
 * it is that one, which somebody waits for.
 */
async function beginRun(engine: Engine, row: ConnectionRow): Promise<string> {
  const fresh = timeOrderedId()
  const startedAt = engine.timing.now().toISOString()
  const [begun] = await engine.db.execute<{ runId: string }>(sql`
    with begun as (
      update connection set current_run_id = coalesce(current_run_id, ${fresh}::uuid), requested_at = null
      where id = ${row.id}::uuid returning current_run_id
    ), made as (
      insert into run (id, connection_id, started_at)
      select current_run_id, ${row.id}::uuid, ${startedAt}::timestamptz from begun where current_run_id = ${fresh}::uuid
    )
    select current_run_id as "runId" from begun`)
  return begun?.runId ?? fresh
}
