import { and, eq, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { account, member } from '@/db/schema/access'
import { contact, lead } from '@/db/schema/crm'
import { type Context, may } from '@/lib/access/context'
import { idIn } from '../records/id-in'
import { visible } from '../records/visibility'
import { type Reference, referenceKey } from './reference'

/** What a reference is shown as; `inBin` greys it out. */
export type ReferenceName = { name: string; email: string | null; inBin: boolean }

/** Looks up what references are called. Undefined: gone for good, or nothing that the actor may see (A7). */
export type ReferenceNames = (reference: Reference) => ReferenceName | undefined

/** The names of any number of contacts, leads and members in one query. */
export async function referenceNames(
  context: Context,
  references: readonly Reference[],
): Promise<ReferenceNames> {
  const wanted = new Map(references.map((one) => [referenceKey(one), one]))
  if (wanted.size === 0) return () => undefined
  const idsOf = (type: Reference['type']) =>
    [...wanted.values()].filter((one) => one.type === type).map(({ id }) => id)
  const { db, organisationId, actor } = context
  const people = (table: typeof contact | typeof lead, type: 'contact' | 'lead') =>
    db
      .select({
        type: literal(type),
        id: table.id,
        name: sql<string>`concat_ws(' ', ${table.firstName}, ${table.lastName})`,
        email: sql<string | null>`coalesce(${table.email}, ${table.secondaryEmail})`,
        inBin: sql<boolean>`${table.deletedAt} is not null`,
      })
      .from(table)
      .where(and(visible(context, table), idIn(table.id, may(actor, `${type}s.view`) ? idsOf(type) : [])))
  const members = db
    .select({
      type: literal('user'),
      id: member.id,
      name: sql<string>`${account.name}`,
      email: sql<string | null>`${account.email}`,
      inBin: sql<boolean>`false`,
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(and(eq(member.organisationId, organisationId), idIn(member.id, idsOf('user'))))
  const rows = await unionAll(people(contact, 'contact'), people(lead, 'lead'), members)
  const names = new Map(rows.map(({ type, id, ...shown }) => [referenceKey({ type, id }), shown]))
  return (reference) => names.get(referenceKey(reference))
}

const literal = (type: Reference['type']): SQL<Reference['type']> => sql`${type}::text`
