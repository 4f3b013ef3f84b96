import { and, eq } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'

/** What Microsoft refused a record with, and its own words. */
export type Refusal = { code: string | null; words: string | null }

/** Why Microsoft refused a record of somebody's. For callers who have found that the actor may see the record. */
export async function findRefusal(
  context: Pick<Context, 'db' | 'organisationId'>,
  name: ModuleName,
  record: { id: string; ownerId: string },
): Promise<Refusal | null> {
  const [row] = await context.db
    .select({ code: link.lastError, words: link.lastErrorText })
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
  return row ?? null
}
