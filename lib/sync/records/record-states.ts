import { and, eq, inArray } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { Excludable, Exclusion, ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'

/** Where a record stands in Microsoft 365, as its owner's connection sees it (A9): one answer out of a closed list. */
export type RecordState = {
  state: 'synced' | 'pending' | 'skipped' | 'attention' | 'off'
  reason:
    | null
    | 'waiting-for-microsoft'
    | 'reconnect-needed'
    | 'module-paused'
    | 'removed-in-microsoft'
    | Exclusion
    | 'outside-window'
    | 'mapping-excludes'
    | 'microsoft-refused'
    | 'value-too-long'
    | 'deletion-held'
    | 'module-off'
    | 'not-available'
  /** The item, shown to the owner only. */
  microsoftId: string | null
  webLink: string | null
  lastSyncedAt: Date | null
}

type Asked = { id: string; ownerId: string; updatedAt: Date; deletedAt: Date | null } & Excludable
type Connection = Pick<typeof connection.$inferSelect, 'id' | 'memberId' | 'status' | 'upn'>
type Link = Pick<
  typeof link.$inferSelect,
  | 'recordId'
  | 'connectionId'
  | 'itemId'
  | 'state'
  | 'reason'
  | 'webLink'
  | 'lastSyncedAt'
  | 'pendingSince'
  | 'parkedAt'
  | 'attempts'
  | 'removedAt'
>

/** The states of some records of one module, by id: two queries however many they are. */
export async function recordStates(
  context: Context,
  name: ModuleName,
  records: readonly Asked[],
): Promise<Map<string, RecordState>> {
  const available = await availableModules(context.db, context.organisationId)
  const module = moduleOf(name)
  if (!module || !available.has(name))
    return new Map(records.map(({ id }) => [id, state('off', 'not-available')]))
  const owners = [...new Set(records.map(({ ownerId }) => ownerId))]
  const connections = owners.length === 0 ? [] : await connectionsOf(context, name, owners)
  const links = connections.length === 0 ? [] : await linksOf(context, connections, records)
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

/** Pure: what one record's connection and link say. */
export function stateOf(
  record: Asked,
  own: Pick<Connection, 'status'> | undefined,
  linked: Link | undefined,
  excluded: Exclusion | null = null,
): RecordState {
  if (!own || own.status === 'off' || own.status === 'disabling') return state('off', 'module-off')
  // Its item has gone with it: nothing is left to do.
  if (record.deletedAt !== null && !linked) return state('synced', null)
  const known = {
    microsoftId: linked?.itemId ?? null,
    webLink: linked?.webLink ?? null,
    lastSyncedAt: linked?.lastSyncedAt ?? null,
  }
  const answer = (kind: RecordState['state'], reason: RecordState['reason']) => ({
    ...state(kind, reason),
    ...known,
  })
  // An edit that no run has taken up yet is pending too: nothing says "synced" that was not checked.
  const open =
    !linked ||
    linked.pendingSince !== null ||
    linked.lastSyncedAt === null ||
    record.updatedAt > linked.lastSyncedAt
  const skipped = skippedFor(linked, excluded)
  if (skipped !== null) return { ...answer('skipped', skipped), microsoftId: null, webLink: null }
  if (linked?.state === 'unlinked')
    return { ...answer('skipped', 'removed-in-microsoft'), microsoftId: null, webLink: null }
  if (linked?.reason === 'deletion-held' && linked.removedAt !== null)
    return answer('attention', 'deletion-held')
  if (linked && isRefused(linked)) return answer('attention', 'microsoft-refused')
  if (own.status === 'attention') return open ? answer('pending', 'reconnect-needed') : answer('synced', null)
  if (own.status === 'paused') return open ? answer('pending', 'module-paused') : answer('synced', null)
  if (open) return answer('pending', linked && linked.attempts > 0 ? 'waiting-for-microsoft' : null)
  if (linked.reason === 'value-too-long') return answer('attention', 'value-too-long')
  return answer('synced', null)
}

/** Why a record stays in the CRM: by what it is, once it has no item any more, or by what was found out about it. */
function skippedFor(linked: Link | undefined, excluded: Exclusion | null): RecordState['reason'] {
  if (linked?.state === 'skipped' && linked.pendingSince === null)
    return linked.reason === 'outside-window' ? 'outside-window' : (excluded ?? 'recurring')
  return excluded !== null && !linked?.itemId ? excluded : null
}

/** From the first refusal on, though it is tried a few times more. */
const isRefused = ({ parkedAt, reason, pendingSince }: Link): boolean =>
  parkedAt !== null || (reason === 'microsoft-refused' && pendingSince !== null)

const state = (kind: RecordState['state'], reason: RecordState['reason']): RecordState => ({
  state: kind,
  reason,
  microsoftId: null,
  webLink: null,
  lastSyncedAt: null,
})

function connectionsOf(context: Context, name: ModuleName, owners: string[]): Promise<Connection[]> {
  return context.db
    .select({
      id: connection.id,
      memberId: connection.memberId,
      status: connection.status,
      upn: connection.upn,
    })
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        eq(connection.module, name),
        inArray(connection.memberId, owners),
      ),
    )
}

function linksOf(
  context: Context,
  connections: readonly Connection[],
  records: readonly Asked[],
): Promise<Link[]> {
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
    })
    .from(link)
    .where(
      and(
        inArray(
          link.connectionId,
          connections.map(({ id }) => id),
        ),
        inArray(
          link.recordId,
          records.map(({ id }) => id),
        ),
      ),
    )
}
