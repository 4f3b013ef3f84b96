import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { UpstreamError } from '@/lib/errors'
import { type BatchAnswer, type BatchPart, mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { type LinkRow, settleAfterMs } from '@/lib/sync/links'
import { inContainer } from './confirm-removals'
import { checkpoint } from './engine'
import { type Intent, isLookedAt, isSendable, mappedOf, readIntents, readOf, type Sendable } from './intent'
import { triedBefore, whereMade } from './made-elsewhere'
import { type Finished, finishChunk } from './push-finish'
import type { Doomed } from './push-outcome'
import { inTransaction, itemPath, itemsPath, type Session } from './session'

/** Pushes up to 20 links: plan, note the intent, send, and write what came of it. */
export async function pushChunk(session: Session, rows: readonly LinkRow[]): Promise<void> {
  const intents = await readIntents(session, rows)
  const deletable = await lookFirst(session, intents)
  const sendable = intents.filter(isSendable)
  const tried = triedBefore(sendable)
  await noteIntents(session, sendable)
  await checkpoint(session.engine, 'intents noted')

  const told = await sendAll(session, [
    ...sendable.map((intent) => [partOf(session, intent)]),
    ...deletable.map(({ row }) => deletionOf(session, row)),
  ])
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
 * Before anything is sent, the database knows that it may have been: a create bears the time it was sent, with what it holds.
 */
async function noteIntents(session: Session, intents: readonly Sendable[]): Promise<void> {
  const creates = intents.filter((intent) => intent.kind === 'create')
  if (creates.length === 0) return
  const sent = creates.map(({ row, record, fields }) => ({
    id: row.id,
    create_id: row.createId ?? randomUUID(),
    base: { crm: mappedOf(session, record), microsoft: fields },
  }))
  const sentAt = session.now()
  const settledAt = new Date(sentAt.getTime() + settleAfterMs)
  await inTransaction(session, (tx) =>
    tx.execute(sql`
      update link set sent_at = ${sentAt.toISOString()}::timestamptz, not_before = ${settledAt.toISOString()}::timestamptz,
        create_id = t.create_id, base = t.base
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as t(id uuid, create_id uuid, base jsonb)
      where link.id = t.id and link.item_id is null`),
  )
  creates.forEach(({ row }, at) => {
    const { create_id: createId = null, base = null } = sent[at] ?? {}
    Object.assign(row, { sentAt, notBefore: settledAt, createId, base })
  })
}

function partOf(session: Session, intent: Sendable): BatchPart {
  const { module } = session
  if (intent.kind === 'create') {
    const { recordId, createId } = intent.row
    const making = { recordId, createId: createId ?? recordId, at: session.now() }
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
async function sendAll(session: Session, steps: readonly BatchPart[][]): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = []
  const left = [...steps]
  while (left.length > 0) {
    const chain: BatchPart[] = []
    while (left[0] && chain.length + left[0].length <= mostParts) chain.push(...(left.shift() ?? []))
    const told = await sendChain(session.graph, session.gate, session.engine.timing, chain)
    answers.push(...told.filter((_, at) => !chain[at + 1]?.bound))
  }
  return answers
}
