import { and, desc, eq, type SQL } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { cutPage } from '@/lib/access/newest-first'
import { ownConnection } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ListPosition, olderThan } from './older-than'

export type ActivityRow = typeof activity.$inferSelect
export type ActivityQuery = {
  limit: number
  after?: ListPosition | undefined
  recordId?: string | undefined
  action?: ActivityRow['action'] | undefined
  direction?: ActivityRow['direction'] | undefined
  runId?: string | undefined
}

/** What happened in the acting member's connection, newest first. */
export async function listActivity(
  context: Context,
  name: ModuleName,
  query: ActivityQuery,
): Promise<{ items: ActivityRow[]; next: ListPosition | null }> {
  const own = await ownConnection(context, name)
  if (!own) return { items: [], next: null }
  const rows = await context.db
    .select()
    .from(activity)
    .where(and(eq(activity.connectionId, own.id), ...filters(query)))
    .orderBy(desc(activity.at), activity.id)
    .limit(query.limit + 1)
  return cutPage(rows, query.limit, ({ at, id }) => ({ at, id }))
}

function filters({ after, recordId, action, direction, runId }: ActivityQuery): (SQL | undefined)[] {
  return [
    recordId === undefined ? undefined : eq(activity.recordId, recordId),
    action === undefined ? undefined : eq(activity.action, action),
    direction === undefined ? undefined : eq(activity.direction, direction),
    runId === undefined ? undefined : eq(activity.runId, runId),
    olderThan(activity, after),
  ]
}
