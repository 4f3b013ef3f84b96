import { and, eq, inArray, sql } from 'drizzle-orm'
import { member, profile } from '@/db/schema/access'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { standingNow } from '@/lib/sync/connections/standing-now'
import { isForbidden } from '@/lib/sync/locks/find-lock'
import type { Excludable, ModuleName, SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { type Asked, type RecordState, type Standing, type StateLink, state, stateOf } from './state-of'

export type { RecordState }

/** `id` null: she has never turned it on. */
type OwnersConnection = Standing & { id: string | null; memberId: string; upn: string | null }
type Link = StateLink & { recordId: string; connectionId: string }

/** The states of some records of one module, by id: two queries however many they are. */
export async function recordStates(
  context: Context,
  name: ModuleName,
  records: readonly (Asked & Excludable)[],
): Promise<Map<string, RecordState>> {
  const available = await availableModules(context.db, context.organisationId)
  const module = moduleOf(name)
  if (!module || !available.has(name))
    return new Map(records.map(({ id }) => [id, state('off', 'not-available')]))
  const owners = [...new Set(records.map(({ ownerId }) => ownerId))]
  const connections = owners.length === 0 ? [] : await connectionsOf(context, module, owners)
  const links = await linksOf(context, connections, records)
  const viewer = context.actor.type === 'user' ? context.actor.memberId : null
  return new Map(
    records.map((record) => {
      const own = connections.find(({ memberId }) => memberId === record.ownerId)
      const linked = links.find((row) => row.recordId === record.id && row.connectionId === own?.id)
      const answer = stateOf(record, own, linked, module.excludes?.(record) ?? null)
      if (record.ownerId !== viewer) return [record.id, { ...answer, microsoftId: null, webLink: null }]
      const place = answer.microsoftId !== null && own?.upn ? module.webLink(own.upn) : null
      return [record.id, { ...answer, webLink: answer.webLink ?? place }]
    }),
  )
}

/** As they stand now: what their owners may is asked, not what the last run has found out about it. */
async function connectionsOf(
  context: Context,
  module: SyncModule,
  owners: string[],
): Promise<OwnersConnection[]> {
  const rows = await context.db
    .select({
      id: connection.id,
      memberId: member.id,
      status: connection.status,
      reason: connection.reason,
      containerId: connection.containerId,
      failureCount: connection.failureCount,
      upn: connection.upn,
      memberStatus: member.status,
      permissions: profile.permissions,
      forbidden: isForbidden({ memberId: sql`${member.id}`, module: sql`${module.name}::sync_module` }),
    })
    .from(member)
    .innerJoin(profile, eq(profile.id, member.profileId))
    .leftJoin(connection, and(eq(connection.memberId, member.id), eq(connection.module, module.name)))
    .where(and(eq(member.organisationId, context.organisationId), inArray(member.id, owners)))
  return rows.map(({ id, memberId, upn, failureCount, forbidden, ...row }) => {
    const allowed =
      row.memberStatus === 'active' &&
      !forbidden &&
      module.permissions.every((permission) => row.permissions.includes(permission))
    const { status, reason, containerId } = row
    const now =
      status === null
        ? offFromTheStart
        : standingNow({ status, reason, containerId }, { allowed, available: true })
    return { id, memberId, upn, status: now.status, failing: (failureCount ?? 0) > 0, forbidden }
  })
}

const offFromTheStart = { status: 'off' } as const

function linksOf(
  context: Context,
  connections: readonly OwnersConnection[],
  records: readonly Asked[],
): Promise<Link[]> {
  const ids = connections.flatMap(({ id }) => id ?? [])
  if (ids.length === 0) return Promise.resolve([])
  return context.db
    .select({
      recordId: link.recordId,
      connectionId: link.connectionId,
      itemId: link.itemId,
      state: link.state,
      reason: link.reason,
      webLink: link.webLink,
      lastSyncedAt: link.lastSyncedAt,
      pendingSince: link.pendingSince,
      parkedAt: link.parkedAt,
      attempts: link.attempts,
      removedAt: link.removedAt,
      heldChange: link.heldChange,
    })
    .from(link)
    .where(
      and(
        inArray(link.connectionId, ids),
        inArray(
          link.recordId,
          records.map(({ id }) => id),
        ),
      ),
    )
}
