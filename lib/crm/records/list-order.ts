import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { DomainError } from '@/lib/errors'
import type { OwnSortName, RecordModule, SortKey } from './record-module'

export type SortName = 'updatedAt' | 'createdAt' | 'name' | OwnSortName
export type Sort = { by: SortName; descending: boolean }

/** Where a page ended: the sort key of its last row (instants as ISO 8601) and its id. */
export type Position = { key: string; id: string }

export type ListOrder = {
  key: PgColumn | SQL<unknown>
  columns: [SQL, SQL]
  /** What comes behind a position: first the rows with the same key, then those with a later one. */
  behind(position: Position): [SQL, SQL]
}

type Ordering = SortKey & { descending: boolean; idDescending: boolean }

/** @throws DomainError `malformed` for an order that the module does not have. */
export function orderOf(
  module: Pick<RecordModule, 'table' | 'sortKeys'>,
  query: { sort?: Sort | undefined; deleted?: boolean | undefined },
): ListOrder {
  const { table } = module
  const ordering = orderingOf(module, query)
  const { key, descending, idDescending } = ordering
  return {
    key,
    columns: [descending ? desc(key) : asc(key), idDescending ? desc(table.id) : asc(table.id)],
    behind(position) {
      const at = keyParameter(ordering, position)
      return [
        sql`${key} = ${at} and ${table.id} ${idDescending ? sql`<` : sql`>`} ${position.id}::uuid`,
        sql`${key} ${descending ? sql`<` : sql`>`} ${at}`,
      ]
    },
  }
}

/** Each ordering, read forwards or backwards, is the order of one index of the table. */
function orderingOf(
  { table, sortKeys }: Pick<RecordModule, 'table' | 'sortKeys'>,
  {
    sort = { by: 'updatedAt', descending: true },
    deleted,
  }: { sort?: Sort | undefined; deleted?: boolean | undefined },
): Ordering {
  if (deleted === true)
    return { key: table.deletedAt, type: 'timestamptz', descending: true, idDescending: false }
  const { by, descending } = sort
  if (by === 'updatedAt')
    return { key: table.updatedAt, type: 'timestamptz', descending, idDescending: !descending }
  const same = { descending, idDescending: descending }
  if (by === 'createdAt') return { key: table.createdAt, type: 'timestamptz', ...same }
  if (by === 'name') return { key: table.sortName, type: 'text', ...same }
  const own = sortKeys[by]
  if (own === undefined) throw new DomainError('malformed')
  return { ...own, ...same }
}

function keyParameter({ type }: Ordering, { key }: Position): SQL {
  if (!isKey[type](key)) throw new DomainError('malformed')
  return sql`${key}::${sql.raw(type)}`
}

const isKey: Record<SortKey['type'], (key: string) => boolean> = {
  text: () => true,
  timestamptz: (key) => !Number.isNaN(Date.parse(key)),
  date: (key) => key === 'infinity' || /^\d{4}-\d{2}-\d{2}$/.test(key),
  integer: (key) => /^-?\d{1,10}$/.test(key),
}
