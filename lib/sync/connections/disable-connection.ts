import { and, eq, ne } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { recordAudit } from '@/lib/access/audit/record-audit'
import type { Context } from '@/lib/access/context'
import { lockOf, refuseLocked } from '@/lib/sync/locks/find-lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConnectionRow, ownConnection } from './own-connection'

/**
 * Disables a module: the run that is to be requested next removes the container from Microsoft 365, or leaves it as an
 * ordinary one; the CRM's records stay (C4). Already off is fine.
 * @returns the connection, or null when it was never enabled
 * @throws DomainError `locked` where an administrator wants it on
 */
export async function disableConnection(
  context: Context,
  name: ModuleName,
  { keep }: { keep: boolean },
): Promise<ConnectionRow | null> {
  const existing = await ownConnection(context, name)
  if (!existing || existing.status === 'off') return existing
  const { lock, by } = await lockOf(context, name)
  if (lock.use === 'required') refuseLocked(['use'], by)
  const now = context.now()
  return context.db.transaction(async (tx) => {
    const [row] = await tx
      .update(connection)
      // A run under way has lost its lease with this, and stops before it writes anything more.
      .set({
        status: 'disabling',
        reason: null,
        keepContainer: keep,
        lease: null,
        leaseUntil: null,
        requestedAt: now,
        updatedAt: now,
      })
      .where(and(eq(connection.id, existing.id), ne(connection.status, 'off')))
      .returning()
    if (!row) return existing
    await recordAudit(context, tx, {
      action: 'connection.disabled',
      subjectType: 'member',
      subjectId: row.memberId,
      details: { module: name },
    })
    return row
  })
}
