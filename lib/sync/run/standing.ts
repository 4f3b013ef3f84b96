import { and, eq, inArray, sql } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import { inTransaction, type Session } from './session'

/** What somebody has decided about work that was held, and when. */
export type Decision = { decision: 'apply' | 'restore'; at: Date }

/** The decision that this run is to carry out. It concerns what was held by then, and nothing that came later. */
export function decisionOf({ connection: row }: Session): Decision | null {
  if (row.status !== 'held' || !row.heldDecision) return null
  return { decision: row.heldDecision, at: row.heldDecidedAt ?? row.updatedAt }
}

export const isDecided = (decision: Decision | null, since: Date | null): decision is Decision =>
  decision !== null && since !== null && since <= decision.at

/** Takes up a decision that was made while the run was under way. */
export async function readDecision(session: Session): Promise<void> {
  const { connection: row } = session
  if (row.status !== 'held') return
  const [now] = await session.engine.db
    .select({ heldDecision: connection.heldDecision, heldDecidedAt: connection.heldDecidedAt })
    .from(connection)
    .where(eq(connection.id, row.id))
  if (now) Object.assign(row, now)
}

/**
 * Whether the connection waits for a decision follows from what is held; a decision that has been carried out is
 * forgotten. Its user is told once.
 */
export async function noteStanding(session: Session): Promise<void> {
  const { connection: row, engine } = session
  const [held] = await engine.db
    .select({
      deletions: sql<string>`count(*) filter (where ${inArray(link.reason, [deletionHeld, removalHeld])})`,
      changes: sql<string>`count(*) filter (where ${link.heldChange} is not null)`,
    })
    .from(link)
    .where(
      and(
        eq(link.connectionId, row.id),
        sql`(${link.heldChange} is not null or ${inArray(link.reason, [deletionHeld, removalHeld])})`,
      ),
    )
  const heldFields = Number(held?.changes ?? 0) > 0 ? row.heldFields : []
  const reason =
    Number(held?.deletions ?? 0) > 0
      ? ('many-deletions' as const)
      : heldFields.length > 0
        ? ('many-changes' as const)
        : null
  const wasHeld = row.status === 'held'
  const carriedOut = decisionOf(session)
  const now = session.now()
  if (!wasHeld && reason === null && row.heldFields.length === 0) return
  if (wasHeld && row.reason === reason && carriedOut === null && sameFields(row.heldFields, heldFields))
    return
  const standing = { status: reason === null ? ('active' as const) : ('held' as const), reason, heldFields }
  await inTransaction(session, async (tx) => {
    await tx
      .update(connection)
      .set({ ...standing, ...(carriedOut ? forgotten(carriedOut, now) : {}) })
      .where(and(eq(connection.id, row.id), inArray(connection.status, ['active', 'held'])))
    if (!wasHeld && reason !== null) {
      await oweMail(tx, { kind: 'run-held', subjectId: row.id, memberIds: [row.memberId] }, now)
    }
  })
  Object.assign(row, standing, carriedOut ? { heldDecision: null, heldDecidedAt: now } : {})
}

const sameFields = (some: readonly string[], others: readonly string[]) => some.join() === others.join()

/** A later decision, made meanwhile, stays. */
function forgotten({ at }: Decision, now: Date) {
  const isThis = sql`${connection.heldDecidedAt} is null or ${connection.heldDecidedAt} <= ${at.toISOString()}::timestamptz`
  return {
    heldDecision: sql`case when ${isThis} then null else ${connection.heldDecision} end`,
    heldDecidedAt: sql`case when ${isThis} then ${now.toISOString()}::timestamptz else ${connection.heldDecidedAt} end`,
  }
}
