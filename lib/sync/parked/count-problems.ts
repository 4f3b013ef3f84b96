import { count } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { isProblem } from './problem-filter'

/** How many records of the acting member a person has to do something about. */
export async function countProblems(context: Context): Promise<number> {
  const connections = await ownConnections(context)
  if (connections.length === 0) return 0
  const ids = connections.map(({ id }) => id)
  const [row] = await context.db.select({ count: count() }).from(link).where(isProblem(ids, undefined))
  return row?.count ?? 0
}
