import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { countRun } from '@/lib/sync/activity/write-activity'
import { asBefore, countedAs } from '@/lib/sync/core/held-fields'
import type { HeldField, HeldFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import { editsOf } from './apply-plan'
import { checkpoint } from './engine'
import { heldAfter, withoutHeld } from './held-change'
import { lastSeen } from './intent'
import { countLinked, isMany } from './many'
import { planAnew } from './push-finish'
import { emptyOutcome, writeOutcome } from './push-outcome'
import { inTransaction, type Session } from './session'
import { asDecided, decisionOf, isDecided } from './standing'
import { carriedOver, heldLinks, heldNames, Tally } from './tally'

const linksPerStep = 200

/** A link as it was read, and as it goes on: what was last seen of its item is what the former says. */
type Step = { seen: LinkRow; row: LinkRow }

/**
 * Settles changes that wait: those that somebody has decided about go on or are put back, and of those that have only
 * been noted so far, the fields that turned out to be many are held, while all others go on (A5).
 */
export async function settleChanges(session: Session): Promise<void> {
  const waiting = (await heldLinks(session.engine.db, session.connection.id)).filter(
    ({ state, removedAt }) => state === 'linked' && removedAt === null,
  )
  if (waiting.length === 0) return
  const decided = decidedLinks(session, waiting)
  const decision = decisionOf(session)
  await goOn(session, decided, decision?.decision === 'restore' ? decision.by : null)
  if (decided.length > 0) await setHeldFields(session, [])
  const left = waiting.filter((row) => !decided.some(({ seen }) => seen === row))
  await setHeldFields(session, await fieldsToHold(session, left))
  const noted = left.map((row) => ({ seen: row, row: remaining(session, row) }))
  await goOn(
    session,
    noted.filter(({ seen, row }) => seen !== row),
  )
  await checkpoint(session.engine, 'changes settled')
}

/** The links that a decision concerns: nothing waits any more, or what waits is to be put back. Not late before it was decided. */
function decidedLinks(session: Session, waiting: readonly LinkRow[]): Step[] {
  const decision = decisionOf(session)
  return waiting.flatMap((seen) => {
    if (!isDecided(decision, seen.heldChange ? new Date(seen.heldChange.notedAt) : null)) return []
    const row = decision.decision === 'restore' ? toPutBack(seen) : withoutHeld(session, seen)
    return [{ seen, row: { ...row, pendingSince: decision.at } }]
  })
}

function toPutBack(row: LinkRow): LinkRow {
  const fields = Object.entries(row.heldChange?.fields ?? {})
  const all = fields.map(([name, former]) => [name, { ...former, putsBack: true }] as const)
  return { ...row, heldChange: heldAfter(row, Object.fromEntries(all)) }
}

/** Fields of which too many changes have come, with those that are held already. */
async function fieldsToHold(session: Session, rows: readonly LinkRow[]): Promise<HeldField[]> {
  const { connection: row, engine } = session
  const noted = new Tally()
  for (const link of rows) noted.add(heldNames(session, link, 'toCrm'))
  if (noted.names().length === 0) return row.heldFields
  const { changes } = await carriedOver(session, engine.db, 'toCrm')
  const linked = await countLinked(engine.db, row.id)
  const many = noted.names().filter((name) => isMany('changes', noted.of(name) + changes.of(name), linked))
  return [...new Set([...row.heldFields, ...many.map((name) => `toCrm:${name}` as const)])]
}

export async function setHeldFields(session: Session, heldFields: HeldField[]): Promise<void> {
  const { connection: row } = session
  if (row.heldFields.join() === heldFields.join()) return
  await inTransaction(session, (tx) =>
    tx.update(connection).set({ heldFields }).where(eq(connection.id, row.id)),
  )
  row.heldFields = heldFields
}

/** The link without the changes that were noted and are not held; the same link if all are. */
function remaining(session: Session, row: LinkRow): LinkRow {
  const held = session.connection.heldFields
  const stays = (field: string, { direction, putsBack }: HeldFields[string]) => {
    const rule = session.rules.find(({ crm }) => crm === field)
    return putsBack || (rule && held.includes(`${direction}:${countedAs(rule)}`))
  }
  const entries = Object.entries(row.heldChange?.fields ?? {})
  const staying = entries.filter(([field, former]) => stays(field, former))
  if (staying.length === entries.length) return row
  const going = Object.fromEntries(entries.filter(([field, former]) => !stays(field, former)))
  return {
    ...row,
    base: asBefore(row.base, going, session.rules),
    heldChange: heldAfter(row, Object.fromEntries(staying)),
  }
}

/**
 * Plans links anew against what was last seen of their items.
 * @param decidedBy whose edit it is that records get their former values back
 */
async function goOn(
  session: Session,
  steps: readonly Step[],
  decidedBy: string | null = null,
): Promise<void> {
  for (let from = 0; from < steps.length; from += linksPerStep) {
    const some = steps.slice(from, from + linksPerStep)
    await inTransaction(session, (tx, context) => carryOn(session, tx, asDecided(context, decidedBy), some))
    await checkpoint(session.engine, 'changes went on')
  }
}

async function carryOn(
  session: Session,
  tx: Database,
  context: Context,
  steps: readonly Step[],
): Promise<void> {
  const recordIds = steps.map(({ seen }) => seen.recordId)
  const locked = {
    records: await session.module.crm.read(context, recordIds, { lock: true }),
    edits: await editsOf(
      session,
      tx,
      steps.map(({ row }) => row),
    ),
  }
  const out = emptyOutcome()
  for (const { seen, row } of steps) {
    const item = { ...lastSeen(seen), modifiedAt: seen.heldChange?.modifiedAt ?? 0 }
    const planned = planAnew(session, out, row, locked, item)
    const left = { ...withoutHeld(session, row), pendingSince: row.pendingSince ?? session.now() }
    out.saved.push(planned ?? left)
  }
  const { actor } = context
  if (actor.type === 'sync' && actor.decidedBy)
    for (const entry of out.entries) if (entry.direction === 'toCrm') entry.decidedBy = actor.decidedBy
  await writeOutcome(session, tx, context, out)
  await countRun(tx, session.runId, { pulled: out.updates.length })
}
