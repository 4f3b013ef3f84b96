import type { Context, Wake } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import type { ContainerKind } from '@/lib/microsoft/containers/container-kind'
import type { FieldLimits } from '@/lib/sync/core/mapping'
import type { Canonical, CanonicalFields, MappingRow, ValueMaps } from '@/lib/sync/core/types'
import type { MappableField } from './mappable-field'

export type ModuleName = Wake['module']

/** An item as the service sent it, in canonical form. */
export type Item = {
  id: string
  etag: string | null
  /** Ms since the epoch; 0 when the service did not say. */
  modifiedAt: number
  containerId: string | null
  webLink: string | null
  fields: CanonicalFields
  /** Why it stays out of the sync as it is now; null: it does not. */
  excluded: Exclusion | null
}

/** Why a record or an item is for one side only. */
export type Exclusion = 'recurring' | 'invitation'

/** What tells whether a record stays in the CRM. */
export type Excludable = { recurrence?: string | null; origin?: string }

/** What an item that is about to be made is known by, and when that is. */
export type Making = { recordId: string; createId: string; at: Date }

/** What a module may need to know about the user whose items it reads. */
export type ItemOwner = { timeZone: string }

/** A record of the CRM in canonical form: all mappable fields, and what the plan needs beside them. */
export type CrmRecord = {
  id: string
  ownerId: string
  fields: CanonicalFields
  updatedAt: Date
  deletedAt: Date | null
  /** Why it stays in the CRM as it is now; null: it does not. */
  excluded: Exclusion | null
}

/** A record that has no item yet and might be the same as an unknown item (C5). */
export type MatchCandidate = { recordId: string; fields: CanonicalFields; updatedAt: Date }

/** How an item that we made is known again: after a lost answer, and in a container from before. */
export type ItemMarks = {
  /**
   * Query that finds the item of a record, without `?`; or, where the service cannot look for marks, one that lists what
   * was written since a time.
   */
  find: { byRecord(recordId: string): string } | { writtenSince(since: Date): string }
  /** Whether a found item is the record's; left out: the query finds no others. */
  finds?(json: unknown, recordId: string): boolean
  /** Query option that brings marks along. */
  expand: string
  /** The record that an item asked for with `expand` bears. */
  of(json: unknown): string | null
}

/**
 * Everything the engine has to know about one module. A further module is one more of these, a container kind, a table
 * and its screens; neither `core` nor `run` changes for it.
 */
export type SyncModule = {
  name: ModuleName
  recordModule: 'contact' | 'meeting' | 'task'
  /** What a member's profile must allow for the sync to run at all; without it the connection is paused (A7). */
  permissions: readonly Permission[]
  /** Without this one, nothing is deleted in the CRM on Microsoft's account. */
  deletePermission: Permission
  container: ContainerKind
  /** Whether a deletion in Microsoft 365 deletes the record: always, or where the user has chosen so (C3). */
  deletesRecords: 'always' | 'as-chosen'
  /** Which records there are places for in Microsoft 365; left out: all. */
  window?: {
    /** Null inside; outside, when time alone will bring the record in, if ever. */
    outside(fields: CanonicalFields, now: Date): { entersAt: Date | null } | null
    /** The place of a record in the first sync: the lowest goes first, and those below zero before all others. */
    place(fields: CanonicalFields, now: Date): number
  }
  pull: {
    /** Queries of the first request of a round of delta, without `?`; where one is too much for the service, the next. */
    deltaQueries(now: Date): string[]
    /** Where delta sees a window of time only: what finds the rest, and when the window moves on. */
    beyond?: {
      renewAfterMs: number
      /** Query that lists what was changed since, by Microsoft's clock; null: everything. */
      listQuery(since: Date | null): string
    }
  }
  crmFields: readonly MappableField[]
  microsoftFields: readonly MappableField[]
  defaultMapping: readonly MappingRow[]
  /** Whether people choose which fields belong together; else the default is all there is. */
  mappable: boolean
  defaultValueMaps: ValueMaps | null
  /** Where a user finds the module's items on the web, for items that have no address of their own. */
  webLink(upn: string): string
  /** The CRM field that a record is called by. */
  nameField: string
  /** Why a record stays in the CRM whatever else it holds (M5, M8, T6); left out: none does. */
  excludes?(record: Excludable): Exclusion | null
  limits: FieldLimits
  item: {
    /** Query of single reads, without `?`. */
    readQuery: string
    /** What is no item by itself and is passed over, such as an occurrence of a series. */
    isPart?(json: unknown): boolean
    /** Reads what the service sent; `known` are the fields last seen or sent for this item. @throws ZodError */
    read(json: unknown, known: CanonicalFields, owner: ItemOwner): Item
    /**
     * The fields of an item that nothing is remembered of, as they are to be read beside a record that would be written
     * as `sent`; left out: as they are.
     */
    beside?(fields: CanonicalFields, sent: CanonicalFields): CanonicalFields
    /** Fields without which Microsoft makes no item; left out: there are none. */
    required?: readonly string[]
    createBody(fields: CanonicalFields, making: Making, owner: ItemOwner): Record<string, unknown>
    patchBody(current: CanonicalFields, changes: CanonicalFields, owner: ItemOwner): Record<string, unknown>
    /** Whether only an empty PATCH before it makes a DELETE hold to `If-Match`. */
    guardDelete?: true
    /** What a series that stays out has in common with the copies that it leaves behind; null for no series. */
    seriesKey?(fields: CanonicalFields): string | null
    /** The key of the series whose copy an item would be, if that series exists; null: it is none. */
    copyOf?(fields: CanonicalFields): string | null
    /** How many people Microsoft would mail if the item were moved or deleted (A8). */
    mailed?(fields: CanonicalFields): number
    marks: ItemMarks
    /** Whether two sides look like the same thing though nothing links them (C5): equal keys do. */
    matchKeys(crm: CanonicalFields): string[]
  }
  /** Item fields in CRM terms for matching, under the default mapping. */
  crmFieldsOf(item: CanonicalFields): CanonicalFields
  crm: {
    /** By id, also from the recycle bin, whoever owns them now; locked until the transaction ends on demand. */
    read(
      context: Pick<Context, 'db' | 'organisationId'>,
      ids: readonly string[],
      options?: { lock?: boolean },
    ): Promise<Map<string, CrmRecord>>
    /** @returns the new ids, in the order of the input */
    create(context: Context, inputs: readonly CanonicalFields[]): Promise<string[]>
    update(context: Context, updates: readonly { id: string; patch: CanonicalFields }[]): Promise<void>
    remove(context: Context, ids: readonly string[]): Promise<void>
    restore(context: Context, ids: readonly string[]): Promise<void>
    /** The owner's living records after an id, in the order of ids. */
    listOwned(
      context: Context,
      page: { ownerId: string; afterId: string | null; limit: number },
    ): Promise<string[]>
    /** The owner's living records that carry one of the keys. */
    findByKeys(context: Context, ownerId: string, keys: readonly string[]): Promise<MatchCandidate[]>
    /** What to call a record in a list. */
    label(fields: Record<string, Canonical>): string
  }
}
