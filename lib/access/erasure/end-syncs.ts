import { and, inArray, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'

/**
 * Disables all syncs of some members. The runs that are to be asked for next end the subscriptions at Microsoft and
 * remove the containers, or leave them there as ordinary ones; they need no right of their user any more.
 * @returns the connections that have to run
 */
export async function endSyncsOf(
  tx: Database,
  memberIds: readonly string[],
  { keepContainers, now }: { keepContainers: boolean; now: Date },
): Promise<string[]> {
  if (memberIds.length === 0) return []
  const rows = await tx
    .update(connection)
    // A run under way has lost its lease with this, and stops before it writes anything more.
    .set({
      status: 'disabling',
      reason: null,
      keepContainer: keepContainers,
      lease: null,
      leaseUntil: null,
      requestedAt: now,
      updatedAt: now,
    })
    .where(and(inArray(connection.memberId, [...memberIds]), ne(connection.status, 'off')))
    .returning({ id: connection.id })
  return rows.map(({ id }) => id)
}
