import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { change } from '@/db/schema/crm'
import { isSettled } from './is-settled'

/** How far a reader has come. Both parts are decimal numbers that may exceed what a JavaScript number holds. */
export type FeedPosition = { txid: string; id: string }

export const startOfFeed: FeedPosition = { txid: '0', id: '0' }

export type Change = Omit<typeof change.$inferSelect, 'organisationId' | 'module'>

export type FeedQuery = {
  memberId: string
  module: (typeof change.$inferSelect)['module']
  after: FeedPosition
  limit: number
}

export type FeedPage = {
  changes: Change[]
  /** Changes lie ahead that cannot be read yet, because an older transaction is still open: come back soon. */
  waiting: boolean
}

/**
 * The next changes of records that a member owns or has just lost, in the order of their transactions. An id may become
 * visible after a higher one, so only settled changes are given: a reader that moves its position to the last of them
 * misses none. Position: `{ txid, id }` of the last change taken up.
 */
export async function readChanges(db: Database, query: FeedQuery): Promise<FeedPage> {
  const owned = branch(db, query, eq(change.ownerId, query.memberId))
  const lost = branch(
    db,
    query,
    and(eq(change.previousOwnerId, query.memberId), ne(change.ownerId, query.memberId)),
  )
  const rows = await unionAll(owned, lost).orderBy(change.txid, change.id).limit(query.limit)
  // Each side asks for itself what is settled, and may know less than the other: nothing is given from beyond that.
  const open = rows.findIndex(({ settled }) => !settled)
  const changes = rows.slice(0, open < 0 ? rows.length : open).map(({ settled: _, ...read }) => read)
  return { changes, waiting: changes.length < rows.length }
}

/** Each side of the union reads one range of one index and stops at the limit. */
function branch(db: Database, { module, after, limit }: FeedQuery, whose: SQL | undefined) {
  return db
    .select({
      id: change.id,
      txid: change.txid,
      recordId: change.recordId,
      ownerId: change.ownerId,
      previousOwnerId: change.previousOwnerId,
      kind: change.kind,
      fields: change.fields,
      actorType: change.actorType,
      actorId: change.actorId,
      connectionId: change.connectionId,
      at: change.at,
      settled: isSettled(change.txid).as('settled'),
    })
    .from(change)
    .where(
      and(
        whose,
        eq(change.module, module),
        sql`(${change.txid}, ${change.id}) > (${after.txid}::xid8, ${after.id}::bigint)`,
      ),
    )
    .orderBy(change.txid, change.id)
    .limit(limit)
}
