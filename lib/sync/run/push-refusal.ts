import { UpstreamError } from '@/lib/errors'
import type { BatchAnswer } from '@/lib/microsoft/graph/batch'
import { concernsMailbox, madeBefore } from '@/lib/microsoft/graph/graph-error'
import type { LinkRow } from '@/lib/sync/links'
import type { Intent } from './intent'
import type { Outcome } from './push-outcome'
import type { Session } from './session'
import { leftBehind } from './stay-behind'

/** After this many refusals an item waits for an edit or for "try again". */
const mostAttempts = 6
const firstPauseMs = 30_000
const doubtPauseMs = 1_000
/** Of Microsoft's own words so much is kept. */
const longestWords = 500

/** Statuses that ask to wait and speak of one item: two writers met, it is locked, or it took too long. */
const oneItemsOwn = new Set([408, 409, 423, 424])

/** A refusal that is not this record's: a credential, a limit, or the container itself. */
export function concernsAll(error: UpstreamError): boolean {
  if (error.remedy === 'reconnect') return !isForbidden(error)
  return error.remedy === 'wait' && !error.details.doubtful && !oneItemsOwn.has(error.details.status ?? 0)
}

/** This item may not be written; the same credential has just read the container. */
const isForbidden = ({ details: { status, code } }: UpstreamError): boolean =>
  status === 403 && !concernsMailbox(code)

/** So many at once that may not be written, and none that may: that is the mailbox, and not each of them. */
const manyForbidden = 5

/** The answers of a chunk, in which what is forbidden altogether concerns the whole connection. */
export function asWhole<One extends { answer: BatchAnswer | null }>(
  finished: readonly One[],
): readonly One[] {
  const sent = finished.filter(({ answer }) => answer !== null)
  const forbidden = sent.filter(({ answer }) => answer && 'error' in answer && isForbidden(answer.error))
  if (forbidden.length < manyForbidden || forbidden.length < sent.length) return finished
  const error = new UpstreamError('reconnect', { code: 'nothing-may-be-written' })
  return finished.map((one) => (one.answer === null ? one : { ...one, answer: { error } }))
}

/** Notes what a refusal means for one link. What concerns the whole connection is thrown by the caller. */
export function noteRefusal(session: Session, out: Outcome, intent: Intent, error: UpstreamError): void {
  const { row } = intent
  if (error.remedy === 'gone') {
    // The answer to the first try was lost.
    if (intent.kind === 'delete' && intent.staying) out.saved.push(leftBehind(row, intent.staying))
    else if (intent.kind === 'delete') out.dropped.push(row.id)
    else if (row.itemId !== null) out.gone.push(row.id)
    else out.saved.push({ ...row, sentAt: null, notBefore: null })
  } else if (concernsAll(error)) {
    // Refused before anything was done: nothing to look for.
    if (row.sentAt !== null) out.saved.push({ ...row, sentAt: null, notBefore: null })
  } else if (error.details.doubtful) {
    // A create keeps the time it was sent, and is looked for; anything else is simply done again.
    if (row.sentAt === null) out.saved.push(later(session, row))
    else if (error.details.code === madeBefore) out.saved.push({ ...row, lastError: madeBefore })
  } else if (error.remedy === 're-plan') out.saved.push({ ...later(session, row), sentAt: null })
  else noteFailure(session, out, row, error)
}

/** Said at the first refusal, so that nobody waits for what a person may have to mend; tried again all the same. */
function noteFailure(session: Session, out: Outcome, row: LinkRow, error: UpstreamError): void {
  const attempts = row.attempts + 1
  const pauseMs = Math.min(3_600_000, firstPauseMs * 4 ** (attempts - 1))
  out.failed += 1
  out.saved.push({
    ...row,
    sentAt: null,
    attempts,
    reason: 'microsoft-refused',
    lastError: error.details.code ?? String(error.details.status ?? ''),
    lastErrorText: error.details.message?.slice(0, longestWords) ?? null,
    notBefore: new Date(session.now().getTime() + pauseMs),
    parkedAt: attempts >= mostAttempts ? session.now() : null,
  })
  if (row.reason === 'microsoft-refused') return
  out.entries.push({
    direction: 'toMicrosoft',
    action: 'failed',
    recordId: row.recordId,
    itemId: row.itemId,
    reason: 'microsoft-refused',
  })
}

/** Once more: the first few tries follow at once, an item that keeps moving gets a little time. */
export function later(session: Session, row: LinkRow): LinkRow {
  const pauseMs = doubtPauseMs * 2 ** Math.min(row.attempts, 8)
  const notBefore = row.attempts < 3 ? null : new Date(session.now().getTime() + pauseMs)
  return { ...row, attempts: row.attempts + 1, notBefore }
}
