import { eq } from 'drizzle-orm'
import { connection, link, run } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { removeContainer } from '@/lib/microsoft/containers/containers'
import { endSubscription } from './notifications'
import { inTransaction, placeOf, type Session } from './session'

/**
 * Ends a sync: the container is removed from Microsoft 365 with what is in it (or kept, or gone already), the links go,
 * the CRM's records stay (C4). Without a working credential the container cannot be removed and is left behind.
 */
export async function endConnection(
  session: Session,
  reason: 'disabled-by-user' | 'container-deleted',
): Promise<void> {
  const { connection: row } = session
  if (reason === 'disabled-by-user') await removeFromMicrosoft(session)
  await inTransaction(session, async (tx) => {
    const now = session.now()
    await tx.delete(link).where(eq(link.connectionId, row.id))
    await tx.update(run).set({ finishedAt: now, outcome: reason }).where(eq(run.id, session.runId))
    await tx
      .update(connection)
      .set({
        status: 'off',
        reason,
        containerId: null,
        containerName: null,
        keepContainer: false,
        deltaLink: null,
        fullRoundStartedAt: null,
        backfillAfter: null,
        heldDecision: null,
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

async function removeFromMicrosoft(session: Session): Promise<void> {
  const { connection: row } = session
  try {
    await endSubscription(session)
    if (row.containerId !== null && !row.keepContainer) {
      await removeContainer(placeOf(session), row.containerId)
    }
  } catch (error) {
    if (!(error instanceof UpstreamError && error.remedy === 'reconnect')) throw error
  }
}
