import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'

/**
 * Notes that a person has decided on what happens to a connection's records up to an instant: however many deletions or
 * changes that is, they are not held (A5). For verbs that change many records at somebody's explicit wish; called in
 * their transaction, with the instant that the changes bear.
 */
export async function approveUpTo(tx: Database, connectionId: string, at: Date): Promise<void> {
  const instant = sql`${at.toISOString()}::timestamptz`
  await tx
    .update(connection)
    .set({ approvedTo: sql`greatest(coalesce(${connection.approvedTo}, ${instant}), ${instant})` })
    .where(eq(connection.id, connectionId))
}
