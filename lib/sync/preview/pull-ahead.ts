import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { link, skippedItem } from '@/db/schema/sync'
import { deletionHeld, type LinkRow, linksByItem, newLink } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import { confirmRemovals } from '@/lib/sync/run/confirm-removals'
import { excludeCopies } from '@/lib/sync/run/exclude-copies'
import { findReplaced } from '@/lib/sync/run/find-replaced'
import { isMany } from '@/lib/sync/run/many'
import type { Known } from '@/lib/sync/run/note-changes'
import { type Looking, planItems } from '@/lib/sync/run/plan-items'
import type { DeltaPage } from '@/lib/sync/run/pull'
import { pairs, underNewIds } from '@/lib/sync/run/pull-page'
import { outcomeOf } from '@/lib/sync/run/removals'
import { readItem } from '@/lib/sync/run/session'
import { type Ahead, newAhead, noteWrites, recordsAhead } from './ahead'
import { approvedTo, ChangesAhead, linkedAhead } from './brake-ahead'
import { pagesAhead } from './pages-ahead'

type Wire = DeltaPage['value'][number]

/**
 * What the run's pull would do: the items of the container, or what is new among them, planned as the run would.
 * @param brakes whether changes that are too many at once would be held
 */
export async function pullAhead(ahead: Ahead, { brakes }: { brakes: boolean }): Promise<void> {
  await recallSkippedItems(ahead)
  const { whole, pages: reading } = await pagesAhead(ahead.session)
  const pages: Wire[][] = []
  for await (const page of reading) pages.push(page)
  if (brakes) ahead.changes = await changesAhead(ahead, pages)
  const removed = new Set<string>()
  for (const page of pages) {
    for (const { id, '@removed': gone } of page) if (gone !== undefined) removed.add(id)
    await planPage(ahead, page)
  }
  const noted = (await pairedLinks(ahead)).filter(({ itemId, removedAt, reason }) => {
    if (itemId === null || ahead.seen.has(itemId) || reason === 'deletion-held') return false
    return whole || removedAt !== null || removed.has(itemId)
  })
  if (noted.length > 0) await settleAhead(ahead, noted)
}

/** Whether changes are many is known when all have been seen: the pages are planned once for that. */
async function changesAhead(ahead: Ahead, pages: readonly Wire[][]): Promise<ChangesAhead> {
  const changes = await ChangesAhead.of(ahead)
  const scratch = newAhead(ahead.context, ahead.session, ahead.asFound)
  await recallSkippedItems(scratch)
  for (const page of pages) {
    const linked = await linkedAhead(scratch)
    await planPage(scratch, page, (pairs, edits) => {
      changes.note(pairs, edits, linked)
      return pairs
    })
  }
  changes.settle(await linkedAhead(scratch))
  return changes
}

/** Pairs as they are planned: with what is held of them waiting. */
function holdChanges({ changes, tally }: Ahead, pairs: readonly Known[]): readonly Known[] {
  if (changes === null) return pairs
  return pairs.map((pair) => {
    const held = changes.held(pair)
    if (held !== pair) tally.hold('crm', 'update', 1)
    return held
  })
}

async function recallSkippedItems({ context, session, skippedItems }: Ahead): Promise<void> {
  const known = await context.db
    .select({ itemId: skippedItem.itemId, reason: skippedItem.reason })
    .from(skippedItem)
    .where(eq(skippedItem.connectionId, session.connection.id))
  for (const { itemId, reason } of known) skippedItems.set(itemId, reason)
}

async function planPage(
  ahead: Ahead,
  values: readonly Wire[],
  hold: Looking['hold'] = (pairs) => holdChanges(ahead, pairs),
): Promise<void> {
  const { context, session, seen } = ahead
  const latest = new Map(values.map((value) => [value.id, value]))
  const present = [...latest.values()].filter(
    (value) => value['@removed'] === undefined && !seen.has(value.id) && !session.module.item.isPart?.(value),
  )
  if (present.length === 0) return
  for (const { id } of present) seen.add(id)
  const replaced = await findReplaced(session, present)
  for (const former of replaced.values()) seen.add(former)
  const asked = [...present.map(({ id }) => id), ...replaced.values()]
  const found = underNewIds(await linksByItem(context.db, session.connection.id, asked), replaced)
  const links = new Map([...found].map(([id, row]) => [id, ahead.asFound(row)]))
  const read = present.map((value) => readItem(session, value, links.get(value.id)?.base?.microsoft ?? {}))
  const items = await excludeCopies(session, context.db, withoutCopies(ahead, read, links), links)
  noteSkippedItems(ahead, items, links)
  const work = await planItems(session, context.db, context, items, links, { taken: ahead.taken, hold })
  const born = work.births.map(({ row }) => row)
  const rows = [...work.saved, ...work.fresh]
  const records = await recordsAhead(
    ahead,
    rows.map(({ recordId }) => recordId),
  )
  noteWrites(ahead, { ...work, saved: [...rows, ...born] }, records, items)
  for (const { recordId } of rows) ahead.taken.add(recordId)
  ahead.born += work.births.length + work.fresh.length
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
  const outcomes = gone.map(({ row }) => {
    const linked = ahead.asFound(row)
    const record = records.get(row.recordId)
    return { row, linked, record, outcome: outcomeOf(session, linked, record) }
  })
  const held = new Set(await deletionsToHold(ahead, outcomes))
  tally.hold('crm', 'delete', held.size)
  for (const one of outcomes) {
    const { row, linked, record, outcome } = one
    if (held.has(one)) {
      const removedAt = row.removedAt ?? session.now()
      ahead.rows.set(row.id, { ...linked, reason: deletionHeld, removedAt })
      continue
    }
    ahead.born -= 1
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

type Going = { row: LinkRow; outcome: ReturnType<typeof outcomeOf> }

/** Deletions in the CRM that the run would hold: they are too many at once, or others wait already (A5). */
async function deletionsToHold<One extends Going>(ahead: Ahead, going: readonly One[]): Promise<One[]> {
  const { session } = ahead
  // What the run is the first to notice nobody has approved.
  const since = (row: LinkRow) => row.removedAt?.getTime() ?? Number.POSITIVE_INFINITY
  const deletes = going.filter(
    ({ row, outcome }) => outcome === 'delete' && since(row) >= approvedTo(session),
  )
  if (deletes.length === 0) return []
  const waits = (await pairedLinks(ahead)).some(({ reason }) => reason === deletionHeld)
  return waits || isMany('deletions', deletes.length, await linkedAhead(ahead)) ? deletes : []
}
