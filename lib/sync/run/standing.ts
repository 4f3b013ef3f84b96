import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import { inTransaction, type Session } from './session'

/** What somebody has decided about work that was held, and when; null for somebody who is a member no longer. */
type Decision = { decision: 'apply' | 'restore'; at: Date; by: string | null }

/** The decision that this run is to carry out. It concerns what was held by then, and nothing that came later. */
export function decisionOf({ connection: row }: Session): Decision | null {
  if (!row.heldDecision) return null
  return {
    decision: row.heldDecision,
    at: row.heldDecidedAt ?? row.updatedAt,
    by: row.heldDecidedBy,
  }
}

/** What is put back in the CRM because somebody has decided so is written as her edit. */
export const asDecided = (context: Context, by: string | null): Context =>
  context.actor.type === 'sync' ? { ...context, actor: { ...context.actor, decidedBy: by } } : context

export const isDecided = (decision: Decision | null, since: Date | null): decision is Decision =>
  decision !== null && since !== null && since <= decision.at

/** The decision has been carried out: what is held from now on is another question. A later one, made meanwhile, stays. */
export async function forgetDecision(session: Session, tx: Database, { at }: Decision): Promise<void> {
  const { connection: row } = session
  const isThis = sql`coalesce(${connection.heldDecidedAt} <= ${at.toISOString()}::timestamptz, true)`
  const now = session.now()
  await tx
    .update(connection)
    .set({
      heldDecision: sql`case when ${isThis} then null else ${connection.heldDecision} end`,
      heldDecidedAt: sql`case when ${isThis} then ${now.toISOString()}::timestamptz else ${connection.heldDecidedAt} end`,
      heldToldAt: null,
    })
    .where(eq(connection.id, row.id))
  Object.assign(row, { heldDecision: null, heldDecidedAt: now, heldToldAt: null })
}

/**
 * Whether the connection waits for a decision follows from what is held. Its user is told once of each question, though
 * the connection may need attention or pause before it has an answer (I4).
 */
export async function noteStanding(session: Session): Promise<void> {
  const { connection: row } = session
  const held = await countHeld(session)
  const heldFields = held.changes > 0 ? row.heldFields : []
  const changes = heldFields.length > 0 ? ('many-changes' as const) : null
  const reason = held.deletions > 0 ? ('many-deletions' as const) : changes
  const status = reason === null ? ('active' as const) : ('held' as const)
  const isNews = status === 'held' && row.heldToldAt === null
  const heldToldAt = status === 'held' ? (row.heldToldAt ?? session.now()) : null
  const isSame = status === 'held' ? row.status === status && row.reason === reason : row.status !== 'held'
  if (isSame && !isNews && row.heldFields.length === heldFields.length) return
  await inTransaction(session, async (tx) => {
    await tx
      .update(connection)
      .set({ status, reason, heldFields, heldToldAt })
      .where(and(eq(connection.id, row.id), inArray(connection.status, ['active', 'held'])))
    if (!isNews) return
    await oweMail(tx, { kind: 'run-held', subjectId: row.id, memberIds: [row.memberId] }, session.now())
  })
  Object.assign(row, { status, reason, heldFields, heldToldAt })
}

async function countHeld({ engine, connection: row }: Session) {
  const isDeletion = inArray(link.reason, [deletionHeld, removalHeld])
  const [held] = await engine.db
    .select({
      deletions: sql<string>`count(*) filter (where ${isDeletion})`,
      changes: sql<string>`count(*) filter (where ${link.heldChange} is not null)`,
    })
    .from(link)
    .where(and(eq(link.connectionId, row.id), or(isNotNull(link.heldChange), isDeletion)))
  return { deletions: Number(held?.deletions ?? 0), changes: Number(held?.changes ?? 0) }
}
