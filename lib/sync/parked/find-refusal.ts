import { and, eq } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { LinkRow } from '@/lib/sync/links'
import type { ModuleName } from '@/lib/sync/modules/module'
import { lastTaken, mayBeTheMailbox } from '@/lib/sync/run/own-trouble'

/** What Microsoft refused a record with, and its own words; whether it took nothing else either (`mayBeTheMailbox`). */
export type Refusal = { code: string | null; words: string | null; waitsForMailbox: boolean }

/** @param takenAt when Microsoft last took a write of its connection; asked for by what was given up only */
export const refusalOf = (row: LinkRow, takenAt: Date | null): Refusal => ({
  code: row.lastError,
  words: row.lastErrorText,
  waitsForMailbox: mayBeTheMailbox(row, takenAt),
})

/** Why Microsoft refused a record of somebody's. For callers who have found that the actor may see the record. */
export async function findRefusal(
  context: Pick<Context, 'db' | 'organisationId'>,
  name: ModuleName,
  record: { id: string; ownerId: string },
): Promise<Refusal | null> {
  const [row] = await context.db
    .select()
    .from(link)
    .innerJoin(connection, eq(connection.id, link.connectionId))
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        eq(connection.memberId, record.ownerId),
        eq(connection.module, name),
        eq(link.recordId, record.id),
      ),
    )
  if (!row) return null
  const { parkedAt, connectionId } = row.link
  return refusalOf(row.link, parkedAt ? await lastTaken(context.db, connectionId) : null)
}
