import { count } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { isConflict } from './conflict-filter'

/** How many conflicts of the acting member nobody has looked at yet. */
export async function countNewConflicts(context: Context): Promise<number> {
  const connections = await ownConnections(context)
  if (connections.length === 0) return 0
  const ids = connections.map(({ id }) => id)
  const [row] = await context.db.select({ count: count() }).from(activity).where(isConflict(ids, 'new'))
  return row?.count ?? 0
}
