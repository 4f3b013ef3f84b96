import { and, asc, eq, gt, or } from 'drizzle-orm'
import { change } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { type JsonPart, pagesOf } from '@/lib/json-document'

const pageSize = 500

/**
 * What was changed in records and when, oldest first, with the values before and after. Of one member: what she did, and
 * what was done to records of hers, by whomever; who that was is that person's.
 */
export function historyPages(context: Context, of: { memberId: string } | 'everybody'): JsonPart {
  return {
    name: 'historyOfRecords',
    pages: pagesOf((after?: number) => page(context, of, after)),
  }
}

async function page(
  { db, organisationId }: Context,
  of: { memberId: string } | 'everybody',
  after: number | undefined,
) {
  const hers =
    of === 'everybody' ? undefined : or(eq(change.ownerId, of.memberId), eq(change.actorId, of.memberId))
  const rows = await db
    .select()
    .from(change)
    .where(
      and(
        eq(change.organisationId, organisationId),
        hers,
        after === undefined ? undefined : gt(change.id, after),
      ),
    )
    .orderBy(asc(change.id))
    .limit(pageSize)
  const items = rows.map(({ at, module, recordId, kind, fields, actorType, actorId }) => ({
    ...{ at, module, recordId, kind, fields },
    by: of === 'everybody' ? { type: actorType, id: actorId } : actorId === of.memberId ? 'me' : actorType,
  }))
  return { items, next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null }
}
