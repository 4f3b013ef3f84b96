import { sql } from 'drizzle-orm'
import { recordMark, withMark } from '@/lib/microsoft/containers/extended-property'
import { type BatchAnswer, type BatchPart, sendChain } from '@/lib/microsoft/graph/batch'
import type { LinkRow } from '@/lib/sync/links'
import { settleAfterMs } from './doubtful-creates'
import { checkpoint } from './engine'
import { type Intent, isSendable, itemPath, mappedOf, readIntents, readOf, type Sendable } from './intent'
import { type Finished, finishChunk } from './push-finish'
import { containerOf, inTransaction, type Session } from './session'

/** Pushes up to 20 links: plan, note the intent, send, and write what came of it. */
export async function pushChunk(session: Session, rows: readonly LinkRow[]): Promise<void> {
  const intents = await readIntents(session, rows)
  const deletable = await lookBeforeDelete(session, intents)
  const sendable = intents.filter(isSendable)
  await noteIntents(session, sendable)
  await checkpoint(session.engine, 'intents noted')

  const parts = [
    ...sendable.map((intent) => partOf(session, intent)),
    ...deletable.map((row) => deletionOf(session, row)),
  ]
  const answers =
    parts.length > 0 ? await sendChain(session.graph, session.gate, session.engine.timing, parts) : []
  await checkpoint(session.engine, 'chain answered')
  const unsent = intents.filter(({ kind }) => kind === 'nothing' || kind === 'take-over')
  const finished: Finished[] = [
    ...sendable.map((intent, at) => ({ intent, answer: answerAt(answers, at) })),
    ...deletable.map((row, at) => ({
      intent: { kind: 'delete' as const, row },
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
 * are left to the finish, which plans them anew.
 * @returns the links whose item may go
 */
async function lookBeforeDelete(session: Session, intents: readonly Intent[]): Promise<LinkRow[]> {
  const doomed = intents.filter(({ kind }) => kind === 'delete')
  if (doomed.length === 0) return []
  const parts = doomed.map(({ row }) => readOf(session, row))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  const finished = doomed.map((intent, at) => ({ intent, answer: answerAt(answers, at) }))
  return finishChunk(session, finished, 'looked-at')
}

/**
 * Before anything is sent, the database knows that it may have been: a create bears the time it was sent, with what it holds.
 */
async function noteIntents(session: Session, intents: readonly Sendable[]): Promise<void> {
  const creates = intents.filter((intent) => intent.kind === 'create')
  if (creates.length === 0) return
  const sent = creates.map(({ row, record, fields }) => ({
    id: row.id,
    base: { crm: mappedOf(session, record), microsoft: fields },
  }))
  const sentAt = session.now()
  const settledAt = new Date(sentAt.getTime() + settleAfterMs)
  await inTransaction(session, (tx) =>
    tx.execute(sql`
      update link set sent_at = ${sentAt.toISOString()}::timestamptz, not_before = ${settledAt.toISOString()}::timestamptz, base = t.base
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as t(id uuid, base jsonb)
      where link.id = t.id and link.item_id is null`),
  )
  creates.forEach(({ row }, at) => {
    Object.assign(row, { sentAt, notBefore: settledAt, base: sent[at]?.base ?? null })
  })
}

function partOf(session: Session, intent: Sendable): BatchPart {
  const { module, userPath } = session
  if (intent.kind === 'create') {
    const folder = `${userPath}${module.container.collection}/${encodeURIComponent(containerOf(session))}`
    const body = { ...module.item.createBody(intent.fields), ...withMark(recordMark, intent.row.recordId) }
    return { method: 'POST', path: `${folder}${module.container.items}`, body }
  }
  const current = intent.row.base?.microsoft ?? {}
  return {
    method: 'PATCH',
    path: itemPath(session, intent.row),
    headers: intent.row.etag ? { 'If-Match': intent.row.etag } : {},
    body: module.item.patchBody(current, intent.patch),
  }
}

const deletionOf = (session: Session, row: LinkRow): BatchPart => ({
  method: 'DELETE',
  path: itemPath(session, row),
})
