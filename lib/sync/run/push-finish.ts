import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ActivityField, connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { UpstreamError } from '@/lib/errors'
import { type BatchAnswer, sendChain } from '@/lib/microsoft/graph/batch'
import { type ActivityEntry, countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, removeLinks, saveLinks } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { crmEntries, linkAfter, planAgainst, recordState } from './apply-plan'
import { type Intent, mappedOf, noteGone, readOf } from './push-chunk'
import { inTransaction, type Session } from './session'

/** An intent and what Microsoft said to it; null when nothing was sent. */
export type Finished = { intent: Intent; answer: BatchAnswer | null }

/** After this many refusals an item waits for an edit or for "try again". */
const mostAttempts = 6
const firstPauseMs = 30_000
const doubtPauseMs = 1_000

type Outcome = {
  saved: LinkRow[]
  dropped: string[]
  gone: string[]
  doomed: LinkRow[]
  entries: ActivityEntry[]
  updates: { id: string; patch: CanonicalFields }[]
  restores: string[]
  pushed: number
  failed: number
}

/**
 * Writes what came of a chunk, in one transaction. Items that had moved on (412) are read again and planned against
 * what they are now; that plan's CRM part is carried out here, its Microsoft part stays pending.
 * @param stage `looked-at`: the answers are reads of items whose record has gone
 * @returns the links whose item may now be deleted
 * @throws UpstreamError `reconnect`, or `wait` that was no record's own fault
 */
export async function finishChunk(
  session: Session,
  finished: readonly Finished[],
  stage: 'looked-at' | 'sent' = 'sent',
): Promise<LinkRow[]> {
  if (finished.length === 0) return []
  const reread = await readAgain(session, finished)
  const outcome = await inTransaction(session, async (tx, context) => {
    const out: Outcome = {
      saved: [],
      dropped: [],
      gone: [],
      doomed: [],
      entries: [],
      updates: [],
      restores: [],
      pushed: 0,
      failed: 0,
    }
    const ids = [
      ...reread.keys(),
      ...(stage === 'looked-at' ? finished.map(({ intent }) => intent.row.recordId) : []),
    ]
    const records = await session.module.crm.read(context, ids, { lock: true })
    for (const one of finished) {
      const fresh = reread.get(one.intent.row.recordId)
      if (fresh === null) out.gone.push(one.intent.row.id)
      else if (fresh) replan(session, out, one.intent.row, records.get(one.intent.row.recordId), fresh)
      else if (stage === 'looked-at') looked(session, out, one, records.get(one.intent.row.recordId))
      else settle(session, out, one)
    }
    await writeOutcome(session, tx, context, out)
    return out
  })
  for (const { intent, answer } of finished) {
    if (!answer || !('error' in answer)) continue
    if (concernsAll(answer.error)) throw answer.error
    // The folder to create in was not found: the next slice begins by looking for it.
    if (intent.kind === 'create' && answer.error.remedy === 'gone') {
      throw new UpstreamError('wait', { code: 'container-not-found', retryAfterMs: 1_000 })
    }
  }
  return outcome.doomed
}

/** A refusal that is not this record's: a credential, a limit, or the container itself. */
function concernsAll(error: UpstreamError): boolean {
  return error.remedy === 'reconnect' || (error.remedy === 'wait' && !error.details.doubtful)
}

/** Null: the item is gone by now. */
async function readAgain(session: Session, finished: readonly Finished[]): Promise<Map<string, Item | null>> {
  const stale = finished.filter(
    ({ answer }) => answer && 'error' in answer && answer.error.remedy === 're-plan',
  )
  const items = new Map<string, Item | null>()
  if (stale.length === 0) return items
  const parts = stale.map(({ intent }) => readOf(session, intent.row))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  stale.forEach(({ intent }, at) => {
    const answer = answers[at]
    if (!answer) return
    if ('error' in answer) {
      if (answer.error.remedy === 'gone') items.set(intent.row.recordId, null)
      return
    }
    items.set(intent.row.recordId, session.module.item.read(answer.body, intent.row.base?.microsoft ?? {}))
  })
  return items
}

function replan(
  session: Session,
  out: Outcome,
  row: LinkRow,
  record: CrmRecord | undefined,
  item: Item,
): void {
  if (!record) return
  const plan = planAgainst(session, row, recordState(record, new Map()), item)
  if (plan.crm.kind === 'restore') out.restores.push(record.id)
  if ((plan.crm.kind === 'restore' || plan.crm.kind === 'update') && Object.keys(plan.crm.patch).length > 0) {
    out.updates.push({ id: record.id, patch: plan.crm.patch })
  }
  out.entries.push(...crmEntries(plan, record, item, session.now()))
  const after = linkAfter(session, row, plan, item)
  out.saved.push({ ...after, attempts: row.attempts + 1, notBefore: pauseFor(session, row) })
}

/** The first few re-plans follow at once; an item that keeps moving gets a little time. */
const pauseFor = (session: Session, row: LinkRow) =>
  row.attempts < 3 ? null : new Date(session.now().getTime() + doubtPauseMs * 2 ** Math.min(row.attempts, 8))

/** An item whose record has gone, as it was just read. */
function looked(
  session: Session,
  out: Outcome,
  { intent, answer }: Finished,
  record: CrmRecord | undefined,
): void {
  const { row } = intent
  if (!answer) return
  if ('error' in answer) {
    if (answer.error.remedy === 'gone') out.dropped.push(row.id)
    return
  }
  const item = session.module.item.read(answer.body, row.base?.microsoft ?? {})
  const inBin = record && record.deletedAt !== null && record.ownerId === session.connection.memberId
  const plan = inBin ? planAgainst(session, row, recordState(record, new Map()), item) : null
  if (plan && plan.microsoft.kind !== 'delete') replan(session, out, row, record, item)
  else out.doomed.push({ ...row, etag: item.etag })
}

function settle(session: Session, out: Outcome, { intent, answer }: Finished): void {
  const { row } = intent
  if (answer === null) {
    settleUnsent(session, out, intent)
    return
  }
  if ('error' in answer) {
    refused(session, out, intent, answer.error)
    return
  }
  out.pushed += 1
  const about = { direction: 'toMicrosoft' as const, recordId: row.recordId, delayMs: delayOf(session, row) }
  if (intent.kind === 'delete') {
    out.dropped.push(row.id)
    out.entries.push({ ...about, action: 'deleted', itemId: row.itemId })
    return
  }
  if (intent.kind === 'nothing') return
  const known = intent.kind === 'create' ? intent.fields : { ...row.base?.microsoft, ...intent.patch }
  const item = session.module.item.read(answer.body, known)
  const patch = intent.kind === 'create' ? intent.fields : intent.patch
  const base = { crm: { ...row.base?.crm, ...mappedOf(session, intent.record) }, microsoft: item.fields }
  const agreed = { crm: { kind: 'none' }, microsoft: { kind: 'none' }, base } as const
  out.saved.push(linkAfter(session, row, { ...agreed, conflicts: [], refused: [] }, item))
  out.entries.push({
    ...about,
    action: intent.kind === 'create' ? 'created' : 'updated',
    itemId: item.id,
    fields: writtenFields(session, row, patch),
  })
}

/** The former and the new values over there, under the CRM's names: the reader knows those. */
function writtenFields(session: Session, row: LinkRow, patch: CanonicalFields): ActivityField[] {
  const former = row.itemId === null ? {} : (row.base?.microsoft ?? {})
  return session.rules.flatMap(({ crm, microsoft }) => {
    const [before, after] = [fieldOf(former, microsoft), fieldOf(patch, microsoft)]
    return microsoft in patch && before !== after ? [{ field: crm, before, after, lost: null }] : []
  })
}

/** Nothing had to be sent: the record has gone before its item was made, or both sides agree already. */
function settleUnsent(session: Session, out: Outcome, intent: Intent): void {
  const { row } = intent
  if (intent.kind !== 'nothing') return
  if (row.itemId === null && row.state === 'intended') out.dropped.push(row.id)
  else if (intent.plan === null) out.saved.push({ ...row, pendingSince: null })
  else
    out.saved.push({
      ...row,
      base: intent.plan.base,
      pendingSince: null,
      attempts: 0,
      notBefore: null,
      lastSyncedAt: session.now(),
    })
}

function refused(session: Session, out: Outcome, intent: Intent, error: UpstreamError): void {
  const { row } = intent
  if (error.remedy === 'gone') {
    if (intent.kind === 'delete') out.dropped.push(row.id)
    else if (row.itemId !== null) out.gone.push(row.id)
    else out.saved.push({ ...row, sentAt: null, notBefore: null })
    return
  }
  if (concernsAll(error)) {
    // Refused before anything was done: nothing to look for.
    if (row.sentAt !== null) out.saved.push({ ...row, sentAt: null, notBefore: null })
    return
  }
  if (error.remedy === 're-plan') return
  if (error.details.doubtful) {
    // A create keeps the time it was sent, and is looked for; anything else is simply done again.
    if (row.sentAt === null)
      out.saved.push({ ...row, attempts: row.attempts + 1, notBefore: pauseFor(session, row) })
    return
  }
  const attempts = row.attempts + 1
  const parked = attempts >= mostAttempts
  const pauseMs = Math.min(3_600_000, firstPauseMs * 4 ** (attempts - 1))
  out.failed += 1
  out.saved.push({
    ...row,
    sentAt: null,
    attempts,
    reason: 'microsoft-refused',
    lastError: error.details.code ?? String(error.details.status ?? ''),
    notBefore: new Date(session.now().getTime() + pauseMs),
    parkedAt: parked ? session.now() : null,
  })
  out.entries.push({
    direction: 'toMicrosoft',
    action: 'failed',
    recordId: row.recordId,
    itemId: row.itemId,
    reason: 'microsoft-refused',
  })
}

const delayOf = (session: Session, row: LinkRow) =>
  row.pendingSince ? Math.max(0, session.now().getTime() - row.pendingSince.getTime()) : null

async function writeOutcome(session: Session, tx: Database, context: Context, out: Outcome): Promise<void> {
  const { crm } = session.module
  if (out.restores.length > 0) await crm.restore(context, out.restores)
  if (out.updates.length > 0) await crm.update(context, out.updates)
  await saveLinks(tx, out.saved)
  await removeLinks(tx, out.dropped)
  if (out.gone.length > 0) await noteGone(session, tx, out.gone)
  const { organisationId, id: connectionId } = session.connection
  await writeActivity(
    tx,
    { organisationId, connectionId, runId: session.runId, at: session.now() },
    out.entries,
  )
  await countRun(tx, session.runId, { pushed: out.pushed, failed: out.failed })
  if (out.pushed > 0)
    await tx.update(connection).set({ lastChangeAt: session.now() }).where(eq(connection.id, connectionId))
}
