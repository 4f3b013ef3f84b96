import { UpstreamError } from '@/lib/errors'
import { type BatchAnswer, sendChain } from '@/lib/microsoft/graph/batch'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { agreedAt, crmEntries, type Edits, editsOf, linkAfter, planAgainst, recordState } from './apply-plan'
import { arrivedWrites } from './arrived-writes'
import { delayOfPush } from './change-delay'
import { comeBack } from './come-back'
import { inContainer } from './confirm-removals'
import { heldAfter } from './held-change'
import { type Intent, isOwn, lastSeen, mailedOf, mappedOf, readOf } from './intent'
import { isAway, isOwnTrouble, type MailboxNow, readMailboxNow } from './own-trouble'
import { type Doomed, emptyOutcome, type Outcome, writeOutcome } from './push-outcome'
import { asWhole, concernsAll, later, noteRefusal } from './push-refusal'
import { inTransaction, readItem, type Session } from './session'
import { begunAnew, leftBehind, lostEdits, skip, suspend, waitForMapping } from './stay-behind'
import { mayWithdraw, movedSince } from './undo-orders'
import { writtenFields } from './written-fields'

/** An intent and what Microsoft said to it; null when nothing was sent. */
export type Finished = { intent: Intent; answer: BatchAnswer | null }

/** Records that are planned anew, as the transaction has read and locked them, and what becomes of other writes. */
export type Locked = { records: Map<string, CrmRecord>; edits: Edits; mailbox?: MailboxNow | null }

/**
 * Writes what came of a chunk, in one transaction. Items that had moved on (412) are read again and planned against
 * what they are now; that plan's CRM part is carried out here, its Microsoft part stays pending.
 * @param stage `looked-at`: the answers are reads of items whose record has gone
 * @returns the links whose item may now be deleted
 * @throws UpstreamError `reconnect`, or `wait` that was no record's own fault
 */
export async function finishChunk(
  session: Session,
  answered: readonly Finished[],
  stage: 'looked-at' | 'sent' = 'sent',
): Promise<Doomed[]> {
  if (answered.length === 0) return []
  const isTroubled = answered.some(({ answer }) => isOwnTrouble(answer))
  const mailbox = isTroubled ? await readMailboxNow(session, answered) : null
  const finished = asWhole(answered, mailbox !== null && isAway(mailbox, session.now()))
  const reread = await readAgain(session, finished)
  const outcome = await inTransaction(session, async (tx, context) => {
    const out = emptyOutcome()
    const replanned = finished
      .map(({ intent }) => intent)
      .filter(({ kind, row }) => stage === 'looked-at' || kind === 'take-over' || reread.has(row.id))
      .map(({ row }) => row)
    const recordIds = replanned.map(({ recordId }) => recordId)
    const locked: Locked = {
      records: await session.module.crm.read(context, recordIds, { lock: true }),
      edits: await editsOf(session, tx, replanned),
      mailbox,
    }
    // What is to be deleted is looked at once more before; should it matter, that begins from what was said since.
    const rows = finished.map(({ intent }) => intent.row)
    const moved = stage === 'looked-at' ? await movedSince(tx, rows) : new Set<string>()
    for (const one of finished) {
      if (moved.has(one.intent.row.id)) continue
      const fresh = reread.get(one.intent.row.id)
      if (fresh === null) out.gone.push(one.intent.row.id)
      else if (fresh) replan(session, out, one.intent.row, locked, fresh)
      else if (stage === 'looked-at') looked(session, out, one, locked)
      else settle(session, out, one, locked)
    }
    if (out.pushed > 0) await comeBack(tx, session.connection.id, session.now())
    await writeOutcome(session, tx, context, out)
    return out
  })
  throwWhatConcernsAll(finished)
  return outcome.doomed
}

function throwWhatConcernsAll(finished: readonly Finished[]): void {
  for (const { intent, answer } of finished) {
    if (!answer || !('error' in answer)) continue
    if (concernsAll(answer.error, answer.whole)) throw answer.error
    // The folder to create in was not found: the next slice begins by looking for it.
    if (intent.kind === 'create' && answer.error.remedy === 'gone') {
      throw new UpstreamError('wait', { code: 'container-not-found', retryAfterMs: 1_000 })
    }
  }
}

/** The items that had moved on, by link. Null: gone by now, or moved to where they are not ours. Those that cannot be read now are missing. */
async function readAgain(session: Session, finished: readonly Finished[]): Promise<Map<string, Item | null>> {
  const stale = finished.filter(
    ({ intent, answer }) =>
      answer && 'error' in answer && answer.error.remedy === 're-plan' && intent.row.itemId !== null,
  )
  const items = new Map<string, Item | null>()
  if (stale.length === 0) return items
  const parts = stale.map(({ intent }) => readOf(session, intent.row))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  const found = stale.flatMap(({ intent: { row } }, at) => {
    const answer = answers[at]
    return answer && !('error' in answer) ? [{ row, json: answer.body }] : []
  })
  const there = await inContainer(session, found)
  stale.forEach(({ intent: { row } }, at) => {
    const answer = answers[at]
    if (!answer) return
    if (!('error' in answer)) {
      if (!there.has(row.id)) items.set(row.id, null)
      else items.set(row.id, readItem(session, answer.body, row.base?.microsoft ?? {}))
    } else if (answer.error.remedy === 'gone') items.set(row.id, null)
  })
  return items
}

/** Plans one pair anew, once more after others: an item that keeps moving gets a little time. */
export function replan(session: Session, out: Outcome, row: LinkRow, locked: Locked, item: Item): void {
  const planned = planAnew(session, out, row, locked, item)
  // It has left meanwhile: the next look at the link takes the item away.
  const after = planned ?? { ...row, etag: item.etag }
  out.saved.push(later(session, out, { ...after, attempts: row.attempts }))
}

/**
 * Plans one pair anew: the CRM's part is carried out with this transaction, Microsoft's stays pending.
 * @returns the link as it is then; null when the record is not this connection's any more
 */
export function planAnew(
  session: Session,
  out: Outcome,
  row: LinkRow,
  { records, edits }: Locked,
  item: Item,
): LinkRow | null {
  const record = records.get(row.recordId)
  if (!record || !isOwn(session, record) || record.excluded) return null
  const plan = planAgainst(session, row, recordState(record, edits), item)
  if (plan.crm.kind === 'restore') out.restores.push(record.id)
  if ((plan.crm.kind === 'restore' || plan.crm.kind === 'update') && Object.keys(plan.crm.patch).length > 0) {
    out.updates.push({ id: record.id, patch: plan.crm.patch })
  }
  out.entries.push(...crmEntries(session, plan, { record, item, edits }))
  out.entries.push(...arrivedWrites(session, row, record, item))
  return linkAfter(session, row, plan, item, record)
}

/** An item whose record has gone, or that is taken up again, as it was just read. */
export function looked(session: Session, out: Outcome, { intent, answer }: Finished, locked: Locked): void {
  const { row } = intent
  if (!answer) return
  if (intent.kind === 'resume' && 'error' in answer && answer.error.remedy === 'gone') {
    out.saved.push(begunAnew(session, row))
    return
  }
  if ('error' in answer) {
    noteRefusal(session, out, { intent, answer }, locked.mailbox ?? null)
    return
  }
  const item = readItem(session, answer.body, row.base?.microsoft ?? {})
  const record = locked.records.get(row.recordId)
  const own = record && isOwn(session, record) ? record : null
  if (intent.kind === 'resume') {
    if (item.excluded) suspend(session, out, row, item.excluded)
    else replan(session, out, row, locked, item)
    return
  }
  const fresh = { ...row, etag: item.etag }
  if (own?.excluded) {
    const staying = own.deletedAt === null ? own.excluded : null
    if (staying && mailedOf(session, item.fields) > 0) suspend(session, out, fresh, staying)
    else {
      // In the bin or not, such a record takes nothing over: what was edited over there is told.
      out.doomed.push({ row: fresh, staying })
      out.entries.push(...lostEdits(session, row, own, item, locked.edits))
    }
    return
  }
  if (intent.kind === 'delete' && intent.staying === 'undone' && own?.deletedAt === null) {
    if (mayWithdraw(session, row, item)) out.doomed.push({ row: fresh, staying: 'undone' })
    else replan(session, out, { ...row, undoRunId: null }, locked, item)
    return
  }
  const plan = own ? planAgainst(session, row, recordState(own, locked.edits), item) : null
  if (plan && plan.microsoft.kind !== 'delete') replan(session, out, row, locked, item)
  else {
    out.doomed.push({ row: fresh, staying: null })
    // Given away: what its former owner edited over there since then is told, and is nobody else's.
    if (record && !own) out.entries.push(...lostEdits(session, row, record, item, locked.edits))
  }
}

function settle(session: Session, out: Outcome, { intent, answer }: Finished, locked: Locked): void {
  if (answer === null) settleUnsent(session, out, intent, locked)
  else if ('error' in answer) noteRefusal(session, out, { intent, answer }, locked.mailbox ?? null)
  else settleSent(session, out, intent, answer.body)
}

function settleSent(session: Session, out: Outcome, intent: Intent, body: unknown): void {
  const { row } = intent
  const about = {
    direction: 'toMicrosoft' as const,
    recordId: row.recordId,
    delayMs: delayOfPush(session, row),
    ...(row.undoRunId === null ? {} : { runId: row.undoRunId, reason: 'undone' }),
  }
  out.pushed += 1
  if (intent.kind === 'delete') {
    if (intent.staying) out.saved.push(leftBehind(row, intent.staying))
    else out.dropped.push(row.id)
    out.entries.push({ ...about, action: 'deleted', itemId: row.itemId, reason: intent.staying })
    return
  }
  if (intent.kind !== 'create' && intent.kind !== 'update') return
  const created = intent.kind === 'create'
  const patch = created ? intent.fields : intent.patch
  const item = readItem(session, body, created ? patch : { ...row.base?.microsoft, ...patch })
  const base = { crm: { ...row.base?.crm, ...mappedOf(session, intent.record) }, microsoft: item.fields }
  // What was to be put back over there has just been.
  const held = created
    ? {}
    : Object.fromEntries(Object.entries(intent.held).filter(([, { putsBack }]) => !putsBack))
  const agreed = { crm: { kind: 'none' }, microsoft: { kind: 'none' }, base, held } as const
  out.saved.push(linkAfter(session, row, { ...agreed, conflicts: [], refused: [] }, item, intent.record))
  out.entries.push({
    ...about,
    action: created ? 'created' : 'updated',
    itemId: item.id,
    fields: writtenFields(session, row, patch),
    ...(isCut(session, intent.record, patch) ? { reason: 'value-cut' } : {}),
  })
}

/** Whether a text was longer than what Microsoft holds. */
const isCut = (session: Session, record: CrmRecord, patch: CanonicalFields): boolean =>
  session.rules.some(({ crm, microsoft, longest }) => {
    const whole = record.fields[crm]
    return longest !== null && microsoft in patch && typeof whole === 'string' && whole.length > longest
  })

/** Nothing had to be sent: the record has gone before its item was made, or both sides agree already. */
function settleUnsent(session: Session, out: Outcome, intent: Intent, locked: Locked): void {
  const { row } = intent
  if (intent.kind === 'take-over') replan(session, out, row, locked, lastSeen(row))
  if (intent.kind === 'suspend') suspend(session, out, row, intent.reason)
  if (intent.kind === 'skip') skip(out, intent)
  if (intent.kind === 'incomplete') waitForMapping(session, out, intent)
  if (intent.kind !== 'nothing') return
  if (row.itemId === null && row.state !== 'unlinked') out.dropped.push(row.id)
  else if (intent.plan === null) out.saved.push({ ...row, pendingSince: null })
  else {
    const { base, held } = intent.plan
    const agreed = {
      base,
      heldChange: heldAfter(row, held),
      pendingSince: null,
      attempts: 0,
      notBefore: null,
    }
    const lastSyncedAt = agreedAt(session, intent.record, intent.plan.crm)
    out.saved.push({ ...row, ...agreed, lastSyncedAt })
  }
}
