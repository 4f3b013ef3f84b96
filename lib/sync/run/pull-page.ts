import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { insertRows } from '@/lib/crm/records/write-rows'
import { type ActivityEntry, countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, linksByItem, newLink, removeLinks, saveLinks } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { type ChangeTimes, changeTimes, crmEntries, linkAfter, planAgainst, recordState } from './apply-plan'
import { resolveDoubtfulCreates } from './doubtful-creates'
import { findMatches, type Match } from './match'
import { inTransaction, type Session } from './session'

type Wire = { id: string; '@removed'?: unknown }

/** What one page asks of the CRM and of the links, gathered so that each kind is one statement. */
type Work = {
  updates: { id: string; patch: CanonicalFields }[]
  restores: string[]
  saved: LinkRow[]
  dropped: string[]
  fresh: LinkRow[]
  entries: ActivityEntry[]
}

/**
 * Applies one delta page: links and records that it touches are read, planned, and written with the link to the next
 * page in one transaction. The same item may come more than once; the last one counts. Removals are only noted here:
 * they are confirmed together at the end of the round (A5, A6).
 */
export async function pullPage(session: Session, values: readonly Wire[], nextLink: string): Promise<void> {
  const latest = new Map(values.map((value) => [value.id, value]))
  const removed = [...latest.values()].filter((value) => value['@removed'] !== undefined).map(({ id }) => id)
  const present = [...latest.values()].filter((value) => value['@removed'] === undefined)
  if (present.length > 0) await resolveDoubtfulCreates(session)

  await inTransaction(session, async (tx, context) => {
    const links = await linksByItem(tx, session.connection.id, [...latest.keys()])
    await noteRemoved(
      session,
      tx,
      removed.filter((id) => links.has(id)),
    )
    const items = present.map((value) =>
      session.module.item.read(value, links.get(value.id)?.base?.microsoft ?? {}),
    )
    const changed = await planItems(session, tx, context, items, links)
    await tx
      .update(connection)
      .set({
        deltaLink: nextLink,
        lastPullAt: session.now(),
        ...(changed > 0 ? { lastChangeAt: session.now() } : {}),
      })
      .where(eq(connection.id, session.connection.id))
    await countRun(tx, session.runId, { pulled: changed })
    session.found.container += changed
  })
}

async function noteRemoved(session: Session, tx: Database, itemIds: string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(link)
    .set({ removedAt: session.now() })
    .where(
      and(
        eq(link.connectionId, session.connection.id),
        inArray(link.itemId, itemIds),
        eq(link.state, 'linked'),
      ),
    )
}

/** @returns how many records were made, changed or matched; our own writes coming back are none (A3) */
async function planItems(
  session: Session,
  tx: Database,
  context: Context,
  items: readonly Item[],
  links: Map<string, LinkRow>,
): Promise<number> {
  const { module, connection: row } = session
  const known = items.filter((item) => links.get(item.id)?.state === 'linked')
  // One that was let go and has come back is as new, but for the record it belongs to.
  const unknown = items.filter((item) => links.get(item.id)?.state !== 'linked')
  const moved = known.filter(
    (item) => links.get(item.id)?.etag !== item.etag || links.get(item.id)?.removedAt,
  )
  const matches = await findMatches(session, tx, context, unknown, links)
  const recordIds = [
    ...moved.flatMap((item) => links.get(item.id)?.recordId ?? []),
    ...[...matches.values()].map(({ recordId }) => recordId),
  ]
  const records = await module.crm.read(context, recordIds, { lock: true })
  const times = await changeTimes(session, tx, [
    ...moved.flatMap((item) => links.get(item.id) ?? []),
    ...[...matches.values()].map(({ recordId }) => newLink(row.id, recordId, session.now())),
  ])
  const work: Work = { updates: [], restores: [], saved: [], dropped: [], fresh: [], entries: [] }

  for (const item of moved) {
    const known = links.get(item.id)
    if (known) planKnown(session, work, item, known, records.get(known.recordId), times)
  }
  const created: { item: Item; patch: CanonicalFields; row: Omit<LinkRow, 'recordId'> }[] = []
  for (const item of unknown) {
    const match = matches.get(item.id)
    const record = match ? records.get(match.recordId) : undefined
    const former = links.get(item.id)
    if (former && former.id !== match?.link?.id) work.dropped.push(former.id)
    if (match && record) planMatched(session, work, item, match, record, times)
    else {
      const plan = planAgainst(session, null, null, item)
      if (plan.crm.kind !== 'create') continue
      const { recordId: _, ...blank } = { id: crypto.randomUUID(), ...newLink(row.id, '', session.now()) }
      const after = linkAfter(session, { ...blank, recordId: '' }, plan, item)
      created.push({ item, patch: plan.crm.patch, row: after })
      work.entries.push(...crmEntries(plan, null, item, session.now()))
    }
  }
  await writeWork(session, tx, context, work, created)
  await touchSeen(session, tx, known)
  return new Set(work.entries.map(({ itemId }) => itemId)).size
}

function planKnown(
  session: Session,
  work: Work,
  item: Item,
  row: LinkRow,
  record: CrmRecord | undefined,
  times: ChangeTimes,
): void {
  if (!record || record.ownerId !== session.connection.memberId) {
    // The record has left: the push takes the item away.
    work.saved.push({
      ...row,
      etag: item.etag,
      removedAt: null,
      pendingSince: row.pendingSince ?? session.now(),
    })
    return
  }
  const plan = planAgainst(session, row, recordState(record, times), item)
  if (plan.microsoft.kind === 'delete') {
    work.saved.push({
      ...row,
      etag: item.etag,
      removedAt: null,
      pendingSince: row.pendingSince ?? session.now(),
    })
    return
  }
  collect(session, work, plan, record, item)
  work.saved.push(linkAfter(session, row, plan, item))
}

function planMatched(
  session: Session,
  work: Work,
  item: Item,
  match: Match,
  record: CrmRecord,
  times: ChangeTimes,
): void {
  const blank = { id: crypto.randomUUID(), ...newLink(session.connection.id, match.recordId, session.now()) }
  const row = match.link ? { ...match.link, base: null } : blank
  const plan = planAgainst(session, row, recordState(record, times), item)
  collect(session, work, plan, record, item, 'matched')
  const after = linkAfter(session, row, plan, item)
  if (match.link) work.saved.push(after)
  else work.fresh.push(after)
}

function collect(
  session: Session,
  work: Work,
  plan: ReturnType<typeof planAgainst>,
  record: CrmRecord,
  item: Item,
  action?: 'matched',
): void {
  if (plan.crm.kind === 'restore') work.restores.push(record.id)
  if (plan.crm.kind === 'restore' || plan.crm.kind === 'update') {
    if (Object.keys(plan.crm.patch).length > 0) work.updates.push({ id: record.id, patch: plan.crm.patch })
  }
  work.entries.push(...crmEntries(plan, record, item, session.now(), action))
}

async function writeWork(
  session: Session,
  tx: Database,
  context: Context,
  work: Work,
  created: { item: Item; patch: CanonicalFields; row: Omit<LinkRow, 'recordId'> }[],
): Promise<void> {
  const { crm } = session.module
  if (work.restores.length > 0) await crm.restore(context, work.restores)
  if (work.updates.length > 0) await crm.update(context, work.updates)
  const ids =
    created.length > 0
      ? await crm.create(
          context,
          created.map(({ patch }) => patch),
        )
      : []
  const born = created.map(({ row }, at) => ({ ...row, recordId: ids[at] ?? '' }))
  const recordOf = new Map(created.map(({ item }, at) => [item.id, ids[at] ?? null]))
  await removeLinks(tx, work.dropped)
  await saveLinks(tx, work.saved)
  await insertRows(tx, link, [...work.fresh, ...born])
  const entries = work.entries.map((entry) => ({
    ...entry,
    recordId: entry.recordId ?? recordOf.get(entry.itemId ?? '') ?? null,
  }))
  await writeActivity(
    tx,
    {
      organisationId: session.connection.organisationId,
      connectionId: session.connection.id,
      runId: session.runId,
      at: session.now(),
    },
    entries,
  )
}

/** During a full round, what it shows is noted, so that what it does not show stands out. */
async function touchSeen(session: Session, tx: Database, known: readonly Item[]): Promise<void> {
  if (session.connection.fullRoundStartedAt === null || known.length === 0) return
  await tx
    .update(link)
    .set({ seenAt: session.now(), removedAt: null })
    .where(
      and(
        eq(link.connectionId, session.connection.id),
        inArray(
          link.itemId,
          known.map(({ id }) => id),
        ),
      ),
    )
}
