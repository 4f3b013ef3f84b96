import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { change } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'

export type TimelineEntry = {
  id: number
  at: Date
  kind: (typeof change.$inferSelect)['kind']
  fields: (typeof change.$inferSelect)['fields']
  /** Who did it; a `sync` did it for this member. Null for a job of ours. */
  by: { type: (typeof change.$inferSelect)['actorType']; memberId: string | null; name: string | null }
}

/** A place in a timeline among other things that happened at the same instant; greater is later, byte by byte. */
export const changeKey = sql<string>`'c' || lpad(${change.id}::text, 20, '0')`

/**
 * What was changed in a record, newest first. For callers who have found that the actor may see it.
 * @param which leaves changes out
 */
export async function recordTimeline(
  { db }: Pick<Context, 'db'>,
  recordId: string,
  { which, limit }: { which?: SQL | undefined; limit: number },
): Promise<(TimelineEntry & { key: string })[]> {
  const rows = await db
    .select({
      key: changeKey,
      id: change.id,
      at: change.at,
      kind: change.kind,
      fields: change.fields,
      type: change.actorType,
      memberId: change.actorId,
      name: account.name,
    })
    .from(change)
    .leftJoin(member, eq(member.id, change.actorId))
    .leftJoin(account, eq(account.id, member.accountId))
    .where(and(eq(change.recordId, recordId), which))
    .orderBy(desc(change.at), desc(change.id))
    .limit(limit)
  return rows.map(({ type, memberId, name, ...entry }) => ({ ...entry, by: { type, memberId, name } }))
}
