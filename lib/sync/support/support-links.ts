import { and, asc, count, eq, isNotNull, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link, skippedItem } from '@/db/schema/sync'
import { type HideId, plainCode } from './hidden-ids'

/** Of thousands that wait, the first tell why. */
const restlessShown = 200

/** How many links are in which state, and those that are not at rest one by one. */
export async function linksOf(db: Database, connectionId: string, hide: HideId) {
  const ofConnection = eq(link.connectionId, connectionId)
  const [states, restless, skipped] = await Promise.all([
    db
      .select({ state: link.state, reason: link.reason, count: count() })
      .from(link)
      .where(ofConnection)
      .groupBy(link.state, link.reason),
    db
      .select({
        recordId: link.recordId,
        itemId: link.itemId,
        state: link.state,
        reason: link.reason,
        lastError: link.lastError,
        attempts: link.attempts,
        pendingSince: link.pendingSince,
        sentAt: link.sentAt,
        inDoubtUntil: link.inDoubtUntil,
        notBefore: link.notBefore,
        parkedAt: link.parkedAt,
        removedAt: link.removedAt,
        lastSyncedAt: link.lastSyncedAt,
      })
      .from(link)
      .where(
        and(
          ofConnection,
          or(isNotNull(link.pendingSince), isNotNull(link.parkedAt), isNotNull(link.removedAt)),
        ),
      )
      .orderBy(asc(link.pendingSince), asc(link.id))
      .limit(restlessShown),
    db
      .select({ reason: skippedItem.reason, count: count() })
      .from(skippedItem)
      .where(eq(skippedItem.connectionId, connectionId))
      .groupBy(skippedItem.reason),
  ])
  return {
    states: states.map((row) => ({ ...row, reason: plainCode(row.reason) })),
    restless: restless.map(({ recordId, itemId, reason, lastError, ...row }) => ({
      record: hide(recordId),
      item: itemId === null ? null : hide(itemId),
      reason: plainCode(reason),
      lastError: plainCode(lastError),
      ...row,
    })),
    skippedItems: skipped.map((row) => ({ ...row, reason: plainCode(row.reason) })),
  }
}
