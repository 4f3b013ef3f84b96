import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { comparable } from '@/db/schema/record-columns'
import { DomainError } from '@/lib/errors'
import type { RecordModule } from './record-module'

export const sortNames = ['updatedAt', 'createdAt', 'name', 'company', 'email'] as const
export type Sort = { by: (typeof sortNames)[number]; descending: boolean }

/** Where a page ended: the sort key of its last row (instants as ISO 8601) and its id. */
export type Position = { key: string; id: string }

export type ListOrder = {
  key: PgColumn | SQL<string>
  columns: [SQL, SQL]
  /** What comes behind a position: first the rows with the same key, then those with a later one. */
  behind(position: Position): [SQL, SQL]
}

type Ordering = {
  key: PgColumn | SQL<string>
  isInstant: boolean
  descending: boolean
  idDescending: boolean
}

export function orderOf(
  module: Pick<RecordModule, 'table' | 'company'>,
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
  { table, company }: Pick<RecordModule, 'table' | 'company'>,
  {
    sort = { by: 'updatedAt', descending: true },
    deleted,
  }: { sort?: Sort | undefined; deleted?: boolean | undefined },
): Ordering {
  if (deleted === true)
    return { key: table.deletedAt, isInstant: true, descending: true, idDescending: false }
  const { by, descending } = sort
  if (by === 'updatedAt')
    return { key: table.updatedAt, isInstant: true, descending, idDescending: !descending }
  const same = { descending, idDescending: descending }
  switch (by) {
    case 'createdAt':
      return { key: table.createdAt, isInstant: true, ...same }
    case 'name':
      return { key: table.sortName, isInstant: false, ...same }
    case 'company':
      return { key: comparable(company), isInstant: false, ...same }
    case 'email':
      return { key: comparable(table.email), isInstant: false, ...same }
    default:
      return by satisfies never
  }
}

function keyParameter({ isInstant }: Ordering, { key }: Position): SQL {
  if (!isInstant) return sql`${key}::text`
  if (Number.isNaN(Date.parse(key))) throw new DomainError('malformed')
  return sql`${key}::timestamptz`
}
