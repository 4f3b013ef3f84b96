import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from '@/lib/access/context'
import type { CrmRecord, RecordBase, RecordModule, RecordValues } from './record-module'
import { fold, searchVector } from './search-words'

/** A B-tree entry holds some 2,700 bytes, and a folded letter can take four. */
const longestSortKey = 255

const baseColumns = [
  'id',
  'organisationId',
  'ownerId',
  'createdAt',
  'updatedAt',
  'updatedByType',
  'updatedById',
  'deletedAt',
] as const satisfies readonly (keyof RecordBase)[]

/** The columns of a record, without those that serve search and order only. */
export function recordColumns(module: Pick<RecordModule, 'table' | 'fields'>): Record<string, PgColumn> {
  const columns: Record<string, PgColumn> = {}
  const all = module.table as unknown as Record<string, PgColumn>
  for (const name of [...baseColumns, ...module.fields]) {
    const column = all[name]
    if (column === undefined) throw new Error(`The table has no column for ${name}.`)
    columns[name] = column
  }
  return columns
}

/** Types what was selected with `recordColumns`: it has the base and one member per field of the module. */
export const asRecords = <Values extends RecordValues>(rows: Record<string, unknown>[]) =>
  rows as CrmRecord<Values>[]

/** A record as its table holds it. */
export function rowOf<Values extends RecordValues>(
  module: RecordModule<Values>,
  record: CrmRecord<Values>,
): Record<string, unknown> {
  const texts = (names: readonly (keyof Values & string)[]) =>
    names.map((name) => record[name]).filter((value) => typeof value === 'string')
  const names = texts(module.namedBy)
  return {
    ...record,
    search: searchVector(texts(module.searched.words), texts(module.searched.phones)),
    sortName: fold(names.join(' ')).slice(0, longestSortKey),
  }
}

/** Who and when, for a record written now. `previous` is when it was last written: the new instant lies after it. */
export function stamp(
  context: Context,
  previous?: Date,
): Pick<RecordBase, 'updatedAt' | 'updatedByType' | 'updatedById'> {
  const { actor } = context
  return {
    updatedAt: new Date(
      Math.max(context.now().getTime(), previous === undefined ? 0 : previous.getTime() + 1),
    ),
    updatedByType: actor.type,
    updatedById: actor.type === 'system' ? null : actor.memberId,
  }
}
