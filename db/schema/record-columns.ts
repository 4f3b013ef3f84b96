import { sql } from 'drizzle-orm'
import { type AnyPgColumn, type ExtraConfigColumn, index, pgEnum, text, uuid } from 'drizzle-orm/pg-core'
import { member, organisation } from './access'
import { instant, primaryId, searchWords } from './columns'

export const actorType = pgEnum('actor_type', ['user', 'sync', 'system'])

/** What every record of the CRM carries. */
export const recordColumns = () => ({
  id: primaryId(),
  organisationId: uuid()
    .notNull()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  ownerId: uuid()
    .notNull()
    .references(() => member.id),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
  updatedByType: actorType().notNull(),
  updatedById: uuid(),
  /** Set while the record lies in the recycle bin. */
  deletedAt: instant(),
  /** What a search finds it by: words without case and accents, and the digits of phones; written by the verbs. */
  search: searchWords().notNull(),
  /** What it is called, without case and accents (of people the last name first): the order of lists by name. */
  sortName: text().notNull(),
})

type RecordColumns = Record<
  'organisationId' | 'ownerId' | 'id' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'search' | 'sortName',
  ExtraConfigColumn
>

/** Text in the form in which lists are sorted and e-mail addresses compared: no case, never null. */
export const comparable = (column: AnyPgColumn | ExtraConfigColumn) =>
  sql<string>`lower(coalesce(${column}, ''))`

/**
 * The indexes behind the orders of a list, the bin and the search. `desc` alone would mean NULLS LAST here and NULLS
 * FIRST in a query, and such an index serves no `order by … desc`.
 */
export const recordIndexes = (name: string, table: RecordColumns) => {
  const living = sql`${table.deletedAt} is null`
  return [
    index(`${name}_by_change`)
      .on(table.organisationId, table.updatedAt.desc().nullsFirst(), table.id)
      .where(living),
    index(`${name}_by_owner`).on(table.ownerId, table.updatedAt.desc().nullsFirst(), table.id).where(living),
    index(`${name}_owned`).on(table.ownerId, table.id).where(living),
    index(`${name}_by_creation`).on(table.organisationId, table.createdAt, table.id).where(living),
    index(`${name}_by_name`).on(table.organisationId, table.sortName, table.id).where(living),
    index(`${name}_bin`)
      .on(table.organisationId, table.deletedAt.desc().nullsFirst(), table.id)
      .where(sql`${table.deletedAt} is not null`),
    index(`${name}_search`).using('gin', table.search),
  ]
}

/** The indexes of people besides: by company, and the look-up by either e-mail address. */
export const personIndexes = (
  name: string,
  table: RecordColumns & Record<'email' | 'secondaryEmail', ExtraConfigColumn>,
  company: ExtraConfigColumn,
) => {
  const living = sql`${table.deletedAt} is null`
  return [
    index(`${name}_by_company`).on(table.organisationId, comparable(company), table.id).where(living),
    index(`${name}_by_email`).on(table.organisationId, comparable(table.email), table.id).where(living),
    index(`${name}_by_secondary_email`)
      .on(table.organisationId, comparable(table.secondaryEmail))
      .where(sql`${table.secondaryEmail} is not null and ${table.deletedAt} is null`),
  ]
}
