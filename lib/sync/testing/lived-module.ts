import type { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { MappingRow } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { GraphJson, SyncWorld } from './sync-world'

export type LivedRecord = { id: string; name: string } & Record<string, unknown>
export type Told = Pick<typeof activity.$inferSelect, 'fields'>['fields']

/** A field that lives are about, with its values as text: how a person writes it on each side, and where it stands. */
export type LivedField = {
  name: string
  record(record: LivedRecord): string | null
  /** What the CRM is sent. */
  patch(value: string | null): Record<string, unknown>
  /** What Outlook sends; `before` is the item, since lists and addresses are sent whole. */
  item(value: string | null, before: GraphJson): GraphJson
  read(item: GraphJson): string | null
  /** A value nobody has written before, or now and then none. */
  value(life: Chances): string | null
  /** Whether an entry of the activity tells of a value that was there or lost. */
  told(fields: Told, value: string | null): boolean
  /** Whether the value stands in another field of the record, where that is as good. */
  elsewhere?(record: LivedRecord, value: string | null): boolean
}

export type Chances = {
  serial(): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T | undefined
  now(): Date
}

/** What a life does to the records and items of one module. */
export type LivedModule = {
  name: ModuleName
  /** How a connection is set up for a seed. */
  mappings: readonly (readonly MappingRow[])[]
  fields: readonly LivedField[]
  /** Edited in the CRM only. */
  crmOnly: readonly LivedField[]
  list(context: Context, query: { deleted?: boolean }): Promise<LivedRecord[]>
  make(context: Context, life: Chances): Promise<{ id: string; field: string; value: string | null }>
  edit(context: Context, id: string, patch: Record<string, unknown>): Promise<unknown>
  remove(context: Context, id: string): Promise<unknown>
  restore(context: Context, id: string): Promise<unknown>
  item(life: Chances): GraphJson
  itemName(item: GraphJson): string
  /** Where items are moved to, and what the user keeps there that is none of ours. */
  elsewhere: { path: string; container: GraphJson; noise: { path: string; item: GraphJson } }
  /** What else happens now and then. */
  rare: readonly ((
    world: SyncWorld,
    what: { record?: LivedRecord; item?: GraphJson },
    life: Chances,
  ) => Promise<string | null>)[]
  /** What is put in order before the end is looked at. */
  calm(world: SyncWorld): Promise<void>
  /** Fields of this record that stand elsewhere than they were written. */
  loose(record: LivedRecord): readonly string[]
}

/** A field that is the same on both sides, by name in the CRM. */
export function plainField(
  name: string,
  there: Pick<LivedField, 'item' | 'read'>,
  value: LivedField['value'] = words,
): LivedField {
  return {
    name,
    record: (record) => textOf(record[name]),
    patch: (text) => ({ [name]: text }),
    ...there,
    value,
    told: (fields, text) =>
      fields.some((one) => one.field === name && (one.before === text || one.lost === text)),
  }
}

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

export const words: LivedField['value'] = ({ serial, chance }) =>
  chance(0.2) ? null : `v${serial()}${chance(0.3) ? ' é' : ''}`
