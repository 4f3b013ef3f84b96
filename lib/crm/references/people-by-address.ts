import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, unionAll } from 'drizzle-orm/pg-core'
import { contact, lead } from '@/db/schema/crm'
import { comparable } from '@/db/schema/record-columns'
import { type Context, may } from '@/lib/access/context'
import type { RelatedTo } from './reference'

/**
 * The living contact or lead that each address belongs to, whoever in the organisation owns it, by the address. Of
 * several it is the given member's contact, else another's contact, else the member's lead, else another's lead; among
 * those the oldest. For the sync: nothing that answers a person calls it. One query however many they are.
 * @param addresses in lower case
 */
export async function peopleByAddress(
  context: Context,
  memberId: string,
  addresses: readonly string[],
): Promise<Map<string, RelatedTo>> {
  if (addresses.length === 0) return new Map()
  const having = (table: typeof contact | typeof lead, type: RelatedTo['type'], column: AnyPgColumn) =>
    context.db
      .select({
        address: comparable(column),
        type: literal(type),
        id: table.id,
        own: sql<boolean>`${table.ownerId} = ${memberId}`,
        createdAt: table.createdAt,
      })
      .from(table)
      .where(
        and(
          eq(table.organisationId, context.organisationId),
          isNull(table.deletedAt),
          may(context.actor, `${type}s.view`) ? inArray(comparable(column), [...addresses]) : sql`false`,
        ),
      )
  const rows = await unionAll(
    having(contact, 'contact', contact.email),
    having(contact, 'contact', contact.secondaryEmail),
    having(lead, 'lead', lead.email),
    having(lead, 'lead', lead.secondaryEmail),
  )
  const rank = ({ type, own }: (typeof rows)[number]) => (type === 'lead' ? 2 : 0) + (own ? 0 : 1)
  rows.sort(
    (a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  )
  const people = new Map<string, RelatedTo>()
  for (const { address, type, id } of rows) if (!people.has(address)) people.set(address, { type, id })
  return people
}

const literal = (type: RelatedTo['type']): SQL<RelatedTo['type']> => sql`${type}::text`
