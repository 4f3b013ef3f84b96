import { and, count, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { activity, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { cutPage, newestFirst, type Position } from '@/lib/access/newest-first'
import { DomainError } from '@/lib/errors'
import { ownConnection } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActivityRow } from './list-activity'

export type RunView = {
  id: string
  kind: 'sync' | 'undo'
  startedAt: Date
  /** Null while it works. */
  finishedAt: Date | null
  pulled: number
  pushed: number
  failed: number
  /** Code of what ended it early; null for a run that came to its end. */
  outcome: string | null
  /** The run that it undoes as a whole. */
  undoOf: string | null
  /** The run that undoes it. */
  undoneBy: string | null
}

export type RunQuery = {
  limit: number
  after?: Position | undefined
  /** Leaves out those that found nothing to do: most of them do. */
  eventful?: boolean
}

const newest = newestFirst(run.startedAt, run.id)
const undoing = alias(run, 'undoing')

const columns = {
  id: run.id,
  kind: run.kind,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  pulled: run.pulled,
  pushed: run.pushed,
  failed: run.failed,
  outcome: run.outcome,
  undoOf: run.undoOf,
  undoneBy: undoing.id,
}

/** The runs of the acting member's connection, newest first. */
export async function listRuns(
  context: Context,
  name: ModuleName,
  { limit, after, eventful }: RunQuery,
): Promise<{ items: RunView[]; next: Position | null }> {
  const own = await ownConnection(context, name)
  if (!own) return { items: [], next: null }
  // Asked for each run that is looked at: as "exists" beside an "or", all activity there is would be read first.
  const told = sql`(select true from ${activity} where ${activity.runId} = ${run.id} limit 1)`
  const rows = await context.db
    .select(columns)
    .from(run)
    .leftJoin(undoing, eq(undoing.undoOf, run.id))
    .where(
      and(
        eq(run.connectionId, own.id),
        newest.startingAfter(after),
        eventful ? or(told, isNull(run.finishedAt), eq(run.kind, 'undo'), gt(run.failed, 0)) : undefined,
      ),
    )
    .orderBy(...newest.order)
    .limit(limit + 1)
  return cutPage(rows, limit, ({ startedAt: at, id }) => ({ at, id }))
}

/** One run of the acting member's connection. @throws DomainError `not-found` */
export async function readRun(context: Context, name: ModuleName, id: string): Promise<RunView> {
  const row = (await runsByIds(context, name, [id])).get(id)
  if (!row) throw new DomainError('not-found')
  return row
}

/** Those of some runs that are of the acting member's connection and still remembered, by id. */
export async function runsByIds(
  context: Context,
  name: ModuleName,
  ids: readonly string[],
): Promise<Map<string, RunView>> {
  const own = await ownConnection(context, name)
  if (!own || ids.length === 0) return new Map()
  const rows = await context.db
    .select(columns)
    .from(run)
    .leftJoin(undoing, eq(undoing.undoOf, run.id))
    .where(and(eq(run.connectionId, own.id), inArray(run.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row]))
}

export type RunFigure = {
  runId: string
  direction: ActivityRow['direction']
  action: ActivityRow['action']
  count: number
}

/** How often each of some runs did what; for callers who have found that the actor may see them. */
export async function runFigures(context: Context, runIds: readonly string[]): Promise<RunFigure[]> {
  if (runIds.length === 0) return []
  const rows = await context.db
    .select({ runId: activity.runId, direction: activity.direction, action: activity.action, count: count() })
    .from(activity)
    .where(inArray(activity.runId, [...runIds]))
    .groupBy(activity.runId, activity.direction, activity.action)
  return rows.flatMap(({ runId, ...figure }) => (runId === null ? [] : [{ runId, ...figure }]))
}
