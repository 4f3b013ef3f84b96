import { and, eq, ne } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConnectionRow, ownConnection } from './own-connection'

/**
 * Disables a module: the run that is to be requested next removes the container from Microsoft 365, or leaves it as an
 * ordinary one; the CRM's records stay (C4). Already off is fine.
 * @returns the connection, or null when it was never enabled
 */
export async function disableConnection(
  context: Context,
  name: ModuleName,
  { keep }: { keep: boolean },
): Promise<ConnectionRow | null> {
  const existing = await ownConnection(context, name)
  if (!existing || existing.status === 'off') return existing
  const now = context.now()
  const [row] = await context.db
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
  return row ?? existing
}
