import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { UpstreamError } from '@/lib/errors'
import { type BatchAnswer, type BatchPart, mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import type { LinkRow } from '@/lib/sync/links'
import { inContainer } from './confirm-removals'
import { unheardOfMs } from './doubt'
import { checkpoint } from './engine'
import { type Intent, isLookedAt, isSendable, mappedOf, readIntents, readOf, type Sendable } from './intent'
import { keepLease } from './lease'
import { triedBefore, whereMade } from './made-elsewhere'
import { type Finished, finishChunk } from './push-finish'
import type { Doomed } from './push-outcome'
import { inTransaction, itemPath, itemsPath, type Session } from './session'

/**
 * Pushes up to 20 links: plan, note the intent, send, and write what came of it. The intent is noted each time before
 * parts leave, in the mailbox's place and under the run's lease: a run that has lost that sends nothing more.
 */
export async function pushChunk(session: Session, rows: readonly LinkRow[]): Promise<void> {
  const intents = await readIntents(session, rows)
  const deletable = await lookFirst(session, intents)
  const sendable = intents.filter(isSendable)
  const tried = triedBefore(sendable)
  const parts = new Map(sendable.map((intent) => [partOf(session, intent), intent]))

  const leaving = (leave: readonly BatchPart[]) =>
    noteIntents(
      session,
      leave.flatMap((part) => parts.get(part) ?? []),
    )
  const steps = [
    ...[...parts.keys()].map((part) => [part]),
    ...deletable.map(({ row }) => deletionOf(session, row)),
  ]
  const told = await sendAll(session, steps, leaving)
  await checkpoint(session.engine, 'chain answered')
  const answers = await whereMade(session, sendable, told, tried)
  const unsent = intents.filter((intent) => !isSendable(intent) && !isLookedAt(intent))
  const finished: Finished[] = [
    ...sendable.map((intent, at) => ({ intent, answer: answerAt(answers, at) })),
    ...deletable.map((doomed, at) => ({
      intent: { kind: 'delete' as const, ...doomed },
      answer: answerAt(answers, sendable.length + at),
    })),
    ...unsent.map((intent) => ({ intent, answer: null })),
  ]
  await finishChunk(session, finished)
  await checkpoint(session.engine, 'chunk finished')
}

function answerAt(answers: readonly BatchAnswer[], at: number): BatchAnswer {
  const answer = answers[at]
  if (!answer) throw new Error('every part has an answer')
  return answer
}

/**
 * Items whose record has gone are read once more: Outlook's DELETE takes no notice of `If-Match`. Those edited since
 * are left to the finish, which plans them anew. So are those of suspended pairs that go on.
 * @returns the links whose item may go
 */
async function lookFirst(session: Session, intents: readonly Intent[]): Promise<Doomed[]> {
  const asked = intents.filter(isLookedAt)
  return finishChunk(session, await lookAt(session, asked), 'looked-at')
}

/** Reads the items of up to 20 intents as they are now. */
export async function lookAt(session: Session, asked: readonly Intent[]): Promise<Finished[]> {
  if (asked.length === 0) return []
  const parts = asked.map(({ row }) => readOf(session, row))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  const finished = asked.map((intent, at) => ({ intent, answer: answerAt(answers, at) }))
  return asInContainer(session, finished)
}

/**
 * An item that has been moved out of the container meanwhile is gone for us, and is not written to. The container in a
 * request's path would not keep us from it: Graph finds an event under any of its mailbox's calendars (observed,
 * microsoft-graph-docs issue 391).
 */
async function asInContainer(
  session: Session,
  looked: readonly { intent: Intent; answer: BatchAnswer }[],
): Promise<Finished[]> {
  const found = looked.flatMap(({ intent: { row }, answer }) =>
    'error' in answer ? [] : [{ row, json: answer.body }],
  )
  const there = await inContainer(session, found)
  return looked.map(({ intent, answer }) => {
    const elsewhere = !('error' in answer) && !there.has(intent.row.id)
    return { intent, answer: elsewhere ? { error: new UpstreamError('gone') } : answer }
  })
}

/**
 * Before anything is sent, the connection is known to be ours, and the database knows what may have been: a create bears
 * the time it was sent, with what it holds.
 * @returns that time
 * @throws LeaseLost when another run works on the connection by now: it may have looked for these creates already
 */
async function noteIntents(session: Session, intents: readonly Sendable[]): Promise<Date> {
  const sentAt = session.now()
  const creates = intents.filter((intent) => intent.kind === 'create')
  if (creates.length === 0) {
    await keepLease(session.engine.db, session.connection.id, session.lease, sentAt)
    return sentAt
  }
  const inDoubtUntil = new Date(sentAt.getTime() + unheardOfMs)
  const sent = creates.map(({ row, record, fields }) => ({
    id: row.id,
    create_id: row.createId,
    base: { crm: mappedOf(session, record), microsoft: fields },
  }))
  await inTransaction(session, (tx) =>
    tx.execute(sql`
      update link set sent_at = ${sentAt.toISOString()}::timestamptz, in_doubt_until = ${inDoubtUntil.toISOString()}::timestamptz,
        create_id = t.create_id, base = t.base
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as t(id uuid, create_id uuid, base jsonb)
      where link.id = t.id and link.item_id is null`),
  )
  creates.forEach(({ row }, at) => {
    Object.assign(row, { sentAt, inDoubtUntil, base: sent[at]?.base ?? null })
  })
  await checkpoint(session.engine, 'intents noted')
  return sentAt
}

function partOf(session: Session, intent: Sendable): BatchPart {
  const { module } = session
  if (intent.kind === 'create') {
    const { recordId } = intent.row
    const createId = intent.row.createId ?? randomUUID()
    intent.row.createId = createId
    const making = { recordId, createId, at: session.now() }
    const body = module.item.createBody(intent.fields, making, session.owner)
    return { method: 'POST', path: itemsPath(session), body }
  }
  const current = intent.row.base?.microsoft ?? {}
  return {
    method: 'PATCH',
    path: itemPath(session, intent.row.itemId),
    headers: intent.row.etag ? { 'If-Match': intent.row.etag } : {},
    body: module.item.patchBody(current, intent.patch, session.owner),
  }
}

/**
 * Where DELETE takes no notice of `If-Match`, an empty PATCH that does goes right before it: what was edited since the
 * look is not deleted.
 */
function deletionOf(session: Session, row: LinkRow): BatchPart[] {
  const path = itemPath(session, row.itemId)
  if (!session.module.item.guardDelete || row.etag === null) return [{ method: 'DELETE', path }]
  return [
    { method: 'PATCH', path, headers: { 'If-Match': row.etag }, body: {} },
    { method: 'DELETE', path, bound: true },
  ]
}

/** Sends steps of one part or of two that belong together, as few chains. @returns the answers to their last parts */
async function sendAll(
  session: Session,
  steps: readonly BatchPart[][],
  leaving: (parts: readonly BatchPart[]) => Promise<Date>,
): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = []
  const left = [...steps]
  while (left.length > 0) {
    const chain: BatchPart[] = []
    while (left[0] && chain.length + left[0].length <= mostParts) chain.push(...(left.shift() ?? []))
    const told = await sendChain(session.graph, session.gate, session.engine.timing, chain, leaving)
    answers.push(...told.filter((_, at) => !chain[at + 1]?.bound))
  }
  return answers
}
