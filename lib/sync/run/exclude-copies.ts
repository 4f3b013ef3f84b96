import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { skippedItem } from '@/db/schema/sync'
import type { LinkRow } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import type { Session } from './session'

/**
 * What a series leaves behind when one of its turns is done belongs to the series, and stays out like it (T6). Such a copy
 * is new, and known by what it has in common with a series that stays out already, or comes along with it.
 * @returns the items, those copies as excluded
 */
export async function excludeCopies(
  session: Session,
  tx: Database,
  items: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
): Promise<Item[]> {
  const keys = new Map<string, string>()
  for (const item of items) {
    const key = links.has(item.id) || item.excluded ? null : session.module.item.copyOf?.(item.fields)
    if (key) keys.set(item.id, key)
  }
  if (keys.size === 0) return [...items]
  const series = await tx
    .select({ seriesKey: skippedItem.seriesKey })
    .from(skippedItem)
    .where(
      and(
        eq(skippedItem.connectionId, session.connection.id),
        inArray(skippedItem.seriesKey, [...new Set(keys.values())]),
      ),
    )
  const beside = items.flatMap(({ excluded, fields }) =>
    excluded ? [session.module.item.seriesKey?.(fields) ?? null] : [],
  )
  const known = new Set([...series.map(({ seriesKey }) => seriesKey), ...beside])
  return items.map((item) => {
    const key = keys.get(item.id)
    return key && known.has(key) ? { ...item, excluded: 'recurring' } : item
  })
}
