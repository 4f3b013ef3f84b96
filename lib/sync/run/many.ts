import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'

/** A5: more than this many, and more than this part of what is linked, wait for a decision. */
const fewest = 10
const shares = { deletions: 0.25, changes: 0.5 } as const

/** Whether a person has to be asked about deletions, or about changes of one field, in one direction. */
export const isMany = (kind: keyof typeof shares, count: number, linked: number): boolean =>
  count > fewest && count > linked * shares[kind]

/** As many changes of one field as somebody makes within moments who is not changing all of them. */
const handful = 4

/**
 * Whether changes of one field look like the beginning of many: those go on together, once nothing more has come for a
 * moment. A handful never waits, nor does what cannot become many.
 */
export function mayBecomeMany(count: number, linked: number): boolean {
  const halfway = Math.max(fewest, linked * shares.changes) / 2
  return linked > fewest && count > handful && count >= Math.min(halfway, 20)
}

export async function countLinked(db: Database, connectionId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<string>`count(*)` })
    .from(link)
    .where(and(eq(link.connectionId, connectionId), eq(link.state, 'linked')))
  return Number(row?.count ?? 0)
}

/** Until when everything has been decided by a person, as it stands now: that may move while a run is under way. */
export async function readApproval(db: Database, connectionId: string): Promise<number> {
  const [row] = await db
    .select({ approvedTo: connection.approvedTo })
    .from(connection)
    .where(eq(connection.id, connectionId))
  return row?.approvedTo?.getTime() ?? 0
}
