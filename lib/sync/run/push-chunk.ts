import { and, eq, inArray, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import { recordMark, withMark } from '@/lib/microsoft/containers/extended-property'
import { type BatchAnswer, type BatchPart, sendChain } from '@/lib/microsoft/graph/batch'
import { microsoftFields } from '@/lib/sync/core/mapping'
import type { Plan } from '@/lib/sync/core/plan'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { planAgainst, recordState } from './apply-plan'
import { settleAfterMs } from './doubtful-creates'
import { checkpoint } from './engine'
import { type Finished, finishChunk } from './push-finish'
import { containerOf, inTransaction, type Session } from './session'

/** What is to be done for one link, decided from what was last seen of its item. */
export type Intent =
  | { kind: 'create'; row: LinkRow; record: CrmRecord; fields: CanonicalFields }
  | { kind: 'update'; row: LinkRow; record: CrmRecord; patch: CanonicalFields; plan: Plan }
  /** The record has gone; the item is looked at first, since an edit over there beats the deletion. */
  | { kind: 'delete'; row: LinkRow; record: CrmRecord | undefined }
  | { kind: 'nothing'; row: LinkRow; plan: Plan | null }

/** Pushes up to 20 links: plan, note the intent, send, and write what came of it. */
export async function pushChunk(session: Session, rows: readonly LinkRow[]): Promise<void> {
  const intents = await readIntents(session, rows)
  const deletable = await lookBeforeDelete(session, intents)
  const sendable = intents.filter((intent) => intent.kind === 'create' || intent.kind === 'update')
  await noteIntents(session, sendable)
  await checkpoint(session.engine, 'intents noted')

  const parts = [
    ...sendable.map((intent) => partOf(session, intent)),
    ...deletable.map((row) => deletionOf(session, row)),
  ]
  const answers =
    parts.length > 0 ? await sendChain(session.graph, session.gate, session.engine.timing, parts) : []
  await checkpoint(session.engine, 'chain answered')
  const finished: Finished[] = [
    ...sendable.map((intent, at) => ({ intent, answer: answerAt(answers, at) })),
    ...deletable.map((row, at) => ({
      intent: { kind: 'delete' as const, row, record: undefined },
      answer: answerAt(answers, sendable.length + at),
    })),
    ...intents.filter((intent) => intent.kind === 'nothing').map((intent) => ({ intent, answer: null })),
  ]
  await finishChunk(session, finished)
  await checkpoint(session.engine, 'chunk finished')
}

function answerAt(answers: readonly BatchAnswer[], at: number): BatchAnswer {
  const answer = answers[at]
  if (!answer) throw new Error('every part has an answer')
  return answer
}

async function readIntents(session: Session, rows: readonly LinkRow[]): Promise<Intent[]> {
  const { module, connection: row, engine } = session
  const context = { organisationId: row.organisationId, db: engine.db }
  const records = await module.crm.read(
    context,
    rows.map(({ recordId }) => recordId),
  )
  return rows.map((linked) => intentOf(session, linked, records.get(linked.recordId)))
}

function intentOf(session: Session, row: LinkRow, record: CrmRecord | undefined): Intent {
  const ours = record && record.deletedAt === null && record.ownerId === session.connection.memberId
  if (row.state === 'skipped' || row.state === 'unlinked') return { kind: 'nothing', row, plan: null }
  if (row.itemId === null) {
    if (!ours) return { kind: 'nothing', row, plan: null }
    return { kind: 'create', row, record, fields: microsoftFields(session.rules, record.fields) }
  }
  if (!ours) return { kind: 'delete', row, record }
  const plan = planAgainst(session, row, recordState(record, new Map()), lastSeen(row))
  if (plan.microsoft.kind !== 'update') return { kind: 'nothing', row, plan }
  return { kind: 'update', row, record, patch: plan.microsoft.patch, plan }
}

/** The item as the base remembers it; `If-Match` proves that it still is so. */
function lastSeen(row: LinkRow): Item {
  return {
    id: row.itemId ?? '',
    etag: row.etag,
    modifiedAt: 0,
    containerId: null,
    webLink: row.webLink,
    fields: row.base?.microsoft ?? {},
  }
}

/**
 * Items whose record has gone are read once more: Outlook's DELETE takes no notice of `If-Match`. Those edited since
 * are left to the finish, which plans them anew.
 * @returns the links whose item may go
 */
async function lookBeforeDelete(session: Session, intents: Intent[]): Promise<LinkRow[]> {
  const doomed = intents.filter((intent) => intent.kind === 'delete')
  if (doomed.length === 0) return []
  const parts = doomed.map(({ row }) => readOf(session, row))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  const finished = doomed.map((intent, at) => ({ intent, answer: answerAt(answers, at) }))
  return finishChunk(session, finished, 'looked-at')
}

/**
 * Before anything is sent, the database knows that it may have been: a create bears the time it was sent, with what it holds.
 */
async function noteIntents(session: Session, intents: readonly Intent[]): Promise<void> {
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

/** The mapped fields of a record, as a base keeps them. */
export function mappedOf(session: Session, record: CrmRecord): CanonicalFields {
  return Object.fromEntries(session.rules.map((rule) => [rule.crm, record.fields[rule.crm] ?? null]))
}

function partOf(session: Session, intent: Extract<Intent, { kind: 'create' | 'update' }>): BatchPart {
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

export const readOf = (session: Session, row: LinkRow): BatchPart => ({
  method: 'GET',
  path: `${itemPath(session, row)}?${session.module.item.select}`,
})

const itemPath = (session: Session, row: LinkRow) =>
  `${session.userPath}${session.module.container.itemPath}/${encodeURIComponent(row.itemId ?? '')}`

/** Notes that an item was not found: it is confirmed like every other removal (A6). */
export function noteGone(
  session: Session,
  tx: Parameters<Parameters<typeof inTransaction>[1]>[0],
  ids: readonly string[],
) {
  return tx
    .update(link)
    .set({ removedAt: session.now() })
    .where(and(eq(link.connectionId, session.connection.id), inArray(link.id, [...ids])))
}
