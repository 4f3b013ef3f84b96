import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import { activity, link, run } from '@/db/schema/sync'
import { type Context, may } from '@/lib/access/context'
import { lockOf } from '@/lib/sync/locks/find-lock'
import { withLock } from '@/lib/sync/locks/lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleNames, moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { organisationDefault, plainOptions, type WholeSettings } from './connection-settings'
import { type ConnectionRow, ownConnection } from './own-connection'
import { standingNow } from './standing-now'

export type Delay = { p50: number; p95: number } | null

/** A connection as its user sees it, in the form of the API. Counts are as of now. */
export type ConnectionView = {
  module: ModuleName
  available: boolean
  status: ConnectionRow['status']
  reason: ConnectionRow['reason']
  identity: { upn: string; access: 'application' | 'delegated' } | null
  container: { id: string; name: string } | null
  mapping: WholeSettings['mapping']
  values: WholeSettings['valueMaps']
  options: WholeSettings['options']
  counts: { linked: number; pending: number; skipped: number; conflicts: number; failed: number }
  lastRun: {
    id: string
    startedAt: Date
    finishedAt: Date | null
    pulled: number
    pushed: number
    failed: number
  } | null
  delay: { toMicrosoftMs: Delay; toCrmMs: Delay }
}

const noCounts = { linked: 0, pending: 0, skipped: 0, conflicts: 0, failed: 0 }
const delayWindowMs = 24 * 3_600_000

export async function listConnections(context: Context): Promise<ConnectionView[]> {
  return Promise.all(moduleNames.map((name) => viewConnection(context, name)))
}

/** The acting member's connection of a module, also of one that was never enabled. */
export async function viewConnection(context: Context, name: ModuleName): Promise<ConnectionView> {
  const module = moduleOf(name)
  const available = (await availableModules(context.db, context.organisationId)).has(name)
  const row = module ? await ownConnection(context, name) : null
  const { lock } = await lockOf(context, name)
  if (!module || !row) {
    const start = module ? await organisationDefault(context, module) : noSettings
    const settings = withLock(start, lock, module?.defaultValueMaps ?? null)
    return emptyView(name, available, settings)
  }
  const settings = withLock(row, lock, module.defaultValueMaps)
  const [counts, lastRun, toMicrosoftMs, toCrmMs] = await Promise.all([
    countLinks(context, row.id),
    latestRun(context, row.id),
    delayOf(context, row.id, 'toMicrosoft'),
    delayOf(context, row.id, 'toCrm'),
  ])
  return {
    module: name,
    available,
    ...standingNow(row, {
      allowed:
        lock.use !== 'forbidden' && module.permissions.every((permission) => may(context.actor, permission)),
      available,
    }),
    identity: row.upn && row.access ? { upn: row.upn, access: row.access } : null,
    container: row.containerId ? { id: row.containerId, name: row.containerName ?? '' } : null,
    mapping: settings.mapping,
    values: settings.valueMaps,
    options: settings.options,
    counts,
    lastRun,
    delay: { toMicrosoftMs, toCrmMs },
  }
}

const noSettings: WholeSettings = { mapping: [], valueMaps: null, options: plainOptions }

function emptyView(module: ModuleName, available: boolean, settings: WholeSettings): ConnectionView {
  return {
    module,
    available,
    status: 'off',
    reason: available ? null : 'not-available',
    identity: null,
    container: null,
    mapping: settings.mapping,
    values: settings.valueMaps,
    options: settings.options,
    counts: noCounts,
    lastRun: null,
    delay: { toMicrosoftMs: null, toCrmMs: null },
  }
}

/** From the first refusal on, though it is tried a few times more. */
const refused = sql`(${link.parkedAt} is not null
  or (${link.pendingSince} is not null and ${link.reason} is not distinct from 'microsoft-refused'))`

async function countLinks(context: Context, connectionId: string): Promise<ConnectionView['counts']> {
  const [links, conflicts] = await Promise.all([
    context.db
      .select({
        linked: sql<string>`count(*) filter (where ${link.state} = 'linked')`,
        pending: sql<string>`count(*) filter (where ${link.pendingSince} is not null and not ${refused})`,
        skipped: sql<string>`count(*) filter (where ${link.state} in ('skipped', 'unlinked') and ${link.reason} is distinct from 'module-off')`,
        failed: sql<string>`count(*) filter (where ${refused})`,
      })
      .from(link)
      .where(eq(link.connectionId, connectionId)),
    context.db
      .select({ count: sql<string>`count(*)` })
      .from(activity)
      .where(
        and(
          eq(activity.connectionId, connectionId),
          eq(activity.action, 'conflict'),
          isNull(activity.seenAt),
        ),
      ),
  ])
  const of = (text: string | undefined) => Number(text ?? 0)
  const [row] = links
  return {
    linked: of(row?.linked),
    pending: of(row?.pending),
    skipped: of(row?.skipped),
    conflicts: of(conflicts[0]?.count),
    failed: of(row?.failed),
  }
}

const runColumns = {
  id: run.id,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  pulled: run.pulled,
  pushed: run.pushed,
  failed: run.failed,
}

async function latestRun(context: Context, connectionId: string) {
  const [row] = await context.db
    .select(runColumns)
    .from(run)
    .where(and(eq(run.connectionId, connectionId), eq(run.kind, 'sync')))
    .orderBy(desc(run.startedAt), desc(run.id))
    .limit(1)
  return row ?? null
}

/** From the edit on one side to its write on the other, over the last 24 hours, in ms. */
async function delayOf(
  context: Context,
  connectionId: string,
  direction: 'toMicrosoft' | 'toCrm',
): Promise<Delay> {
  const [row] = await context.db
    .select({
      p50: sql<number | null>`percentile_cont(0.5) within group (order by ${activity.delayMs})`,
      p95: sql<number | null>`percentile_cont(0.95) within group (order by ${activity.delayMs})`,
    })
    .from(activity)
    .where(
      and(
        eq(activity.connectionId, connectionId),
        eq(activity.direction, direction),
        gte(activity.at, new Date(context.now().getTime() - delayWindowMs)),
        sql`${activity.delayMs} is not null`,
      ),
    )
  if (!row || row.p50 === null || row.p95 === null) return null
  return { p50: Math.round(row.p50), p95: Math.round(row.p95) }
}
