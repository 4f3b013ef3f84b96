import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { giveBack } from '@/db/schema/give-back'
import { connection, link, run, skippedItem } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { removeContainer } from '@/lib/microsoft/containers/containers'
import { forgetCalendar } from '@/lib/sync/client-invitations/stop-following'
import { endSubscriptions } from './notifications'
import { inTransaction, placeOf, type Session } from './session'

/**
 * Ends a sync: the container is removed from Microsoft 365 with what is in it (or kept, or gone already), the links go,
 * the CRM's records stay (C4). Without a working credential the container cannot be removed: it is left behind, and as well
 * remembered as one that was kept, so that nothing is doubled should it be taken up again (A2).
 */
export async function endConnection(
  session: Session,
  reason: 'disabled-by-user' | 'container-deleted',
): Promise<void> {
  const { connection: row } = session
  const isLeft = await removeFromMicrosoft(session, reason)
  const keeps = reason === 'disabled-by-user' && row.containerId !== null && (row.keepContainer || isLeft)
  await inTransaction(session, async (tx) => {
    const now = session.now()
    if (keeps) await letLinksGo(tx, row.id)
    else await tx.delete(link).where(eq(link.connectionId, row.id))
    await tx.delete(giveBack).where(eq(giveBack.connectionId, row.id))
    await tx.delete(skippedItem).where(eq(skippedItem.connectionId, row.id))
    await forgetCalendar(tx, row.id)
    await tx.update(run).set({ finishedAt: now, outcome: reason }).where(eq(run.id, session.runId))
    await tx
      .update(connection)
      .set({
        status: 'off',
        reason,
        containerId: null,
        containerName: null,
        keptContainerId: keeps ? row.containerId : null,
        keepContainer: false,
        deltaLink: null,
        fullRoundStartedAt: null,
        fullRoundDueAt: null,
        listedTo: null,
        listedAt: null,
        backfillAfter: null,
        heldDecision: null,
        heldDecidedAt: null,
        heldDecidedBy: null,
        heldToldAt: null,
        heldFields: [],
        currentRunId: null,
        nextPollAt: null,
        lease: null,
        leaseUntil: null,
        rerun: false,
        updatedAt: now,
      })
      .where(eq(connection.id, row.id))
  })
}

/** Of a container that is kept we remember which item is which record, should it be taken up again (A2). */
async function letLinksGo(tx: Database, connectionId: string): Promise<void> {
  await tx.delete(link).where(and(eq(link.connectionId, connectionId), isNull(link.itemId)))
  await tx
    .update(link)
    .set({
      state: 'unlinked',
      reason: 'module-off',
      base: null,
      heldChange: null,
      etag: null,
      pendingSince: null,
      removedAt: null,
      notBefore: null,
      parkedAt: null,
      createId: null,
      attempts: 0,
    })
    .where(eq(link.connectionId, connectionId))
}

/** @returns whether Microsoft 365 has not let us in to do it */
async function removeFromMicrosoft(
  session: Session,
  reason: 'disabled-by-user' | 'container-deleted',
): Promise<boolean> {
  const { connection: row } = session
  try {
    await endSubscriptions(session)
    if (reason === 'disabled-by-user' && row.containerId !== null && !row.keepContainer) {
      await removeContainer(placeOf(session), row.containerId)
    }
    return false
  } catch (error) {
    if (!(error instanceof UpstreamError && error.remedy === 'reconnect')) throw error
    return true
  }
}
