import type { z } from 'zod'
import type { Context, Wake } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import type { ContainerKind } from '@/lib/microsoft/containers/container-kind'
import type { FieldLimits } from '@/lib/sync/core/mapping'
import type { Canonical, CanonicalFields, MappingRow, ValueMaps } from '@/lib/sync/core/types'
import type { MappableField } from './contact-fields'

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
}

/** A record of the CRM in canonical form: all mappable fields, and what the plan needs beside them. */
export type CrmRecord = {
  id: string
  ownerId: string
  fields: CanonicalFields
  updatedAt: Date
  deletedAt: Date | null
}

/** A record that has no item yet and might be the same as an unknown item (C5). */
export type MatchCandidate = { recordId: string; fields: CanonicalFields; updatedAt: Date }

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
  crmFields: readonly MappableField[]
  microsoftFields: readonly MappableField[]
  defaultMapping: readonly MappingRow[]
  defaultValueMaps: ValueMaps | null
  /** Where a user finds the module's items on the web, for items that have no address of their own. */
  webLink(upn: string): string
  limits: FieldLimits
  item: {
    wire: z.ZodType
    /** Query of the delta and of single reads, without `?`. */
    select: string
    /** Reads what the service sent; `known` are the fields last seen or sent for this item. */
    read(json: unknown, known: CanonicalFields): Item
    createBody(fields: CanonicalFields): Record<string, unknown>
    patchBody(current: CanonicalFields, changes: CanonicalFields): Record<string, unknown>
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
