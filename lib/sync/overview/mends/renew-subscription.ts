import { inArray } from 'drizzle-orm'
import { connection, subscription } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { idsOf, type Mended, mendConnections } from './mendable'

/**
 * Has the subscriptions of connections made anew by their next runs, which are to be requested. Until then polling does
 * the work, as it did before. One that was never made is no loss of this kind.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function renewSubscription(context: Context, connectionIds: readonly string[]): Promise<Mended> {
  const now = context.now()
  return mendConnections(context, connectionIds, {
    audit: 'connection.subscription-renewed',
    async skip(tx, rows) {
      const watched = await tx
        .select({ id: subscription.connectionId })
        .from(subscription)
        .where(inArray(subscription.connectionId, idsOf(rows)))
      const known = new Set(watched.map(({ id }) => id))
      return ({ id, status }) =>
        known.has(id) && (status === 'active' || status === 'held') ? null : 'not-needed'
    },
    async apply(tx, done) {
      // What looks expired is made anew by the run, which ends the old one first.
      await tx
        .update(subscription)
        .set({ expiresAt: now })
        .where(inArray(subscription.connectionId, idsOf(done)))
      await tx
        .update(connection)
        .set({ requestedAt: now })
        .where(inArray(connection.id, idsOf(done)))
    },
  })
}
