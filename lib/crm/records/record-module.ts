import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { recordModule } from '@/db/schema/crm'
import type { actorType } from '@/db/schema/record-columns'
import type { Wake } from '@/lib/access/context'

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

type RecordColumn = keyof RecordBase | 'search' | 'sortName' | 'email' | 'secondaryEmail'
export type RecordTable = PgTable & Record<RecordColumn, PgColumn>

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
  searched: { words: readonly (keyof Values & string)[]; phones: readonly (keyof Values & string)[] }
  /** The fields that make the order of lists by name, the first one first. */
  namedBy: readonly (keyof Values & string)[]
  company: PgColumn
}
