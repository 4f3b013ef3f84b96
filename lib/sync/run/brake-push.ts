import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { updateRows } from '@/lib/crm/records/write-rows'
import { writeActivity } from '@/lib/sync/activity/write-activity'
import { editedFields } from '@/lib/sync/core/held-fields'
import type { HeldField } from '@/lib/sync/core/types'
import { type LinkRow, removalHeld, removeLinks } from '@/lib/sync/links'
import type { CrmRecord } from '@/lib/sync/modules/module'
import { checkpoint } from './engine'
import { awaitFeedBurst } from './feed-burst'
import { withHeld } from './held-change'
import { intentOf } from './intent'
import { countLinked, isMany } from './many'
import { inTransaction, type Session } from './session'
import { setHeldFields } from './settle-changes'
import { asDecided, decisionOf, forgetDecision } from './standing'
import { carriedOver, Tally } from './tally'

const linksPerLoad = 400

/**
 * Before anything is sent to Microsoft: deletions and changes of one field that are too many at once are held for a
 * decision, while everything else goes on (A5). Counted is what a person has edited since both sides agreed.
 */
export async function brakePush(session: Session): Promise<void> {
  await carryOutDecision(session)
  if ((await countOpen(session)) === 0) return
  await awaitFeedBurst(session)
  const open = await openWork(session)
  const removals = await removalsToHold(session, open)
  if (removals.length > 0) await holdRemovals(session, removals)
  await holdChanges(session, open)
  await checkpoint(session.engine, 'push braked')
}

/** Work on pairs that nobody has approved. First syncs and new records are none. */
const isOpen = ({ connection: row }: Session) =>
  and(
    eq(link.connectionId, row.id),
    eq(link.state, 'linked'),
    isNotNull(link.pendingSince),
    isNull(link.parkedAt),
    isNull(link.removedAt),
    or(isNull(link.reason), ne(link.reason, removalHeld)),
    sql`${link.pendingSince} > coalesce((select ${connection.approvedTo} from ${connection} where ${connection.id} = ${row.id}), '-infinity')`,
  )

async function countOpen(session: Session): Promise<number> {
  const [row] = await session.engine.db
    .select({ count: sql<string>`count(*)` })
    .from(link)
    .where(isOpen(session))
  return Number(row?.count ?? 0)
}

/** What is open, sorted, and what has gone through just before. */
export type OpenWork = {
  removals: LinkRow[]
  updates: { row: LinkRow; names: Set<string> }[]
  done: Awaited<ReturnType<typeof carriedOver>>
  linked: number
}

async function openWork(session: Session): Promise<OpenWork> {
  const { engine, connection: row } = session
  const rows = await engine.db.select().from(link).where(isOpen(session))
  const work: OpenWork = {
    removals: [],
    updates: [],
    done: await carriedOver(session, engine.db, 'toMicrosoft'),
    linked: await countLinked(engine.db, row.id),
  }
  for (let from = 0; from < rows.length; from += linksPerLoad) {
    const some = rows.slice(from, from + linksPerLoad)
    const records = await session.module.crm.read(
      { organisationId: row.organisationId, db: engine.db },
      some.map(({ recordId }) => recordId),
    )
    for (const one of some) sortOpen(session, work, one, records.get(one.recordId))
  }
  return work
}

/** What was given away, or stays in the CRM from now on, was not deleted. */
const isDeleted = (record: CrmRecord | undefined) => !record || record.deletedAt !== null

export function sortOpen(
  session: Session,
  work: OpenWork,
  row: LinkRow,
  record: CrmRecord | undefined,
): void {
  const intent = intentOf(session, row, record)
  if (intent.kind === 'delete' && isDeleted(record)) work.removals.push(row)
  if (intent.kind !== 'update') return
  const plan = { crm: { kind: 'none' }, microsoft: { kind: 'update', patch: intent.patch } } as const
  const { toMicrosoft: names } = editedFields(session.rules, row.base, { ...plan, held: intent.held })
  if (names.size > 0) work.updates.push({ row, names })
}

/** With those that wait already, any more deletions do. */
export async function removalsToHold(
  session: Session,
  { removals, done, linked }: OpenWork,
): Promise<LinkRow[]> {
  if (removals.length === 0) return []
  const waiting = await heldRemovals(session)
  const count = removals.length + done.deletions
  return waiting.length > 0 || isMany('deletions', count, linked + done.deletions) ? removals : []
}

const heldRemovals = ({ engine, connection: row }: Session): Promise<LinkRow[]> =>
  engine.db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, row.id), eq(link.reason, removalHeld)))

async function holdRemovals(session: Session, removals: readonly LinkRow[]): Promise<void> {
  const ids = removals.map(({ id }) => id)
  await inTransaction(session, (tx) =>
    tx.update(link).set({ reason: removalHeld, pendingSince: null }).where(inArray(link.id, ids)),
  )
}

/** The fields of which too many changes are open, with those that are held already. */
export function namesToHold({ connection: row }: Session, { updates, done, linked }: OpenWork): string[] {
  const counts = new Tally()
  for (const { names } of updates) counts.add(names)
  return counts
    .names()
    .filter(
      (name) =>
        row.heldFields.includes(`toMicrosoft:${name}`) ||
        isMany('changes', counts.of(name) + done.changes.of(name), linked),
    )
}

async function holdChanges(session: Session, work: OpenWork): Promise<void> {
  const { updates } = work
  const held = namesToHold(session, work)
  if (held.length === 0) return
  const fields = held.map((name): HeldField => `toMicrosoft:${name}`)
  await setHeldFields(session, [...new Set([...session.connection.heldFields, ...fields])])
  const rows = updates.flatMap(({ row, names }) => {
    const waits = new Set(held.filter((name) => names.has(name)))
    if (waits.size === 0) return []
    const { id, heldChange } = withHeld(session, row, waits, 'toMicrosoft')
    return [{ id, heldChange }]
  })
  await inTransaction(session, (tx) => updateRows(tx, link, rows))
}

/**
 * Held deletions that somebody has decided about: they go on, or the records come out of the bin. They are the last of
 * what a decision concerns; what is held from now on is another matter.
 */
async function carryOutDecision(session: Session): Promise<void> {
  const decision = decisionOf(session)
  if (decision === null) return
  const decided = await heldRemovals(session)
  await inTransaction(session, async (tx, context) => {
    if (decision.decision === 'restore') await bringBack(session, tx, context, decided, decision.by)
    const ids = decided.map(({ id }) => id)
    // Not late before it was decided.
    const open = { reason: null, pendingSince: decision.at }
    if (ids.length > 0) await tx.update(link).set(open).where(inArray(link.id, ids))
    await forgetDecision(session, tx, decision)
  })
  await checkpoint(session.engine, 'held deletions decided')
}

async function bringBack(
  session: Session,
  tx: Database,
  context: Context,
  rows: readonly LinkRow[],
  decidedBy: string | null,
): Promise<void> {
  const { module, connection: row, runId } = session
  const ids = rows.map(({ recordId }) => recordId)
  const records = await module.crm.read(context, ids, { lock: true })
  const binned = rows.filter(({ recordId }) => records.get(recordId)?.deletedAt)
  if (binned.length > 0) {
    await module.crm.restore(
      asDecided(context, decidedBy),
      binned.map(({ recordId }) => recordId),
    )
  }
  // Of a record that has left the bin meanwhile its item is all there is: it is taken up as a new one.
  const purged = rows.filter(({ recordId }) => !records.has(recordId))
  await removeLinks(
    tx,
    purged.map(({ id }) => id),
  )
  await writeActivity(
    tx,
    { organisationId: row.organisationId, connectionId: row.id, runId, at: session.now() },
    binned.map(({ recordId, itemId }) => ({
      direction: 'toCrm',
      action: 'created',
      recordId,
      itemId,
      decidedBy,
    })),
  )
}
