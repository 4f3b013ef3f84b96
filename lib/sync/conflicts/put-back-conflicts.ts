import { and, desc, isNull } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { type Restored, restoreActivities } from '@/lib/sync/activity/restore-activity'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { type ChosenConflicts, isChosen, mostAtOnce } from './conflict-filter'

export type ConflictsPutBack = Restored & { more: boolean }

/**
 * Puts the value that lost back, for some conflicts of the acting member: an edit of hers that crosses like any other. What
 * cannot be put back stays, and is told with the reason; those of others are passed over.
 * @throws DomainError `not-available` for a module that is not rolled out
 */
export async function putBackConflicts(context: Context, chosen: ChosenConflicts): Promise<ConflictsPutBack> {
  const connections = await ownConnections(context, 'filter' in chosen ? chosen.filter.module : undefined)
  const result: ConflictsPutBack = { restored: [], left: [], more: false }
  if (connections.length === 0) return result
  const own = connections.map(({ id }) => id)
  const meant = await context.db
    .select({ id: activity.id, connectionId: activity.connectionId })
    .from(activity)
    .where(and(isChosen(own, chosen), isNull(activity.restoredAt)))
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(mostAtOnce + 1)
  const now = meant.slice(0, mostAtOnce)
  for (const { id, module } of connections) {
    const ids = now.filter(({ connectionId }) => connectionId === id).map((one) => one.id)
    if (ids.length === 0) continue
    const { restored, left } = await restoreActivities(context, module, ids)
    result.restored.push(...restored)
    result.left.push(...left)
  }
  return { ...result, more: meant.length > mostAtOnce }
}
