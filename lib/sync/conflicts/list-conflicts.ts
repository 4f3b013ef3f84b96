import { and } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { byNewestFirst, cutPage, newestFirst, type Position } from '@/lib/access/newest-first'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConflictFilter, isConflict } from './conflict-filter'

export type Conflict = ActivityRow & { module: ModuleName }

const newest = newestFirst(activity.at, activity.id)

/** The acting member's conflicts in all her modules, newest first. */
export async function listConflicts(
  context: Context,
  query: ConflictFilter & { limit: number; after?: Position | undefined },
): Promise<{ items: Conflict[]; next: Position | null }> {
  const connections = await ownConnections(context, query.module)
  // For each connection, one range of one index.
  const found = await Promise.all(
    connections.map(async ({ id, module }) => {
      const rows = await context.db
        .select()
        .from(activity)
        .where(and(isConflict([id], query.seen), newest.startingAfter(query.after)))
        .orderBy(...newest.order)
        .limit(query.limit + 1)
      return rows.map((row) => ({ ...row, module }))
    }),
  )
  const rows = found.flat().sort(byNewestFirst)
  return cutPage(rows, query.limit, ({ at, id }) => ({ at, id }))
}
