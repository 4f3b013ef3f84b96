import type { PgColumn } from 'drizzle-orm/pg-core'
import { authorOf, type Context } from '@/lib/access/context'
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
export function recordColumns<Values extends RecordValues>(
  module: Pick<RecordModule<Values>, 'table' | 'fields' | 'stored'>,
): Record<string, PgColumn> {
  const columns: Record<string, PgColumn> = {}
  const all = module.table as unknown as Record<string, PgColumn>
  for (const name of [...baseColumns, ...(module.stored?.columns ?? module.fields)]) {
    const column = all[name]
    if (column === undefined) throw new Error(`The table has no column for ${name}.`)
    columns[name] = column
  }
  return columns
}

/** Makes records of what was selected with `recordColumns`, which has the base and the columns of the module. */
export function asRecords<Values extends RecordValues>(
  { stored }: Pick<RecordModule<Values>, 'stored'>,
  rows: readonly Record<string, unknown>[],
): CrmRecord<Values>[] {
  // Safe: the selected columns are those of the base and, one by one, of the fields.
  if (stored === undefined) return rows as CrmRecord<Values>[]
  return rows.map((row) => {
    const base = Object.fromEntries(baseColumns.map((name) => [name, row[name]])) as RecordBase
    return { ...base, ...stored.fromRow(row) }
  })
}

/** A record as its table holds it. */
export function rowOf<Values extends RecordValues>(
  module: RecordModule<Values>,
  record: CrmRecord<Values>,
): Record<string, unknown> {
  const texts = (names: readonly (keyof Values & string)[]) =>
    names.map((name) => record[name]).filter((value) => typeof value === 'string')
  const names = texts(module.namedBy)
  const { words, phones, besides } = module.searched
  return {
    ...record,
    ...module.stored?.toRow(record),
    search: searchVector([...texts(words), ...(besides?.(record) ?? [])], texts(phones)),
    // By characters: half of a surrogate pair cannot be stored.
    sortName: [...fold(names.join(' '))].slice(0, longestSortKey).join(''),
  }
}

/** Who and when, for a record written now. `previous` is when it was last written: the new instant lies after it. */
export function stamp(
  context: Context,
  previous?: Date,
): Pick<RecordBase, 'updatedAt' | 'updatedByType' | 'updatedById'> {
  const author = authorOf(context.actor)
  return {
    updatedAt: new Date(
      Math.max(context.now().getTime(), previous === undefined ? 0 : previous.getTime() + 1),
    ),
    updatedByType: author.type,
    updatedById: author.id,
  }
}
