import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { account, member, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection, run } from '@/db/schema/sync'
import { isPermission, type Permission } from '@/lib/access/permissions'
import type { SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import type { Engine } from './engine'
import type { ConnectionRow } from './session'

export type LoadedRun = {
  row: ConnectionRow
  module: SyncModule
  permissions: ReadonlySet<Permission>
  runId: string
  /** Whether the tenant it works in is still the organisation's: disconnecting ends every sync with it (I1). */
  tenantConnected: boolean
}

/** Statuses in which a run has something to do. */
const working = ['enabling', 'active', 'held', 'disabling'] as const

/**
 * The connection as a run begins with it, and the run's row. A connection whose owner may not sync any more (profile,
 * deactivated) is paused here, and one that may again goes on by itself (A7).
 * @returns null when there is nothing to run
 */
export async function loadRun(engine: Engine, connectionId: string): Promise<LoadedRun | null> {
  const [found] = await engine.db
    .select({
      row: connection,
      status: member.status,
      permissions: profile.permissions,
      tenantId: microsoftTenant.tenantId,
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
    found.status === 'active' && module.permissions.every((permission) => permissions.has(permission))
  const row = await pauseOrResume(engine, found.row, allowed)
  if (!working.some((status) => status === row.status)) return null
  const tenantConnected = found.tenantId !== null && found.tenantId === row.tenantId
  return { row, module, permissions, tenantConnected, runId: await beginRun(engine, row) }
}

async function pauseOrResume(engine: Engine, row: ConnectionRow, allowed: boolean): Promise<ConnectionRow> {
  const paused = row.status === 'paused' && row.reason === 'permission-missing'
  const running = row.status === 'active' || row.status === 'enabling' || row.status === 'held'
  const next = !allowed && running ? pausedState : allowed && paused ? resumedState(row) : null
  if (next === null) return row
  await engine.db
    .update(connection)
    .set({ ...next, updatedAt: engine.timing.now() })
    .where(eq(connection.id, row.id))
  return { ...row, ...next }
}

const pausedState = { status: 'paused', reason: 'permission-missing' } as const
const resumedState = (row: ConnectionRow) =>
  ({ status: row.containerId === null ? 'enabling' : 'active', reason: null }) as const

/** Several slices, and several requests, may be served by one run. */
async function beginRun(engine: Engine, row: ConnectionRow): Promise<string> {
  const now = engine.timing.now()
  const runId = row.currentRunId ?? randomUUID()
  if (row.currentRunId === null)
    await engine.db.insert(run).values({ id: runId, connectionId: row.id, startedAt: now })
  await engine.db
    .update(connection)
    .set({ currentRunId: runId, requestedAt: null })
    .where(eq(connection.id, row.id))
  return runId
}
