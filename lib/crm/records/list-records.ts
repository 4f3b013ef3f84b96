import { and, eq, gte, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import { type ListOrder, orderOf, type Position, type Sort } from './list-order'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { searchQuery, wordsOf } from './search-words'
import { visible } from './visibility'

export type ListQuery = {
  /** Beginnings of words in names, titles, addresses and company, or digits of phones. */
  search?: string | undefined
  ownerId?: string | undefined
  /** Inclusive. */
  updatedSince?: Date | undefined
  /** The recycle bin instead, newest deletion first; `sort` is then not looked at. */
  deleted?: boolean | undefined
  /** Newest change first when left out. */
  sort?: Sort | undefined
  /** `next` of the page before, under the same query. */
  after?: Position | undefined
  limit: number
}

export type RecordPage<Values extends RecordValues> = { items: CrmRecord<Values>[]; next: Position | null }

/**
 * A page of the records that the actor may see.
 * @param only what a module's own filters ask for besides
 * @throws DomainError `permission-required`.
 */
export async function listRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  query: ListQuery,
  only?: SQL,
): Promise<RecordPage<Values>> {
  requirePermission(context, `${module.permissions}.view`)
  const filter = filterOf(context, module, query)
  if (filter === null) return { items: [], next: null }
  const order = orderOf(module, query)
  const rows = await readPage(context, module, query, and(filter, only), order)
  const items = rows.slice(0, query.limit).map(({ listKey: _, ...record }) => record)
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  return { items: asRecords(module, items), next: last === undefined ? null : positionOf(last) }
}

/** Up to one row more than the page holds, which tells whether there is another one. */
async function readPage<Values extends RecordValues>(
  context: Context,
  module: Pick<RecordModule<Values>, 'table' | 'fields' | 'stored'>,
  query: ListQuery,
  filter: SQL | undefined,
  order: ListOrder,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  // Behind a position come first the rows that share its key, then the others: apart, each part is one index range.
  for (const range of query.after === undefined ? [undefined] : order.behind(query.after)) {
    const missing = query.limit + 1 - rows.length
    if (missing <= 0) break
    const part = await context.db
      .select({ ...recordColumns(module), listKey: order.key })
      .from(module.table)
      .where(and(filter, range))
      .orderBy(...order.columns)
      .limit(missing)
    rows.push(...part)
  }
  return rows
}

function positionOf(row: Record<string, unknown>): Position {
  const { listKey, id } = row
  return { key: listKey instanceof Date ? listKey.toISOString() : String(listKey), id: String(id) }
}

/** Null when nothing can match. */
function filterOf<Values extends RecordValues>(
  context: Context,
  { table, searched }: Pick<RecordModule<Values>, 'table' | 'searched'>,
  { search, ownerId, updatedSince, deleted }: ListQuery,
): SQL | undefined | null {
  const words = search === undefined || search.trim() === '' ? undefined : searchQuery(search)
  if (words === null) return null
  const matching =
    searched.matching?.(context, wordsOf(search ?? '')) ?? sql`${table.search} @@ ${words}::tsquery`
  return and(
    visible(context, table),
    ownerId === undefined ? undefined : eq(table.ownerId, ownerId),
    deleted === true ? isNotNull(table.deletedAt) : isNull(table.deletedAt),
    updatedSince === undefined ? undefined : gte(table.updatedAt, updatedSince),
    words === undefined ? undefined : matching,
  )
}
