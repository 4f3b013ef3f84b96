import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigserial,
  date,
  type ExtraConfigColumn,
  index,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { member, organisation } from './access'
import { instant, primaryId, searchWords, transactionId } from './columns'

export const recordModule = pgEnum('record_module', ['contact', 'lead', 'meeting', 'task'])
export const actorType = pgEnum('actor_type', ['user', 'sync', 'system'])
export const changeKind = pgEnum('change_kind', ['created', 'updated', 'deleted', 'restored'])

/** What every record of the CRM carries. */
const recordColumns = () => ({
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
  /** Last and first name without case and accents: the order of lists by name. */
  sortName: text().notNull(),
})

type RecordTableColumns = Record<
  | 'organisationId'
  | 'ownerId'
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'search'
  | 'sortName'
  | 'email',
  ExtraConfigColumn
>

/** Text in the form in which lists are sorted and e-mail addresses compared: no case, never null. */
export const comparable = (column: AnyPgColumn | ExtraConfigColumn) =>
  sql<string>`lower(coalesce(${column}, ''))`

/**
 * The indexes behind each order of a list, the bin, the search and the look-ups by e-mail. `desc` alone would mean
 * NULLS LAST here and NULLS FIRST in a query, and such an index serves no `order by … desc`.
 */
const recordIndexes = (name: string, table: RecordTableColumns, company: ExtraConfigColumn) => {
  const living = sql`${table.deletedAt} is null`
  return [
    index(`${name}_by_change`)
      .on(table.organisationId, table.updatedAt.desc().nullsFirst(), table.id)
      .where(living),
    index(`${name}_by_owner`).on(table.ownerId, table.updatedAt.desc().nullsFirst(), table.id).where(living),
    index(`${name}_owned`).on(table.ownerId, table.id).where(living),
    index(`${name}_by_creation`).on(table.organisationId, table.createdAt, table.id).where(living),
    index(`${name}_by_name`).on(table.organisationId, table.sortName, table.id).where(living),
    index(`${name}_by_company`).on(table.organisationId, comparable(company), table.id).where(living),
    index(`${name}_by_email`).on(table.organisationId, comparable(table.email), table.id).where(living),
    index(`${name}_bin`)
      .on(table.organisationId, table.deletedAt.desc().nullsFirst(), table.id)
      .where(sql`${table.deletedAt} is not null`),
    index(`${name}_search`).using('gin', table.search),
  ]
}

export const contact = pgTable(
  'contact',
  {
    ...recordColumns(),
    firstName: text(),
    lastName: text().notNull(),
    salutation: text(),
    email: text(),
    secondaryEmail: text(),
    phone: text(),
    mobile: text(),
    homePhone: text(),
    accountName: text(),
    title: text(),
    department: text(),
    assistant: text(),
    dateOfBirth: date({ mode: 'string' }),
    website: text(),
    mailingStreet: text(),
    mailingCity: text(),
    mailingState: text(),
    mailingPostalCode: text(),
    mailingCountry: text(),
    otherStreet: text(),
    otherCity: text(),
    otherState: text(),
    otherPostalCode: text(),
    otherCountry: text(),
    leadSource: text(),
    description: text(),
  },
  (table) => [
    ...recordIndexes('contact', table, table.accountName),
    index('contact_by_secondary_email')
      .on(table.organisationId, comparable(table.secondaryEmail))
      .where(sql`${table.secondaryEmail} is not null and ${table.deletedAt} is null`),
  ],
)

export const lead = pgTable(
  'lead',
  {
    ...recordColumns(),
    firstName: text(),
    lastName: text().notNull(),
    company: text(),
    email: text(),
    secondaryEmail: text(),
    phone: text(),
    mobile: text(),
    title: text(),
    leadStatus: text(),
    leadSource: text(),
    description: text(),
  },
  (table) => [
    ...recordIndexes('lead', table, table.company),
    index('lead_by_secondary_email')
      .on(table.organisationId, comparable(table.secondaryEmail))
      .where(sql`${table.secondaryEmail} is not null and ${table.deletedAt} is null`),
  ],
)

export type FieldChanges = Record<string, { before: unknown; after: unknown }>

/**
 * The change feed: one row per record and write, in the same transaction as the record. It is the outbox of the sync
 * (a connection's cursor says how far it has taken the work up) and the memory that timelines and undo read.
 */
export const change = pgTable(
  'change',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    txid: transactionId().notNull().default(sql`pg_current_xact_id()`),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    module: recordModule().notNull(),
    recordId: uuid().notNull(),
    ownerId: uuid().notNull(),
    /** Set when this change took the record away from somebody. */
    previousOwnerId: uuid(),
    kind: changeKind().notNull(),
    fields: jsonb().$type<FieldChanges>().notNull(),
    actorType: actorType().notNull(),
    actorId: uuid(),
    /** The connection that wrote it, when the sync did: its own push passes over it (A3). */
    connectionId: uuid(),
    at: instant().notNull(),
  },
  (table) => [
    index('change_by_owner').on(table.ownerId, table.module, table.txid, table.id),
    index('change_by_previous_owner')
      .on(table.previousOwnerId, table.module, table.txid, table.id)
      .where(sql`${table.previousOwnerId} is not null`),
    index('change_by_record').on(table.recordId, table.id),
    index('change_age').on(table.at),
  ],
)
