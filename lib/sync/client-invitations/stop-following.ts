import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { clientCalendar, clientInvitation } from '@/db/schema/client-invitations'
import { endSubscriptions } from '@/lib/sync/run/notifications'
import { inTransaction, type Session } from '@/lib/sync/run/session'

/** Ends the following with its subscription. The meetings stay as they are. */
export async function stopFollowing(session: Session): Promise<void> {
  await endSubscriptions(session, 'default-calendar')
  await inTransaction(session, (tx) => forgetCalendar(tx, session.connection.id))
}

/**
 * Forgets where the default calendar was read to, and whatever waited. Which event is which meeting is remembered, so
 * that following anew doubles nothing (A2).
 */
export async function forgetCalendar(tx: Database, connectionId: string): Promise<void> {
  const own = eq(clientInvitation.connectionId, connectionId)
  await tx.delete(clientCalendar).where(eq(clientCalendar.connectionId, connectionId))
  await tx.delete(clientInvitation).where(and(own, isNull(clientInvitation.recordId)))
  await tx
    .update(clientInvitation)
    .set({ noticedAt: null, removedAt: null })
    .where(and(own, isNotNull(clientInvitation.recordId)))
}
