import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { type Change, readChanges } from '@/lib/crm/change-feed/read-changes'
import { insertRows } from '@/lib/crm/records/write-rows'
import { type LinkRow, linksByRecord, newLink, removeLinks } from '@/lib/sync/links'
import { approveUpTo } from './approved'
import { checkpoint } from './engine'
import { inTransaction, type Session } from './session'
import { isBinnedByUndo, isUndone, resumeUndone } from './undo-orders'

const changesPerPage = 500
const recordsPerPage = 500

/**
 * Takes up the change feed since the connection's cursor: every record that somebody else changed becomes pending work
 * on its link, and the cursor moves, in one transaction. What is pending survives any crash.
 * @returns whether changes lie ahead that cannot be read yet, because an older transaction is still open
 */
export async function takeUpFeed(session: Session): Promise<{ waiting: boolean }> {
  for (;;) {
    const { connection: row, engine, module } = session
    // What is in the feed stays as it is, so it is read before the transaction, which is rarely needed.
    const page = await readChanges(engine.db, {
      memberId: row.memberId,
      module: module.recordModule,
      after: { txid: row.feedTxid, id: row.feedId },
      limit: changesPerPage,
    })
    const last = page.changes.at(-1)
    if (last) {
      const position = { feedTxid: last.txid, feedId: String(last.id) }
      await inTransaction(session, async (tx, context) => {
        await markPending(session, tx, context, page.changes)
        await tx.update(connection).set(position).where(eq(connection.id, row.id))
      })
      Object.assign(row, position)
    }
    await checkpoint(session.engine, 'feed taken up')
    if (page.changes.length < changesPerPage) return { waiting: page.waiting }
  }
}

async function markPending(
  session: Session,
  tx: Database,
  context: Context,
  changes: readonly Change[],
): Promise<void> {
  const own = session.connection.id
  const foreign = changes.filter((change) => change.connectionId !== own)
  const since = new Map<string, Date>()
  for (const change of foreign) if (!since.has(change.recordId)) since.set(change.recordId, change.at)
  const recordIds = [...since.keys()]
  const [links, records] = await Promise.all([
    linksByRecord(tx, own, recordIds),
    session.module.crm.read(context, recordIds),
  ])
  const fresh: Omit<LinkRow, 'id'>[] = []
  const touched: { id: string; pendingSince: Date }[] = []
  const dropped: string[] = []
  const resumed: string[] = []
  for (const [recordId, at] of since) {
    const existing = links.get(recordId)
    const record = records.get(recordId)
    const ours =
      record !== undefined && record.deletedAt === null && record.ownerId === session.connection.memberId
    if (!existing) {
      if (ours) fresh.push({ ...newLink(own, recordId, session.now()), pendingSince: at })
    } else if (ours && isBinnedByUndo(existing)) {
      resumed.push(existing.id)
      touched.push({ id: existing.id, pendingSince: at })
    } else if (existing.state === 'unlinked') {
      // C3: it does not come back by itself, whatever is edited; restored from the bin, it begins anew. So does one that
      // was in the bin, or somebody else's, when the module was switched on again.
      const isLeftover = ours && session.connection.backfillAfter === null && existing.reason === 'module-off'
      if (isLeftover) fresh.push({ ...newLink(own, recordId, session.now()), pendingSince: at })
      if (isLeftover || (!ours && !(isUndone(existing) && existing.itemId !== null)))
        dropped.push(existing.id)
    } else touched.push({ id: existing.id, pendingSince: earlier(existing.pendingSince, at) })
  }
  await removeLinks(tx, dropped)
  await insertRows(
    tx,
    link,
    fresh.map((row) => ({ id: crypto.randomUUID(), ...row })),
  )
  await resumeUndone(tx, resumed)
  await touchLinks(tx, touched)
}

/** What a pull has found to be done may have begun with an edit that is taken up only now. */
const earlier = (known: Date | null, at: Date) => (known !== null && known < at ? known : at)

/** New reasons to look at records again: their links become pending, whatever kept them waiting. */
async function touchLinks(
  tx: Database,
  touched: readonly { id: string; pendingSince: Date }[],
): Promise<void> {
  if (touched.length === 0) return
  const since = JSON.stringify(
    touched.map(({ id, pendingSince }) => ({ id, since: pendingSince.toISOString() })),
  )
  await tx.execute(sql`
    update link set pending_since = t.since, pending_seq = pending_seq + 1, not_before = null, parked_at = null,
      attempts = 0, reason = nullif(nullif(reason, 'microsoft-refused'), 'removal-held')
    from jsonb_to_recordset(${since}::jsonb) as t(id uuid, since timestamptz) where link.id = t.id`)
}

/** Records whose time has come: they were too far ahead, and are not any more (M1). */
export async function takeUpEntering(session: Session): Promise<void> {
  const now = session.now()
  await inTransaction(session, (tx) =>
    tx
      .update(link)
      .set({ state: 'intended', reason: null, pendingSince: now, notBefore: null })
      .where(
        and(
          eq(link.connectionId, session.connection.id),
          eq(link.state, 'skipped'),
          isNull(link.itemId),
          lte(link.notBefore, now),
        ),
      ),
  )
}

/**
 * The first sync's part towards Microsoft: the owner's records, page by page in the order of their ids, become
 * intended links, all pending since the module was enabled and each with its place. Records that are linked by then
 * (matched, or taken up from the feed) are passed over.
 */
export async function takeUpOwned(session: Session): Promise<void> {
  const { connection: row } = session
  while (row.backfillAfter !== null) {
    const afterId = row.backfillAfter
    const next = await inTransaction(session, async (tx, context) => {
      const ids = await session.module.crm.listOwned(context, {
        ownerId: row.memberId,
        afterId,
        limit: recordsPerPage,
      })
      const links = await linksByRecord(tx, row.id, ids)
      const now = row.enabledAt ?? session.now()
      const fresh = ids.filter((id) => !links.has(id))
      const places = await placesOf(session, context, fresh)
      await insertRows(
        tx,
        link,
        fresh.map((id) => ({
          id: crypto.randomUUID(),
          ...newLink(row.id, id, now),
          place: places.get(id) ?? 0,
        })),
      )
      const unlinked = ids.flatMap((id) =>
        links.get(id)?.state === 'unlinked' ? [links.get(id)?.id ?? ''] : [],
      )
      // Enabling anew takes up what was let go (C3).
      if (unlinked.length > 0) {
        await tx
          .update(link)
          .set({
            state: 'intended',
            itemId: null,
            base: null,
            etag: null,
            reason: null,
            pendingSince: now,
            createId: null,
            attempts: 0,
            parkedAt: null,
          })
          .where(inArray(link.id, unlinked))
      }
      const reached = ids.length < recordsPerPage ? null : (ids.at(-1) ?? null)
      await tx
        .update(connection)
        .set({ backfillAfter: reached })
        .where(and(eq(connection.id, row.id)))
      // What the first sync changes was shown before it began.
      if (reached === null) await approveUpTo(tx, row.id, session.now())
      return reached
    })
    row.backfillAfter = next
    await checkpoint(session.engine, 'records taken up')
  }
}

async function placesOf(
  session: Session,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { window, crm } = session.module
  if (!window || ids.length === 0) return new Map()
  const records = await crm.read(context, ids)
  const now = session.now()
  return new Map([...records].map(([id, { fields }]) => [id, window.place(fields, now)]))
}
