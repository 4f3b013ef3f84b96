import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import { countRun } from '@/lib/sync/activity/write-activity'
import { type LinkRow, linksByItem } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import { resolveDoubtfulCreates } from './doubtful-creates'
import { excludeCopies } from './exclude-copies'
import { findReplaced } from './find-replaced'
import { keepLease } from './lease'
import { planItems } from './plan-items'
import { type ConnectionRow, inTransaction, readItem, type Session } from './session'
import { writeWork } from './write-work'

type Wire = { id: string; '@removed'?: unknown }

/** How far reading has come with a page: to a link of delta, or in a listing to its newest item. */
type Progress = { deltaLink?: string; listed?: true }

/**
 * Applies a page of items: links and records that it touches are read, planned, and written with the progress in one
 * transaction. The same item may come more than once; the last one counts. Removals are only noted here: they are
 * confirmed together at the end of the round (A5, A6).
 * @returns when the newest of the items was modified, by Microsoft's clock
 */
export async function applyPage(
  session: Session,
  values: readonly Wire[],
  progress: Progress = {},
): Promise<Date | null> {
  if (values.length === 0) return skipPage(session, progress)
  const latest = new Map(values.map((value) => [value.id, value]))
  const removed = [...latest.values()].filter((value) => value['@removed'] !== undefined).map(({ id }) => id)
  const present = [...latest.values()].filter(
    (value) => value['@removed'] === undefined && !session.module.item.isPart?.(value),
  )
  if (present.length > 0) await resolveDoubtfulCreates(session)
  const replaced = await findReplaced(session, present)

  const state = await inTransaction(session, async (tx, context) => {
    const asked = [...latest.keys(), ...replaced.values()]
    const links = underNewIds(await linksByItem(tx, session.connection.id, asked), replaced)
    await noteRemoved(session, tx, removed, links)
    const read = present.map((value) => readItem(session, value, links.get(value.id)?.base?.microsoft ?? {}))
    const items = await excludeCopies(session, tx, read, links)
    const work = await planItems(session, tx, context, items, links)
    await writeWork(session, tx, context, work)
    await touchSeen(session, tx, items)
    const changed = new Set(work.entries.map(({ itemId }) => itemId)).size
    const now = session.now()
    const newest = newestOf(items)
    const listed = progress.listed && newest ? { listedTo: latestOf(session.connection, newest) } : {}
    const moved: Partial<ConnectionRow> = {
      ...(progress.deltaLink === undefined ? {} : { deltaLink: progress.deltaLink }),
      ...listed,
      lastPullAt: now,
      ...(changed > 0 ? { lastChangeAt: now } : {}),
    }
    await tx.update(connection).set(moved).where(eq(connection.id, session.connection.id))
    await countRun(tx, session.runId, { pulled: changed })
    session.found.container += changed
    return { moved, newest }
  })
  Object.assign(session.connection, state.moved)
  return state.newest
}

/** Most looks find nothing new: one statement is enough for that. */
async function skipPage(session: Session, { deltaLink }: Progress): Promise<null> {
  const { engine, connection: row, lease } = session
  const moved = { ...(deltaLink === undefined ? {} : { deltaLink }), lastPullAt: session.now() }
  await keepLease(engine.db, row.id, lease, session.now(), moved)
  Object.assign(row, moved)
  return null
}

/** Links to items that have another id now. */
export function underNewIds(
  links: Map<string, LinkRow>,
  replaced: ReadonlyMap<string, string>,
): Map<string, LinkRow> {
  for (const [itemId, former] of replaced) {
    const row = links.get(former)
    links.delete(former)
    if (row && !links.has(itemId)) links.set(itemId, { ...row, itemId, etag: null })
  }
  return links
}

const newestOf = (items: readonly Item[]): Date | null => {
  const newest = Math.max(0, ...items.map(({ modifiedAt }) => modifiedAt))
  return newest > 0 ? new Date(newest) : null
}

const latestOf = ({ listedTo }: ConnectionRow, newest: Date) =>
  listedTo && listedTo.getTime() > newest.getTime() ? listedTo : newest

/** States of links that have an item in the container: suspended pairs have, too. */
export const pairs: ('linked' | 'skipped')[] = ['linked', 'skipped']

/** "Removed" is also said of items that delta does not show: those that nothing here knows may be there all the same. */
async function noteRemoved(
  session: Session,
  tx: Database,
  removed: readonly string[],
  links: ReadonlyMap<string, LinkRow>,
): Promise<void> {
  if (removed.length === 0) return
  if (removed.some((id) => !links.has(id))) session.unshown = true
  const known = removed.filter((id) => pairs.some((state) => state === links.get(id)?.state))
  if (known.length === 0) return
  await tx
    .update(link)
    .set({ removedAt: sql`coalesce(${link.removedAt}, ${session.now().toISOString()}::timestamptz)` })
    .where(and(eq(link.connectionId, session.connection.id), inArray(link.itemId, known)))
}

/** What is there is noted: in a full round, what it does not show stands out. */
async function touchSeen(session: Session, tx: Database, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  await tx
    .update(link)
    .set({ seenAt: session.now(), removedAt: null })
    .where(
      and(
        eq(link.connectionId, session.connection.id),
        inArray(link.state, pairs),
        inArray(
          link.itemId,
          items.map(({ id }) => id),
        ),
      ),
    )
}
