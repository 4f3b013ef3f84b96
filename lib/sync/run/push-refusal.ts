import { UpstreamError } from '@/lib/errors'
import type { BatchAnswer } from '@/lib/microsoft/graph/batch'
import { concernsMailbox, madeBefore } from '@/lib/microsoft/graph/graph-error'
import { type LinkRow, outOfDoubt } from '@/lib/sync/links'
import { doubtAfter } from './doubt'
import type { Intent } from './intent'
import {
  afterTrouble,
  isOwnTrouble,
  type MailboxNow,
  manyInTrouble,
  mostAttempts,
  pauseAfterMs,
} from './own-trouble'
import type { Outcome } from './push-outcome'
import type { Session } from './session'
import { leftBehind } from './stay-behind'

const doubtPauseMs = 1_000
/** An item that moves on each time it is written to is given up after so many tries, which is after an hour and a half. */
const mostMoves = 30
/** Of Microsoft's own words so much is kept. */
const longestWords = 500

type Refused = Extract<BatchAnswer, { error: UpstreamError }>

/**
 * A refusal that is not this record's: a credential, a limit, the container itself.
 * @param whole the request was refused or lost as one
 */
export function concernsAll(error: UpstreamError, whole = false): boolean {
  if (error.remedy === 'reconnect') return !isForbidden(error)
  if (error.remedy !== 'wait') return false
  return whole || concernsMailbox(error.details.code) || (!isOwnTrouble({ error }) && !error.details.doubtful)
}

/** This item may not be written; the same credential has just read the container. */
const isForbidden = ({ details: { status, code } }: UpstreamError): boolean =>
  status === 403 && !concernsMailbox(code)

/**
 * The answers of a chunk, in which what is refused altogether concerns the whole connection: what is forbidden, and
 * what the mailbox fails with while it takes nothing.
 */
export function asWhole<One extends { answer: BatchAnswer | null }>(
  finished: readonly One[],
  isAway: boolean,
): readonly One[] {
  const sent = finished.filter(({ answer }) => answer !== null)
  const all = (is: (answer: Refused) => boolean) =>
    sent.length >= manyInTrouble && sent.every(({ answer }) => answer && 'error' in answer && is(answer))
  if (isAway && all(isOwnTrouble))
    return finished.map((one) =>
      one.answer === null ? one : { ...one, answer: { ...one.answer, whole: true } },
    )
  if (!all(({ error }) => isForbidden(error))) return finished
  const error = new UpstreamError('reconnect', { code: 'nothing-may-be-written' })
  return finished.map((one) => (one.answer === null ? one : { ...one, answer: { error } }))
}

/** Notes what a refusal means for one link. What concerns the whole connection is thrown by the caller. */
export function noteRefusal(
  session: Session,
  out: Outcome,
  { intent, answer }: { intent: Intent; answer: Refused },
  mailbox: MailboxNow | null,
): void {
  const { row } = intent
  const { error } = answer
  if (error.remedy === 'gone') {
    // The answer to the first try was lost.
    if (intent.kind === 'delete' && intent.staying) out.saved.push(leftBehind(row, intent.staying))
    else if (intent.kind === 'delete') out.dropped.push(row.id)
    else if (row.itemId !== null) out.gone.push(row.id)
    else out.saved.push({ ...row, ...outOfDoubt, notBefore: null })
  } else if (error.details.code === madeBefore) {
    // Keeps the time it was sent, and is looked for.
    out.saved.push({ ...row, ...doubtAfter(row, error, session.now()), lastError: madeBefore })
  } else if (concernsAll(error, answer.whole)) {
    // Refused before anything was done: nothing to look for. What is in doubt is looked for, or simply done again.
    if (row.sentAt !== null) out.saved.push({ ...row, ...doubtAfter(row, error, session.now()) })
  } else if (isOwnTrouble(answer)) noteTrouble(session, out, row, { error, mailbox })
  else if (error.remedy === 're-plan') out.saved.push({ ...later(session, out, row), ...outOfDoubt })
  else {
    const attempts = row.attempts + 1
    const pauseMs = pauseAfterMs(attempts)
    const givenUp = attempts >= mostAttempts
    out.saved.push(failed(session, out, { ...row, ...outOfDoubt }, { error, attempts, pauseMs, givenUp }))
  }
}

function noteTrouble(
  session: Session,
  out: Outcome,
  row: LinkRow,
  { error, mailbox }: { error: UpstreamError; mailbox: MailboxNow | null },
): void {
  const { told, ...next } = afterTrouble(row, mailbox, session.now())
  const doubt = doubtAfter(row, error, session.now())
  if (told) {
    out.saved.push(failed(session, out, { ...row, ...doubt }, { error, ...next }))
    return
  }
  const notBefore = new Date(session.now().getTime() + next.pauseMs)
  out.saved.push({ ...row, ...doubt, attempts: next.attempts, notBefore })
}

type Failure = { error: UpstreamError; attempts: number; pauseMs: number; givenUp: boolean }

/** Said at once, so that nobody waits for what a person may have to mend; tried again all the same. */
function failed(session: Session, out: Outcome, row: LinkRow, failure: Failure): LinkRow {
  const { error, attempts, pauseMs, givenUp } = failure
  out.failed += 1
  if (row.reason !== 'microsoft-refused')
    out.entries.push({
      direction: 'toMicrosoft',
      action: 'failed',
      recordId: row.recordId,
      itemId: row.itemId,
      reason: 'microsoft-refused',
    })
  return {
    ...row,
    attempts,
    reason: 'microsoft-refused',
    lastError: error.details.code ?? String(error.details.status ?? ''),
    lastErrorText: error.details.message?.slice(0, longestWords) ?? null,
    notBefore: new Date(session.now().getTime() + pauseMs),
    parkedAt: givenUp ? session.now() : null,
  }
}

/**
 * Once more: the first few tries follow at once, an item that keeps moving gets a little time. One that never can be
 * written for having moved on is given up in the end.
 */
export function later(session: Session, out: Outcome, row: LinkRow): LinkRow {
  const attempts = row.attempts + 1
  const pauseMs = doubtPauseMs * 2 ** Math.min(row.attempts, 8)
  if (attempts < mostMoves) {
    const notBefore = row.attempts < 3 ? null : new Date(session.now().getTime() + pauseMs)
    return { ...row, attempts, notBefore }
  }
  const error = new UpstreamError('re-plan', { status: 412 })
  return failed(session, out, row, { error, attempts, pauseMs, givenUp: true })
}
