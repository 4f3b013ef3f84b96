import { sql } from 'drizzle-orm'
import { bigserial, date, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { member, organisation } from './access'
import { instant, primaryId, transactionId } from './columns'

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
})

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
    /** Lower-cased, accent-free words that a search matches by their beginnings; written by the verbs. */
    searchWords: text().array().notNull().default([]),
  },
  (table) => [
    index('contact_by_change')
      .on(table.organisationId, table.updatedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is null`),
    index('contact_by_owner')
      .on(table.ownerId, table.updatedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is null`),
    index('contact_bin')
      .on(table.organisationId, table.deletedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is not null`),
    index('contact_email').on(table.organisationId, sql`lower(${table.email})`),
    index('contact_secondary_email').on(table.organisationId, sql`lower(${table.secondaryEmail})`),
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
    searchWords: text().array().notNull().default([]),
  },
  (table) => [
    index('lead_by_change')
      .on(table.organisationId, table.updatedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is null`),
    index('lead_by_owner')
      .on(table.ownerId, table.updatedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is null`),
    index('lead_bin')
      .on(table.organisationId, table.deletedAt.desc(), table.id)
      .where(sql`${table.deletedAt} is not null`),
    index('lead_email').on(table.organisationId, sql`lower(${table.email})`),
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
