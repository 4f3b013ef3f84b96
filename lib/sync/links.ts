import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import { updateRows } from '@/lib/crm/records/write-rows'

export type LinkRow = typeof link.$inferSelect

/** What a link says of a create that has not been sent, or whose outcome is known. */
export const outOfDoubt = { sentAt: null, inDoubtUntil: null } as const

/** Reasons of links that wait for a decision (A5): what their record, or their item, has become is not carried over yet. */
export const deletionHeld = 'deletion-held'
export const removalHeld = 'removal-held'

export async function linksByItem(
  db: Database,
  connectionId: string,
  itemIds: readonly string[],
): Promise<Map<string, LinkRow>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, connectionId), inArray(link.itemId, [...itemIds])))
  return new Map(rows.map((row) => [row.itemId ?? '', row]))
}

export async function linksByRecord(
  db: Database,
  connectionId: string,
  recordIds: readonly string[],
): Promise<Map<string, LinkRow>> {
  if (recordIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, connectionId), inArray(link.recordId, [...recordIds])))
  return new Map(rows.map((row) => [row.recordId, row]))
}

/** Links with work towards Microsoft that is due: the oldest first, of the first sync in its order. */
export async function dueLinks(
  db: Database,
  connectionId: string,
  now: Date,
  limit: number,
): Promise<LinkRow[]> {
  return db
    .select()
    .from(link)
    .where(
      and(
        eq(link.connectionId, connectionId),
        isNotNull(link.pendingSince),
        isNull(link.parkedAt),
        isNull(link.removedAt),
        or(isNull(link.reason), ne(link.reason, removalHeld)),
        isNull(link.sentAt),
        or(isNull(link.notBefore), lte(link.notBefore, now)),
      ),
    )
    .orderBy(asc(link.pendingSince), asc(link.place), asc(link.id))
    .limit(limit)
}

/** When the next postponed link, or create that is in doubt, comes due; null when none waits. */
export async function nextDueLink(db: Database, connectionId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: sql<string | null>`min(coalesce(${link.inDoubtUntil}, ${link.notBefore}))` })
    .from(link)
    .where(and(eq(link.connectionId, connectionId), isNotNull(link.pendingSince), isNull(link.parkedAt)))
  return row?.at ? new Date(row.at) : null
}

/**
 * Writes links back. A reason to look at a record again that came up since the link was read (`pendingSeq` moved)
 * stays: the link is then still pending. So does what an undo has ordered meanwhile.
 */
export async function saveLinks(db: Database, rows: readonly LinkRow[]): Promise<void> {
  if (rows.length === 0) return
  const moved = await db
    .select({
      id: link.id,
      state: link.state,
      reason: link.reason,
      pendingSince: link.pendingSince,
      pendingSeq: link.pendingSeq,
      undoRunId: link.undoRunId,
    })
    .from(link)
    .where(
      inArray(
        link.id,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(link.id))
    .for('update')
  const current = new Map(moved.map((row) => [row.id, row]))
  const kept = rows.flatMap((row) => {
    const now = current.get(row.id)
    if (!now) return []
    if (now.pendingSeq === row.pendingSeq) return [row]
    // Somebody has parted the pair meanwhile.
    if (now.state === 'unlinked' && now.reason === 'undone') return []
    const { pendingSince, pendingSeq, undoRunId } = now
    return [{ ...row, pendingSince, pendingSeq, undoRunId }]
  })
  await updateRows(db, link, kept)
}

export async function removeLinks(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.delete(link).where(inArray(link.id, [...ids]))
}

/** A link as it begins, before anything is known about its item. */
export function newLink(connectionId: string, recordId: string, now: Date): Omit<LinkRow, 'id'> {
  return {
    connectionId,
    recordId,
    itemId: null,
    state: 'intended',
    reason: null,
    base: null,
    etag: null,
    webLink: null,
    pendingSince: now,
    pendingSeq: 0,
    undoRunId: null,
    place: 0,
    ...outOfDoubt,
    createId: null,
    attempts: 0,
    notBefore: null,
    parkedAt: null,
    lastError: null,
    lastErrorText: null,
    removedAt: null,
    heldChange: null,
    seenAt: null,
    lastSyncedAt: null,
    createdAt: now,
  }
}
