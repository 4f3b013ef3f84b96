import { and, desc, inArray, isNull } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { type ChosenConflicts, isChosen, mostAtOnce } from './conflict-filter'

/**
 * Conflicts that the acting member has looked at count no longer. Those of others are passed over.
 * @returns how many were marked, and whether there are more of the choice
 */
export async function markConflictsSeen(
  context: Context,
  chosen: ChosenConflicts,
): Promise<{ done: number; more: boolean }> {
  const connections = await ownConnections(context, 'filter' in chosen ? chosen.filter.module : undefined)
  if (connections.length === 0) return { done: 0, more: false }
  const ids = connections.map(({ id }) => id)
  const meant = await context.db
    .select({ id: activity.id })
    .from(activity)
    .where(and(isChosen(ids, chosen), isNull(activity.seenAt)))
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(mostAtOnce + 1)
  const now = meant.slice(0, mostAtOnce).map(({ id }) => id)
  if (now.length > 0)
    await context.db.update(activity).set({ seenAt: context.now() }).where(inArray(activity.id, now))
  return { done: now.length, more: meant.length > mostAtOnce }
}
