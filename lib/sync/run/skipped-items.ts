import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { skippedItem } from '@/db/schema/sync'
import type { Item } from '@/lib/sync/modules/module'
import type { Session } from './session'

/** Remembers items that stay out of the sync. @returns those of which nothing was known yet */
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
  const fresh = await tx
    .insert(skippedItem)
    .values(rows)
    .onConflictDoNothing()
    .returning({ itemId: skippedItem.itemId })
  const ids = new Set(fresh.map(({ itemId }) => itemId))
  return items.filter(({ id }) => ids.has(id))
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
