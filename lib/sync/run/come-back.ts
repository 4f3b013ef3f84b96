import { and, asc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import { comesBackWith, lastTaken, mayBeTheMailbox, mostTroubledTries } from './own-trouble'

/** Few fail while nothing is taken, or they are not given up: these are all there can be, unless it happened often. */
const mostAtOnce = 100

/**
 * Microsoft takes a write: what was given up while it took none is tried a few times more, for it may have been the
 * mailbox. Should it fail still, it is given up for good: another has gone through.
 * To be called before the write is told of.
 */
export async function comeBack(tx: Database, connectionId: string, now: Date): Promise<void> {
  const givenUp = await tx
    .select({ id: link.id, parkedAt: link.parkedAt, reason: link.reason, attempts: link.attempts })
    .from(link)
    .where(
      and(
        eq(link.connectionId, connectionId),
        // By its index: this is asked with every write.
        eq(link.reason, 'microsoft-refused'),
        isNotNull(link.parkedAt),
        gte(link.attempts, mostTroubledTries),
      ),
    )
    .orderBy(asc(link.id))
    .limit(mostAtOnce)
  if (givenUp.length === 0) return
  const takenAt = await lastTaken(tx, connectionId)
  const ids = givenUp.filter((row) => mayBeTheMailbox(row, takenAt)).map(({ id }) => id)
  if (ids.length === 0) return
  await tx
    .update(link)
    .set({
      parkedAt: null,
      notBefore: now,
      attempts: comesBackWith,
      pendingSeq: sql`${link.pendingSeq} + 1`,
    })
    .where(and(inArray(link.id, ids), isNotNull(link.parkedAt)))
}
