import { and, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { clientInvitation } from '@/db/schema/client-invitations'
import { meeting } from '@/db/schema/crm'
import { insertRows, updateRows } from '@/lib/crm/records/write-rows'

export type InvitationRow = typeof clientInvitation.$inferSelect

/** What is remembered of some events, by their ids or by what they are called in every mailbox. */
export async function rowsOfEvents(
  db: Database,
  connectionId: string,
  events: readonly { id: string; icalUid?: string | null }[],
): Promise<InvitationRow[]> {
  if (events.length === 0) return []
  const uids = events.flatMap(({ icalUid }) => icalUid ?? [])
  return db
    .select()
    .from(clientInvitation)
    .where(
      and(
        eq(clientInvitation.connectionId, connectionId),
        or(
          inArray(
            clientInvitation.itemId,
            events.map(({ id }) => id),
          ),
          uids.length > 0 ? inArray(clientInvitation.icalUid, uids) : undefined,
        ),
      ),
    )
}

/**
 * Those that are to be read by themselves. One whose meeting lies in the recycle bin waits until it is out of it, and
 * for good when it never is.
 */
export async function rowsToLookAt(
  db: Database,
  connectionId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<InvitationRow[]> {
  const rows = await db
    .select({ row: clientInvitation })
    .from(clientInvitation)
    .leftJoin(meeting, eq(meeting.id, clientInvitation.recordId))
    .where(
      and(
        eq(clientInvitation.connectionId, connectionId),
        or(isNotNull(clientInvitation.noticedAt), isNotNull(clientInvitation.removedAt)),
        after === null ? undefined : gt(clientInvitation.id, after),
        or(isNull(clientInvitation.recordId), and(isNotNull(meeting.id), isNull(meeting.deletedAt))),
      ),
    )
    .orderBy(clientInvitation.id)
    .limit(limit)
  return rows.map(({ row }) => row)
}

/** Notes that Microsoft says of some events that they are gone. What is not remembered does not matter. */
export async function noteRemoved(
  db: Database,
  connectionId: string,
  itemIds: readonly string[],
  now: Date,
): Promise<void> {
  if (itemIds.length === 0) return
  await db
    .update(clientInvitation)
    .set({ removedAt: now })
    .where(
      and(eq(clientInvitation.connectionId, connectionId), inArray(clientInvitation.itemId, [...itemIds])),
    )
}

/**
 * The end of a full round: what it did not show and no meeting follows is forgotten, since it has left the window or
 * the calendar; what a meeting follows that is not over yet is looked for by itself.
 */
export async function noteUnseen(
  db: Database,
  connectionId: string,
  round: { startedAt: Date; now: Date },
): Promise<void> {
  const unseen = and(
    eq(clientInvitation.connectionId, connectionId),
    or(isNull(clientInvitation.seenAt), lt(clientInvitation.seenAt, round.startedAt)),
  )
  await db.delete(clientInvitation).where(and(unseen, isNull(clientInvitation.recordId)))
  await db
    .update(clientInvitation)
    .set({ removedAt: round.now })
    .where(
      and(
        unseen,
        isNull(clientInvitation.removedAt),
        sql`${clientInvitation.endsAt} > ${round.now.toISOString()}::timestamptz`,
      ),
    )
}

export type RowWork = { fresh: InvitationRow[]; saved: InvitationRow[]; forgotten: string[] }

export async function writeRows(db: Database, { fresh, saved, forgotten }: RowWork): Promise<void> {
  if (forgotten.length > 0) await db.delete(clientInvitation).where(inArray(clientInvitation.id, forgotten))
  await updateRows(db, clientInvitation, saved)
  await insertRows(db, clientInvitation, fresh)
}
