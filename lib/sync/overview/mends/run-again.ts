import { inArray, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { textArray } from '../standing'
import { idsOf, type MendableRow, type Mended, mendConnections } from './mendable'

const runs = ['active', 'enabling', 'held', 'disabling']

/**
 * Tries now what would be tried later: a connection that waits after a failure runs at once, a mailbox or a user that
 * did not work is asked again, and records that were refused get another try. The runs are to be requested next.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function runAgain(context: Context, connectionIds: readonly string[]): Promise<Mended> {
  const now = context.now()
  return mendConnections(context, connectionIds, {
    audit: 'connection.run-requested',
    skip: async () => (row) => (runs.includes(row.status) || mayWorkAgain(row) ? null : 'not-needed'),
    async apply(tx, done) {
      await tx
        .update(connection)
        .set({
          status: sql`case when ${connection.status} <> 'attention' then ${connection.status}
            when ${connection.containerId} is null then 'enabling' else 'active' end::connection_status`,
          reason: sql`case when ${connection.status} = 'held' then ${connection.reason} end`,
          failureCount: 0,
          nextPollAt: now,
          requestedAt: now,
          updatedAt: now,
        })
        .where(inArray(connection.id, idsOf(done)))
      await tx.execute(sql`
        update link set parked_at = null, attempts = 0, not_before = null, pending_seq = pending_seq + 1,
          pending_since = coalesce(pending_since, ${now.toISOString()}::timestamptz),
          reason = nullif(reason, 'microsoft-refused')
        where connection_id = any(${textArray(idsOf(done))}::uuid[]) and parked_at is not null`)
    },
  })
}

/** What may be over without anybody having told us: the sweep would find out, later. */
const mayWorkAgain = ({ status, reason, access }: MendableRow): boolean =>
  status === 'attention' &&
  (reason === 'mailbox-unavailable' || (reason === 'credential-expired' && access === 'application'))
