import { and, eq, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import type { Wake } from '@/lib/access/context'
import { claimRequests } from './claim-requests'
import { followRights } from './follow-rights'

/** A request that no run has taken up within this time may have been lost on its way. */
const lostAfterMs = 5_000
const mostAtOnce = 1_000
const running = ['active', 'enabling', 'held', 'disabling'] as const

/** Whether the poll that a connection asked for has not been overtaken by a run. */
export async function isPollDue(db: Database, connectionId: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        eq(connection.id, connectionId),
        inArray(connection.status, [...running]),
        lte(connection.nextPollAt, now),
      ),
    )
  return row !== undefined
}

/** Connections that ought to run: polls that are due, requests and changes that no run has taken up. */
export async function dueConnections(db: Database, now: Date): Promise<string[]> {
  const lost = new Date(now.getTime() - lostAfterMs)
  // The cursor's own changes are passed over by the run; here they would only cost an idle run.
  const untaken = sql`exists (
    select 1 from change
    where change.owner_id = ${connection.memberId}
      and change.module = (case ${connection.module} when 'contacts' then 'contact' when 'tasks' then 'task' else 'meeting' end)::record_module
      and (change.txid, change.id) > (${connection.feedTxid}::xid8, ${connection.feedId}::bigint)
      and change.connection_id is distinct from ${connection.id}
      and change.at < ${lost.toISOString()}::timestamptz)`
  const rows = await db
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        inArray(connection.status, [...running]),
        or(
          lte(connection.nextPollAt, now),
          and(isNotNull(connection.requestedAt), lt(connection.requestedAt, lost)),
          and(isNotNull(connection.lease), lt(connection.leaseUntil, now)),
          untaken,
        ),
      ),
    )
    .limit(mostAtOnce)
  return rows.map(({ id }) => id)
}

/**
 * Notes what a change means for the syncs of the members concerned.
 * @returns the connections that have to be told by an event
 */
export async function claimWake(db: Database, wake: Wake, now: Date): Promise<string[]> {
  const { module, memberIds, rights } = wake
  const resumed = rights ? await followRights(db, now, module, { memberIds }) : []
  return [...resumed, ...(await claimRequests(db, await connectionsToWake(db, wake), now))]
}

/** The connections that a change of some members' records is work for. */
async function connectionsToWake(db: Database, { module, memberIds }: Wake): Promise<string[]> {
  if (memberIds.length === 0) return []
  const rows = await db
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        inArray(connection.memberId, memberIds),
        eq(connection.module, module),
        inArray(connection.status, [...running]),
      ),
    )
  return rows.map(({ id }) => id)
}
