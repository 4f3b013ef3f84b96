import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { change, contact, lead } from '@/db/schema/crm'
import { isSettled } from './is-settled'
import type { FeedPosition } from './read-changes'

export type PersonChange = Pick<
  typeof change.$inferSelect,
  'id' | 'txid' | 'recordId' | 'kind' | 'fields'
> & { settled: boolean }

/**
 * The next changes of an organisation's contacts and leads, whoever owns them, in the order of their transactions.
 * Others may yet come up before those that are not `settled`, since an older transaction is still open: a reader moves its
 * position to the last settled one, and meets the rest again.
 */
export async function readPeopleChanges(
  db: Database,
  query: { organisationId: string; after: FeedPosition; limit: number },
): Promise<PersonChange[]> {
  const { organisationId, after, limit } = query
  return db
    .select({
      id: change.id,
      txid: change.txid,
      recordId: change.recordId,
      kind: change.kind,
      fields: change.fields,
      settled: isSettled(change.txid),
    })
    .from(change)
    .where(
      and(
        eq(change.organisationId, organisationId),
        sql`${change.module} in ('contact', 'lead')`,
        sql`(${change.txid}, ${change.id}) > (${after.txid}::xid8, ${after.id}::bigint)`,
      ),
    )
    .orderBy(change.txid, change.id)
    .limit(limit)
}

/** The addresses, in lower case, of those of the given contacts and leads that live. */
export async function addressesOfPeople(
  db: Database,
  organisationId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const of = (table: typeof contact | typeof lead) =>
    db
      .select({ email: table.email, secondaryEmail: table.secondaryEmail })
      .from(table)
      .where(
        and(
          eq(table.organisationId, organisationId),
          inArray(table.id, [...new Set(ids)]),
          isNull(table.deletedAt),
        ),
      )
  const rows = await unionAll(of(contact), of(lead))
  const addresses = rows.flatMap(({ email, secondaryEmail }) => [email ?? [], secondaryEmail ?? []].flat())
  return [...new Set(addresses.map((address) => address.toLowerCase()))]
}
