import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import { microsoftFields } from '@/lib/sync/core/mapping'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, newLink } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { crmEntries, type Edits, editsOf, linkAfter, planAgainst, recordState } from './apply-plan'
import { arrivedWrites } from './arrived-writes'
import { begunAt } from './change-delay'
import { findMatches, type Match } from './match'
import { type Known, noteChanges } from './note-changes'
import type { Session } from './session'
import { sortItems } from './sort-items'

/** A record to be made for an item, and its link but for the record's id. */
export type Birth = { item: Item; patch: CanonicalFields; row: LinkRow }

/** What items ask of the CRM and of the links, gathered so that each kind is one statement. */
export type Work = {
  updates: { id: string; patch: CanonicalFields }[]
  restores: string[]
  saved: LinkRow[]
  dropped: string[]
  fresh: LinkRow[]
  births: Birth[]
  entries: ActivityEntry[]
}

/**
 * How whoever only looks ahead has items planned: nothing is locked or remembered, the records that items of earlier
 * pages would be matched with are taken, and what the brake would hold is.
 */
export type Looking = {
  taken: ReadonlySet<string>
  hold(pairs: readonly Known[], edits: Edits): readonly Known[]
}

/** Plans items as they were just read against the records they belong to. Our own writes coming back ask for nothing (A3). */
export async function planItems(
  session: Session,
  tx: Database,
  context: Context,
  items: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
  looking: Looking | null = null,
): Promise<Work> {
  const { module, connection: row } = session
  const work: Work = {
    updates: [],
    restores: [],
    saved: [],
    dropped: [],
    fresh: [],
    births: [],
    entries: [],
  }
  const { known, unknown } = await sortItems(session, tx, context, work, items, links, looking)
  const matches = await findMatches(session, tx, context, unknown, links, looking?.taken)
  const matched = [...matches.values()].map(({ recordId }) => recordId)
  const records = await module.crm.read(context, [...known.map(({ link }) => link.recordId), ...matched], {
    lock: looking === null,
  })
  const edits = await editsOf(session, tx, [
    ...known.map(({ link }) => link),
    ...matched.map((recordId) => newLink(row.id, recordId, session.now())),
  ])
  const pairs = known.map((pair) => ({ ...pair, record: records.get(pair.link.recordId) }))
  const noted = looking === null ? await noteChanges(session, tx, pairs, edits) : looking.hold(pairs, edits)
  for (const { item, link, record } of noted) planKnown(session, work, item, link, record, edits)
  for (const item of unknown) {
    const match = matches.get(item.id)
    const record = match ? records.get(match.recordId) : undefined
    const former = links.get(item.id)
    if (former && former.id !== match?.link?.id) work.dropped.push(former.id)
    if (match && record) planMatched(session, work, item, match, record, edits)
    else planBirth(session, work, item)
  }
  return work
}

/** The record is no longer this connection's to sync: what becomes of its item is the push's business. */
const hasLeft = (session: Session, record: CrmRecord | undefined): boolean =>
  !record || record.ownerId !== session.connection.memberId || record.excluded !== null

/** A link of which the push is to decide what becomes of the item. */
const forThePush = (session: Session, row: LinkRow, item: Item): LinkRow => ({
  ...row,
  etag: item.etag,
  removedAt: null,
  pendingSince: row.pendingSince ?? session.now(),
})

function planKnown(
  session: Session,
  work: Work,
  item: Item,
  row: LinkRow,
  record: CrmRecord | undefined,
  edits: Edits,
): void {
  if (!record || hasLeft(session, record)) {
    work.saved.push(forThePush(session, row, item))
    return
  }
  const plan = planAgainst(session, row, recordState(record, edits), item)
  if (plan.microsoft.kind === 'delete') {
    work.saved.push(forThePush(session, row, item))
    return
  }
  collect(session, work, plan, { record, item, edits })
  work.entries.push(...arrivedWrites(session, row, record, item))
  work.saved.push(linkAfter(session, row, plan, item, record))
}

function planMatched(
  session: Session,
  work: Work,
  found: Item,
  match: Match,
  record: CrmRecord,
  edits: Edits,
): void {
  const item = besideRecord(session, found, record)
  const blank = {
    id: crypto.randomUUID(),
    ...newLink(session.connection.id, match.recordId, begunAt(session)),
  }
  const row = match.link ? { ...match.link, base: null, heldChange: null } : blank
  const keep = (after: LinkRow) => (match.link ? work.saved : work.fresh).push(after)
  if (hasLeft(session, record)) {
    const base = { crm: {}, microsoft: item.fields }
    keep(forThePush(session, { ...row, state: 'linked', itemId: item.id, base }, item))
    return
  }
  const plan = planAgainst(session, row, recordState(record, edits), item)
  collect(session, work, plan, { record, item, edits }, 'matched')
  keep(linkAfter(session, row, plan, item, record))
}

function besideRecord({ module, rules }: Session, item: Item, record: CrmRecord): Item {
  const fields = module.item.beside?.(item.fields, microsoftFields(rules, record.fields))
  return fields ? { ...item, fields } : item
}

function planBirth(session: Session, work: Work, item: Item): void {
  const plan = planAgainst(session, null, null, item)
  if (plan.crm.kind !== 'create') return
  const blank = { id: crypto.randomUUID(), ...newLink(session.connection.id, '', session.now()) }
  work.births.push({ item, patch: plan.crm.patch, row: linkAfter(session, blank, plan, item, null) })
  work.entries.push(...crmEntries(session, plan, { record: null, item, edits: new Map() }))
}

function collect(
  session: Session,
  work: Work,
  plan: ReturnType<typeof planAgainst>,
  pair: { record: CrmRecord; item: Item; edits: Edits },
  action?: 'matched',
): void {
  const { record } = pair
  if (plan.crm.kind === 'restore') work.restores.push(record.id)
  if (plan.crm.kind === 'restore' || plan.crm.kind === 'update') {
    if (Object.keys(plan.crm.patch).length > 0) work.updates.push({ id: record.id, patch: plan.crm.patch })
  }
  work.entries.push(...crmEntries(session, plan, pair, action))
}
