import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { skippedItem } from '@/db/schema/sync'
import type { Item } from '@/lib/sync/modules/module'
import type { Session } from './session'

/**
 * Remembers items that stay out of the sync, and by what their copies are known now.
 * @returns those of which nothing was known yet
 */
export async function rememberSkippedItems(
  session: Session,
  tx: Database,
  items: readonly Item[],
): Promise<Item[]> {
  if (items.length === 0) return []
  const rows = items.map(({ id, excluded, fields }) => ({
    connectionId: session.connection.id,
    itemId: id,
    reason: excluded ?? '',
    seriesKey: session.module.item.seriesKey?.(fields) ?? null,
    since: session.now(),
  }))
  const told = await tx
    .insert(skippedItem)
    .values(rows)
    .onConflictDoUpdate({
      target: [skippedItem.connectionId, skippedItem.itemId],
      set: { seriesKey: sql`excluded.series_key` },
    })
    // No transaction has superseded a row that was inserted (postgresql.org/docs/current/ddl-system-columns.html).
    .returning({ itemId: skippedItem.itemId, isNew: sql<boolean>`xmax = 0` })
  const ids = new Set(told.flatMap(({ itemId, isNew }) => (isNew ? [itemId] : [])))
  return items.filter(({ id }) => ids.has(id))
}

/** Of items that stay out: those of which nothing is known yet. Nothing is remembered by it. */
export async function unknownSkippedItems(
  session: Session,
  db: Database,
  items: readonly Item[],
): Promise<Item[]> {
  if (items.length === 0) return []
  const known = await db
    .select({ itemId: skippedItem.itemId })
    .from(skippedItem)
    .where(
      and(
        eq(skippedItem.connectionId, session.connection.id),
        inArray(
          skippedItem.itemId,
          items.map(({ id }) => id),
        ),
      ),
    )
  const ids = new Set(known.map(({ itemId }) => itemId))
  return items.filter(({ id }) => !ids.has(id))
}

/** Of items that are for both sides now: should they stay out again, that is told again. */
export async function forgetSkippedItems(
  session: Session,
  tx: Database,
  itemIds: readonly string[],
): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .delete(skippedItem)
    .where(
      and(eq(skippedItem.connectionId, session.connection.id), inArray(skippedItem.itemId, [...itemIds])),
    )
}
