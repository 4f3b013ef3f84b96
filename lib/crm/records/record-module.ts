import type { SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { recordModule } from '@/db/schema/crm'
import type { actorType } from '@/db/schema/record-columns'
import type { Context, Wake } from '@/lib/access/context'

/** Values of the fields of one record. */
export type RecordValues = Record<string, unknown>

/** What every record carries besides its fields. */
export type RecordBase = {
  id: string
  organisationId: string
  ownerId: string
  createdAt: Date
  /** Strictly increasing per record: two writes never share a millisecond. */
  updatedAt: Date
  updatedByType: (typeof actorType.enumValues)[number]
  /** The member who wrote it, or whose sync did; null for a job of ours. */
  updatedById: string | null
  /** Set while the record lies in the recycle bin. */
  deletedAt: Date | null
}

export type CrmRecord<Values extends RecordValues> = RecordBase & Values

/** What is given to create a record. Who names no owner becomes the owner. */
export type Draft = RecordValues & { ownerId?: string | undefined }
/** The fields to change: what is not named stays, null clears. */
export type Patch = RecordValues & { ownerId?: string | undefined }

export type RecordTable = PgTable & Record<keyof RecordBase | 'search' | 'sortName', PgColumn>

/** What a list can be sorted by besides `updatedAt`, `createdAt` and `name`: each is the order of an index. */
export type OwnSortName = 'company' | 'email' | 'start' | 'dueDate' | 'priority'
export type SortKey = {
  key: PgColumn | SQL<unknown>
  type: 'text' | 'timestamptz' | 'date' | 'integer'
}

/** A record that is about to be written, as far as it is known what to. */
export type PendingWrite<Values extends RecordValues> = {
  /** What was there; null for a new record. */
  before: CrmRecord<Values> | null
  /** What was given: the draft or the patch. */
  given: RecordValues
  after: CrmRecord<Values>
}

/** A record that was written: what it was, and what it is now. */
export type UpdatedRecord<Values extends RecordValues> = {
  before: CrmRecord<Values>
  after: CrmRecord<Values>
}

/**
 * Everything in which one module of the CRM differs from the others. The verbs of this folder work on any of them; a
 * module's folder binds them to its types.
 */
export type RecordModule<
  Values extends RecordValues = RecordValues,
  D extends Draft = Draft,
  P extends Patch = Patch,
> = {
  name: (typeof recordModule.enumValues)[number]
  /** The first part of its permissions, as in `contacts.edit`. */
  permissions: 'contacts' | 'leads' | 'meetings' | 'tasks'
  /** The module that the sync knows it by; null when it stays in the CRM. */
  synced: Wake['module'] | null
  table: RecordTable
  fields: readonly (keyof Values & string)[]
  /** Normalises and checks; refuses members it does not know. */
  draft: z.ZodType<D>
  patch: z.ZodType<P>
  /** What a search finds the record by. */
  searched: {
    words: readonly (keyof Values & string)[]
    phones: readonly (keyof Values & string)[]
    /** Texts that are not a field of their own. */
    besides?(values: Values): string[]
    /** What matches the folded words that were typed, where a record's own words do not tell. */
    matching?(context: Context, words: readonly string[]): SQL
  }
  /** The fields that make the order of lists by name, the first one first. */
  namedBy: readonly (keyof Values & string)[]
  sortKeys: Partial<Record<OwnSortName, SortKey>>
  /** How the table holds the fields, where it does not hold each in a column of its name. */
  stored?: {
    columns: readonly string[]
    toRow(values: Values): Record<string, unknown>
    fromRow(row: Record<string, unknown>): Values
  }
  /**
   * What a write means beyond its single members: rules between them, defaults that have to be looked up, references
   * that have to exist. Runs in the transaction of the write, once for all of its records, and returns what to write.
   * @throws DomainError whatever it refuses; pointers of `validation` start with the position of the record.
   */
  settle?(context: Context, writes: readonly PendingWrite<Values>[]): Promise<CrmRecord<Values>[]>
  /** What else follows from updates, such as the next one of a series. Runs in their transaction, after them. */
  follow?(context: Context, updated: readonly UpdatedRecord<Values>[]): Promise<void>
}

/** A module of people, who have addresses. */
export type PersonModule<
  Values extends RecordValues = RecordValues,
  D extends Draft = Draft,
  P extends Patch = Patch,
> = RecordModule<Values, D, P> & { table: RecordTable & Record<'email' | 'secondaryEmail', PgColumn> }
