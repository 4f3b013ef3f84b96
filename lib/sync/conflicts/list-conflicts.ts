import { and, desc } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { cutPage } from '@/lib/access/newest-first'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { type ListPosition, olderThan } from '@/lib/sync/activity/older-than'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConflictFilter, isConflict } from './conflict-filter'

export type Conflict = ActivityRow & { module: ModuleName }

/** The acting member's conflicts in all her modules, newest first. */
export async function listConflicts(
  context: Context,
  query: ConflictFilter & { limit: number; after?: ListPosition | undefined },
): Promise<{ items: Conflict[]; next: ListPosition | null }> {
  const connections = await ownConnections(context, query.module)
  // For each connection, one range of one index.
  const found = await Promise.all(
    connections.map(async ({ id, module }) => {
      const rows = await context.db
        .select()
        .from(activity)
        .where(and(isConflict([id], query.seen), olderThan(activity, query.after)))
        .orderBy(desc(activity.at), activity.id)
        .limit(query.limit + 1)
      return rows.map((row) => ({ ...row, module }))
    }),
  )
  const rows = found.flat().sort(newestFirst)
  return cutPage(rows, query.limit, ({ at, id }) => ({ at, id }))
}

const newestFirst = (one: ListPosition, other: ListPosition): number =>
  other.at.getTime() - one.at.getTime() || (one.id < other.id ? -1 : 1)
