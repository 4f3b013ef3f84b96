import { and, desc, eq, lt } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { change } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { getRecord } from './get-record'
import type { RecordModule, RecordValues } from './record-module'

export type TimelineEntry = {
  id: number
  at: Date
  kind: (typeof change.$inferSelect)['kind']
  fields: (typeof change.$inferSelect)['fields']
  /** Who did it; a `sync` did it for this member. Null for a job of ours. */
  by: { type: (typeof change.$inferSelect)['actorType']; memberId: string | null; name: string | null }
}

export type TimelineQuery = { id: string; before?: number | undefined; limit: number }

/**
 * What happened to a record, newest first. `next` is the `before` of the following page.
 * @throws DomainError `permission-required`, `not-found`.
 */
export async function recordTimeline<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  { id, before, limit }: TimelineQuery,
): Promise<{ items: TimelineEntry[]; next: number | null }> {
  await getRecord(context, module, id)
  const rows = await context.db
    .select({
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
    .where(and(eq(change.recordId, id), before === undefined ? undefined : lt(change.id, before)))
    .orderBy(desc(change.id))
    .limit(limit + 1)
  const items = rows
    .slice(0, limit)
    .map(({ type, memberId, name, ...entry }) => ({ ...entry, by: { type, memberId, name } }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
