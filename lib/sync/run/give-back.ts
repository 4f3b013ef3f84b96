import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { giveBack } from '@/db/schema/give-back'
import { activity } from '@/db/schema/sync'
import type { UpstreamError } from '@/lib/errors'
import { type BatchAnswer, mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { type ActivityEntry, countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import { checkpoint } from './engine'
import { type GiveBackRow, type Looked, lookAtOwed } from './look-at-owed'
import { inTransaction, itemPath, type Session } from './session'

/** What came of some of them. */
type Outcome = Pick<Looked, 'dropped' | 'left'> & {
  done: { row: GiveBackRow; fields: readonly string[] }[]
  refused: GiveBackRow[]
  /** The item has moved on meanwhile: it is looked at again. */
  again: GiveBackRow[]
  /** Nothing was done. */
  unsent: GiveBackRow[]
}

/** An item that moves under our hands is looked at so often in one go. */
const mostPasses = 3

/**
 * Gives items back what an undo has promised them: their pairs have been let go, so no plan does it. Each item is looked at
 * first, and what somebody has edited there since is left alone. Safe to repeat.
 * @returns `more` when the slice's time is over
 * @throws UpstreamError what concerns the whole connection
 */
export async function giveItemsBack(session: Session): Promise<'done' | 'more'> {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    let moved = 0
    for (let after: string | null = ''; after !== null; ) {
      if (session.now().getTime() > session.deadline) return 'more'
      const rows: GiveBackRow[] = await openOnes(session, after)
      if (rows.length > 0) moved += (await giveSome(session, rows)).again.length
      after = rows.length < mostParts ? null : (rows.at(-1)?.itemId ?? null)
    }
    if (moved === 0) break
  }
  return 'done'
}

const openOnes = ({ engine, connection: row }: Session, after: string): Promise<GiveBackRow[]> =>
  engine.db
    .select()
    .from(giveBack)
    .where(and(eq(giveBack.connectionId, row.id), gt(giveBack.itemId, after)))
    .orderBy(asc(giveBack.itemId))
    .limit(mostParts)

async function giveSome(session: Session, rows: readonly GiveBackRow[]): Promise<Outcome> {
  const { graph, gate, engine, module, owner } = session
  const { given, done, dropped, left, answers: looks } = await lookAtOwed(session, rows)
  throwWhatConcernsAll(looks)
  await noteSent(session, given)
  await checkpoint(engine, 'giving back')
  const parts = given.map(({ item, patch }) => ({
    method: 'PATCH' as const,
    path: itemPath(session, item.id),
    headers: item.etag ? { 'If-Match': item.etag } : {},
    body: module.item.patchBody(item.fields, patch, owner),
  }))
  const answers = parts.length > 0 ? await sendChain(graph, gate, engine.timing, parts) : []
  await checkpoint(engine, 'chain answered')
  const arrived = done.map((row) => ({ row, fields: Object.keys(row.fields) }))
  const outcome: Outcome = { done: arrived, dropped, left, refused: [], again: [], unsent: [] }
  given.forEach(({ row, patch }, at) => {
    const answer = answers[at]
    if (!answer || !('error' in answer)) outcome.done.push({ row, fields: Object.keys(patch) })
    else noteRefusal(row, answer.error, outcome)
  })
  await inTransaction(session, (tx) => writeDown(session, tx, outcome))
  session.advanced = true
  throwWhatConcernsAll(answers)
  return outcome
}

/** What Microsoft asks to wait for is done by another run. A write whose answer is lost keeps the time it was sent. */
function noteRefusal(row: GiveBackRow, { remedy, details }: UpstreamError, outcome: Outcome): void {
  if (remedy === 'gone') outcome.dropped.push(row)
  else if (remedy === 're-plan') outcome.again.push(row)
  else if (remedy === 'wait') {
    if (!details.doubtful) outcome.unsent.push(row)
  } else outcome.refused.push(row)
}

/** The credential; one item that may not be written is its own matter. */
function throwWhatConcernsAll(answers: readonly BatchAnswer[]): void {
  for (const answer of answers)
    if ('error' in answer && answer.error.remedy === 'reconnect' && answer.error.details.status !== 403)
      throw answer.error
}

async function noteSent(session: Session, given: Looked['given']): Promise<void> {
  if (given.length === 0) return
  const ids = given.map(({ row }) => row.itemId)
  const mine = and(eq(giveBack.connectionId, session.connection.id), inArray(giveBack.itemId, ids))
  await inTransaction(session, (tx) =>
    tx
      .update(giveBack)
      .set({ sentAt: session.now(), attempts: sql`${giveBack.attempts} + 1` })
      .where(mine),
  )
}

async function writeDown(session: Session, tx: Database, outcome: Outcome): Promise<void> {
  const { done, dropped, left, refused } = outcome
  const open = [...outcome.again, ...outcome.unsent]
  const over = [...done.map(({ row }) => row), ...left.map(({ row }) => row), ...dropped, ...refused]
  const chosen = (rows: readonly GiveBackRow[]) =>
    and(
      eq(giveBack.connectionId, session.connection.id),
      inArray(
        giveBack.itemId,
        rows.map(({ itemId }) => itemId),
      ),
    )
  if (over.length > 0) await tx.delete(giveBack).where(chosen(over))
  if (open.length > 0) await tx.update(giveBack).set({ sentAt: null }).where(chosen(open))
  for (const why of ['changed-since', 'kept-for-attendees'] as const) {
    const rows = left.filter((one) => one.why === why).map(({ row }) => row)
    if (rows.length > 0) await tx.update(activity).set({ leftAlone: why }).where(ofMatches(rows))
  }
  const { organisationId, id: connectionId } = session.connection
  const about = { organisationId, connectionId, runId: session.runId, at: session.now() }
  await writeActivity(tx, about, entriesOf(session, outcome))
  await countRun(tx, session.runId, { pushed: done.length, failed: refused.length })
}

/** The entries that told of the matches. */
const ofMatches = (rows: readonly GiveBackRow[]) =>
  and(
    inArray(
      activity.restoredBy,
      rows.map(({ runId }) => runId),
    ),
    inArray(
      activity.recordId,
      rows.map(({ recordId }) => recordId),
    ),
    eq(activity.action, 'matched'),
  )

/** Told as the undo's. */
function entriesOf({ rules }: Session, { done, refused }: Outcome): ActivityEntry[] {
  const about = ({ recordId, itemId, runId }: GiveBackRow) =>
    ({ direction: 'toMicrosoft', recordId, itemId, runId }) as const
  const given = done.map(({ row, fields: names }): ActivityEntry => {
    const fields = rules.flatMap(({ crm, microsoft }) => {
      const one = names.includes(microsoft) ? row.fields[microsoft] : undefined
      return one ? [{ field: crm, before: one.from, after: one.to, lost: null }] : []
    })
    return { ...about(row), action: 'updated', reason: 'undone', fields }
  })
  const failed = refused.map(
    (row): ActivityEntry => ({ ...about(row), action: 'failed', reason: 'microsoft-refused' }),
  )
  return [...given, ...failed]
}
