import { randomUUID } from 'node:crypto'
import { getTableColumns } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { WholeSettings } from '@/lib/sync/connections/connection-settings'
import type { LookedUpAccess } from '@/lib/sync/connections/find-access'
import { itemOwner } from '@/lib/sync/connections/item-owner'
import { actingMember, type ConnectionRow } from '@/lib/sync/connections/own-connection'
import type { SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { openSession, type Session } from '@/lib/sync/run/session'

/** A lease that nobody has: whatever would write in its name fails. */
const neverLeased = '00000000-0000-0000-0000-000000000000'

/** A run's session for whoever only looks ahead. It has no lease, so no transaction of a run can be made with it. */
export async function lookingSession(
  context: Context,
  engine: Engine,
  module: SyncModule,
  row: ConnectionRow,
): Promise<Session> {
  const { actor } = context
  return openSession(engine, row, module, {
    lease: neverLeased,
    runId: neverLeased,
    permissions: actor.type === 'user' ? actor.permissions : new Set(),
    owner: await itemOwner(context),
    deadline: Number.POSITIVE_INFINITY,
    tenantCheckedAt: null,
  })
}

/** The connection as enabling would leave it before its first run: the one of last time, or one that never was. */
export function rowToBe(
  context: Context,
  module: SyncModule,
  existing: ConnectionRow | null,
  given: WholeSettings & { access: LookedUpAccess; containerId: string | null },
): ConnectionRow {
  const { access: found, containerId, mapping, valueMaps, options } = given
  const { name: _, ...access } = found
  return {
    ...(existing ?? blank(context, module)),
    mapping,
    valueMaps,
    options,
    ...access,
    status: 'enabling',
    reason: null,
    containerId,
    deltaLink: null,
    fullRoundStartedAt: null,
    feedTxid: '0',
    feedId: '0',
  }
}

function blank(context: Context, module: SyncModule): ConnectionRow {
  const unset = Object.fromEntries(Object.keys(getTableColumns(connection)).map((name) => [name, null]))
  const { memberId } = actingMember(context)
  const { organisationId } = context
  const known = { id: randomUUID(), organisationId, memberId, module: module.name, createdAt: context.now() }
  // Nobody asks a connection that has never been there for anything else.
  return { ...unset, ...known } as ConnectionRow
}
