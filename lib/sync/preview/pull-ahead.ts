import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { link, skippedItem } from '@/db/schema/sync'
import { type LinkRow, linksByItem, newLink } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import { confirmRemovals } from '@/lib/sync/run/confirm-removals'
import { excludeCopies } from '@/lib/sync/run/exclude-copies'
import { planItems } from '@/lib/sync/run/plan-items'
import type { DeltaPage } from '@/lib/sync/run/pull'
import { pairs } from '@/lib/sync/run/pull-page'
import { outcomeOf } from '@/lib/sync/run/removals'
import { readItem } from '@/lib/sync/run/session'
import { type Ahead, noteWrites, recordsAhead } from './ahead'
import { pagesAhead } from './pages-ahead'

type Wire = DeltaPage['value'][number]

/** What the run's pull would do: the items of the container, or what is new among them, planned as the run would. */
export async function pullAhead(ahead: Ahead): Promise<void> {
  await recallSkippedItems(ahead)
  const { whole, pages } = await pagesAhead(ahead.session)
  const removed = new Set<string>()
  for await (const page of pages) {
    for (const { id, '@removed': gone } of page) if (gone !== undefined) removed.add(id)
    await planPage(ahead, page)
  }
  const noted = (await pairedLinks(ahead)).filter(({ itemId, removedAt, reason }) => {
    if (itemId === null || ahead.seen.has(itemId) || reason === 'deletion-held') return false
    return whole || removedAt !== null || removed.has(itemId)
  })
  if (noted.length > 0) await settleAhead(ahead, noted)
}

async function recallSkippedItems({ context, session, skippedItems }: Ahead): Promise<void> {
  const known = await context.db
    .select({ itemId: skippedItem.itemId, reason: skippedItem.reason })
    .from(skippedItem)
    .where(eq(skippedItem.connectionId, session.connection.id))
  for (const { itemId, reason } of known) skippedItems.set(itemId, reason)
}

async function planPage(ahead: Ahead, values: readonly Wire[]): Promise<void> {
  const { context, session, seen } = ahead
  const latest = new Map(values.map((value) => [value.id, value]))
  const present = [...latest.values()].filter(
    (value) => value['@removed'] === undefined && !seen.has(value.id) && !session.module.item.isPart?.(value),
  )
  if (present.length === 0) return
  for (const { id } of present) seen.add(id)
  const found = await linksByItem(
    context.db,
    session.connection.id,
    present.map(({ id }) => id),
  )
  const links = new Map([...found].map(([id, row]) => [id, ahead.asFound(row)]))
  const read = present.map((value) => readItem(session, value, links.get(value.id)?.base?.microsoft ?? {}))
  const items = await excludeCopies(session, context.db, withoutCopies(ahead, read, links), links)
  noteSkippedItems(ahead, items, links)
  const work = await planItems(session, context.db, context, items, links, { taken: ahead.taken })
  const born = work.births.map(({ row }) => row)
  const rows = [...work.saved, ...work.fresh]
  const records = await recordsAhead(
    ahead,
    rows.map(({ recordId }) => recordId),
  )
  noteWrites(ahead, { ...work, saved: [...rows, ...born] }, records, items)
  for (const { recordId } of rows) ahead.taken.add(recordId)
}

/** Copies of series that an earlier page has shown. */
function withoutCopies(
  { session, series }: Ahead,
  items: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
): Item[] {
  const { copyOf } = session.module.item
  return items.map((item) => {
    const key = links.has(item.id) || item.excluded ? null : copyOf?.(item.fields)
    return key && series.has(key) ? { ...item, excluded: 'recurring' as const } : item
  })
}

function noteSkippedItems(
  { session, series, skippedItems }: Ahead,
  items: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
): void {
  for (const item of items) {
    const state = links.get(item.id)?.state
    const isPair = pairs.some((one) => one === state)
    if (item.excluded === null || isPair) skippedItems.delete(item.id)
    else skippedItems.set(item.id, item.excluded)
    const key = item.excluded ? session.module.item.seriesKey?.(item.fields) : null
    if (key) series.add(key)
  }
}

/** Links that have an item. */
const pairedLinks = ({ context, session }: Ahead): Promise<LinkRow[]> =>
  context.db
    .select()
    .from(link)
    .where(
      and(eq(link.connectionId, session.connection.id), inArray(link.state, pairs), isNotNull(link.itemId)),
    )

/** Items that were not shown, or are said to be gone: looked for one by one, as the run would (A6). */
async function settleAhead(ahead: Ahead, noted: readonly LinkRow[]): Promise<void> {
  const { session, tally } = ahead
  const { gone, present } = await confirmRemovals(session, noted)
  await planPage(ahead, present)
  const records = await recordsAhead(
    ahead,
    gone.map(({ row }) => row.recordId),
  )
  for (const { row } of gone) {
    const linked = ahead.asFound(row)
    const record = records.get(row.recordId)
    const outcome = outcomeOf(session, linked, record)
    const { crm } = session.module
    if (outcome === 'again')
      ahead.rows.set(row.id, { id: row.id, ...newLink(row.connectionId, row.recordId, session.now()) })
    else if (outcome === 'unlink' || outcome === 'undone')
      ahead.rows.set(row.id, {
        ...linked,
        state: 'unlinked',
        reason: outcome === 'undone' ? outcome : 'removed-in-microsoft',
        pendingSince: null,
      })
    else ahead.rows.set(row.id, null)
    if (outcome === 'delete') {
      const label = () => crm.label(record?.fields ?? {})
      tally.delete('crm', { label, recordId: row.recordId, itemId: row.itemId })
    }
  }
}
