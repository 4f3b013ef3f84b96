import { and, eq, gt, lt, lte, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Where a page of a list ends that shows the newest first, and of one instant the lowest id. */
export type ListPosition = { at: Date; id: string }

/**
 * What comes after a position of such a list. That the instant is none later goes without saying, but only said like that it
 * bounds the range of an index, and a page far down costs as much as the first.
 */
export function olderThan(
  column: { at: PgColumn; id: PgColumn },
  after: ListPosition | undefined,
): SQL | undefined {
  if (!after) return undefined
  const beyond = or(lt(column.at, after.at), and(eq(column.at, after.at), gt(column.id, after.id)))
  return and(lte(column.at, after.at), beyond)
}
