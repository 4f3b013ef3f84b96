import { and, desc, eq, lt, lte, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** The last row of a page: where the next one starts. */
export type Position = { at: Date; id: string }

/** A page of a list; `next` is null on the last one. */
export type Page<Item> = { items: Item[]; next: Position | null }

export type PageQuery = { limit: number; after?: Position | undefined }

/**
 * The order "newest first, then the greatest id", which no insertion while one pages can disturb. That the instant is none
 * later goes without saying, but only said like that it bounds the range of an index, and a page far down costs as much
 * as the first.
 */
export function newestFirst(at: PgColumn, id: PgColumn) {
  return {
    order: [desc(at), desc(id)],
    startingAfter: (after: Position | undefined): SQL | undefined =>
      after && and(lte(at, after.at), or(lt(at, after.at), and(eq(at, after.at), lt(id, after.id)))),
  }
}

/** The same order, of rows that have been read. */
export const byNewestFirst = (one: Position, other: Position): number =>
  other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1)

/** What of more than `limit` rows belongs to this page, and where the next one starts; null on the last. */
export function cutPage<Row, Start>(
  rows: readonly Row[],
  limit: number,
  startAfter: (last: Row) => Start,
): { items: Row[]; next: Start | null } {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last === undefined ? null : startAfter(last) }
}

/** What of `limit + 1` rows belongs to this page, and whether there is another one. */
export function pageOfRows<Row extends { createdAt: Date; id: string }>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  return cutPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }))
}
