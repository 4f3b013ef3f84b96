import { eq, like, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { deleteInBatches } from '@/db/delete-in-batches'
import { mailboxPause, mailboxSlot, mailboxUsage } from '@/db/schema/microsoft'
import { activity, connection, link, run } from '@/db/schema/sync'

/** Deletes connections with all that hangs on them, and what is known of their mailboxes. The largest tables go first, in batches. */
export async function deleteSyncs(db: Database, which: SQL | undefined): Promise<void> {
  const rows = await db
    .select({ id: connection.id, tenantId: connection.tenantId, userId: connection.microsoftUserId })
    .from(connection)
    .where(which)
  for (const { id, tenantId, userId } of rows) {
    await deleteInBatches(db, activity, eq(activity.connectionId, id))
    await deleteInBatches(db, link, eq(link.connectionId, id))
    await deleteInBatches(db, run, eq(run.connectionId, id))
    await db.delete(connection).where(eq(connection.id, id))
    if (tenantId !== null && userId !== null) await forgetMailboxes(db, `${tenantId}:${userId}`)
  }
}

/** @param pattern of the mailbox's name: `<tenant>:<user>`, or `<tenant>:%` for all of a tenant */
export async function forgetMailboxes(db: Database, pattern: string): Promise<void> {
  await db.delete(mailboxSlot).where(like(mailboxSlot.mailbox, pattern))
  await db.delete(mailboxUsage).where(like(mailboxUsage.mailbox, pattern))
  await db.delete(mailboxPause).where(like(mailboxPause.mailbox, pattern))
}
