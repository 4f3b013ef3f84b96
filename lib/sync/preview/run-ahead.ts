import { and, asc, eq, gt } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import { readChanges } from '@/lib/crm/change-feed/read-changes'
import { type LinkRow, linksByRecord, newLink } from '@/lib/sync/links'
import { readMarks } from '@/lib/sync/run/record-marks'
import { type Ahead, recordsAhead } from './ahead'
import { brakeAhead } from './brake-ahead'
import type { Preview } from './preview-tally'
import { pullAhead } from './pull-ahead'
import { pushAhead } from './push-ahead'

const perPage = 500
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * What a first sync would do: to the items of the container, if there is one of ours from before, and to all records of
 * the member.
 */
export async function firstRunAhead(ahead: Ahead): Promise<Preview> {
  const { session } = ahead
  if (session.connection.containerId !== null) {
    await readMarks(session)
    await pullAhead(ahead, { brakes: false })
  }
  await pushAhead(ahead, pendingOf(ahead))
  await pushOwned(ahead, null)
  return resultOf(ahead)
}

/**
 * What the next run of a connection that is on would do.
 * @param reach whether Microsoft 365 can be asked; else both sides are taken for what they were last seen to hold
 */
export async function nextRunAhead(ahead: Ahead, reach: boolean): Promise<Preview> {
  const { backfillAfter } = ahead.session.connection
  if (reach) {
    if (backfillAfter !== null) await readMarks(ahead.session)
    await pullAhead(ahead, { brakes: backfillAfter === null })
  }
  if (backfillAfter !== null) await pushOwned(ahead, backfillAfter)
  await pushLinked(ahead, await changedRecords(ahead))
  return resultOf(ahead)
}

/** Links that nothing in the database stands for yet. */
const pendingOf = ({ rows }: Ahead): LinkRow[] =>
  [...rows.values()].flatMap((row) => (row?.pendingSince ? [row] : []))

/** The first sync's part towards Microsoft 365. What was let go is taken up anew (C3). */
async function pushOwned(ahead: Ahead, from: string | null): Promise<void> {
  const { context, session, taken } = ahead
  const { id: connectionId, memberId } = session.connection
  let afterId = from
  for (;;) {
    const page = { ownerId: memberId, afterId, limit: perPage }
    const ids: string[] = await session.module.crm.listOwned(context, page)
    const links = await linksByRecord(context.db, connectionId, ids)
    const fresh = ids.filter((id) => {
      const state = links.get(id)?.state ?? 'unlinked'
      return state === 'unlinked' && !taken.has(id)
    })
    await pushAhead(
      ahead,
      fresh.map((id) => linkToBe(ahead, id, links.get(id))),
    )
    if (ids.length < perPage) return
    afterId = ids.at(-1) ?? null
  }
}

const linkToBe = ({ session }: Ahead, recordId: string, former?: LinkRow): LinkRow => ({
  id: former?.id ?? crypto.randomUUID(),
  ...newLink(session.connection.id, recordId, session.now()),
})

/** Records that somebody has changed in the CRM since the last run looked. */
async function changedRecords({ context, session }: Ahead): Promise<Set<string>> {
  const { id, memberId, feedTxid, feedId } = session.connection
  const changed = new Set<string>()
  let after = { txid: feedTxid, id: feedId }
  for (;;) {
    const query = { memberId, module: session.module.recordModule, after, limit: perPage }
    const { changes } = await readChanges(context.db, query)
    for (const { connectionId, recordId } of changes) if (connectionId !== id) changed.add(recordId)
    const last = changes.at(-1)
    if (!last || changes.length < perPage) return changed
    after = { txid: last.txid, id: String(last.id) }
  }
}

/** Everything that is linked and has work to do, and records that are new. */
async function pushLinked(ahead: Ahead, changed: ReadonlySet<string>): Promise<void> {
  const { context, session } = ahead
  const fresh = new Set(changed)
  const pending: LinkRow[] = []
  let after = beforeAllIds
  for (;;) {
    const links = await context.db
      .select()
      .from(link)
      .where(and(eq(link.connectionId, session.connection.id), gt(link.id, after)))
      .orderBy(asc(link.id))
      .limit(perPage)
    for (const found of links) {
      fresh.delete(found.recordId)
      const planned = ahead.rows.get(found.id)
      const row = planned === undefined ? entering(ahead, ahead.asFound(found)) : planned
      if (row === null) continue
      ahead.rows.set(row.id, row)
      if (isDue(row, changed)) pending.push({ ...row, pendingSince: row.pendingSince ?? session.now() })
    }
    const last = links.at(-1)
    if (!last || links.length < perPage) break
    after = last.id
  }
  const going = await brakeAhead(ahead, pending)
  for (let from = 0; from < going.length; from += perPage)
    await pushAhead(ahead, going.slice(from, from + perPage))
  const stored = new Set(ahead.taken)
  const born = [...fresh].filter((id) => !stored.has(id))
  await pushAhead(
    ahead,
    born.map((id) => linkToBe(ahead, id)),
  )
  await pushAhead(
    ahead,
    pendingOf(ahead).filter(({ recordId }) => stored.has(recordId)),
  )
}

/** Work that the run would not put off: an edit is one more reason to look at what had been given up. */
function isDue(row: LinkRow, changed: ReadonlySet<string>): boolean {
  if (row.removedAt !== null) return false
  if (changed.has(row.recordId)) return row.state !== 'unlinked'
  return row.pendingSince !== null && row.parkedAt === null
}

/** A record whose time has come (M1). */
function entering({ session }: Ahead, row: LinkRow): LinkRow {
  const waits = session.module.window && row.state === 'skipped' && row.itemId === null
  if (!waits || row.notBefore === null || row.notBefore > session.now()) return row
  return { ...row, state: 'intended', reason: null, pendingSince: session.now() }
}

/** What stays where it is when all is done, each once. */
async function resultOf(ahead: Ahead): Promise<Preview> {
  const { tally, session } = ahead
  const apart = [...ahead.rows.values()].filter(
    (row) => row !== null && (row.state === 'skipped' || row.state === 'unlinked'),
  )
  const rows = apart.filter((row) => row !== null)
  for (let at = 0; at < rows.length; at += perPage) {
    const some = rows.slice(at, at + perPage)
    const records = await recordsAhead(
      ahead,
      some.map(({ recordId }) => recordId),
    )
    for (const { recordId, state, reason } of some) {
      const record = records.get(recordId)
      if (!record || record.deletedAt !== null || record.ownerId !== session.connection.memberId) continue
      tally.leave('crm', reason ?? (state === 'skipped' ? 'recurring' : 'removed-in-microsoft'))
    }
  }
  const paired = new Set([...ahead.rows.values()].flatMap((row) => (row?.itemId ? [row.itemId] : [])))
  for (const [itemId, reason] of ahead.skippedItems) if (!paired.has(itemId)) tally.leave('microsoft', reason)
  for (const _ of ahead.conflicts) tally.conflict()
  return tally.result
}
