import { and, eq, type SQL } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { cutPage, newestFirst, type Position } from '@/lib/access/newest-first'
import { ownConnection } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'

export type ActivityRow = typeof activity.$inferSelect
export type ActivityQuery = {
  limit: number
  after?: Position | undefined
  recordId?: string | undefined
  action?: ActivityRow['action'] | undefined
  direction?: ActivityRow['direction'] | undefined
  runId?: string | undefined
}

const newest = newestFirst(activity.at, activity.id)

/** What happened in the acting member's connection, newest first. */
export async function listActivity(
  context: Context,
  name: ModuleName,
  query: ActivityQuery,
): Promise<{ items: ActivityRow[]; next: Position | null }> {
  const own = await ownConnection(context, name)
  if (!own) return { items: [], next: null }
  const rows = await context.db
    .select()
    .from(activity)
    .where(and(eq(activity.connectionId, own.id), ...filters(query)))
    .orderBy(...newest.order)
    .limit(query.limit + 1)
  return cutPage(rows, query.limit, ({ at, id }) => ({ at, id }))
}

function filters({ after, recordId, action, direction, runId }: ActivityQuery): (SQL | undefined)[] {
  return [
    recordId === undefined ? undefined : eq(activity.recordId, recordId),
    action === undefined ? undefined : eq(activity.action, action),
    direction === undefined ? undefined : eq(activity.direction, direction),
    runId === undefined ? undefined : eq(activity.runId, runId),
    newest.startingAfter(after),
  ]
}
