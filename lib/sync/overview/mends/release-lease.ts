import { inArray } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { longestLeaseMs } from '../standing'
import { idsOf, type MendableRow, type Mended, mendConnections } from './mendable'

/**
 * Takes connections from processes that are gone, so that they run at once. A lease that is alive is never taken: its
 * holder may be waiting for Microsoft's answer to a create, and a second run would look for that item before it is
 * there (A2). One that has run out, or that a wrong clock wrote far into the future, has a holder that cannot commit
 * anything any more: each of its transactions asks for the lease first.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function releaseLease(context: Context, connectionIds: readonly string[]): Promise<Mended> {
  const now = context.now()
  return mendConnections(context, connectionIds, {
    audit: 'connection.lease-released',
    skip: async () => (row) => (isAlive(row, now) ? 'lease-alive' : runs(row) ? null : 'not-needed'),
    async apply(tx, done) {
      await tx
        .update(connection)
        .set({ lease: null, leaseUntil: null, rerun: false, requestedAt: now, nextPollAt: now })
        .where(inArray(connection.id, idsOf(done)))
    },
  })
}

const runs = ({ status }: MendableRow) => ['active', 'enabling', 'held', 'disabling'].includes(status)

function isAlive({ lease, leaseUntil }: MendableRow, now: Date): boolean {
  if (lease === null || leaseUntil === null) return false
  const leftMs = leaseUntil.getTime() - now.getTime()
  return leftMs > 0 && leftMs <= longestLeaseMs
}
