import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import { sameMapping } from '@/lib/sync/connections/changed-pairs'
import { remapLinks } from '@/lib/sync/connections/remap-links'
import { moduleOf } from '@/lib/sync/modules/registry'
import { approveUpTo } from '@/lib/sync/run/approved'
import { withLock } from './lock'
import { connectionsOffLock, type OffLock } from './off-lock'

/**
 * Brings running connections to what is fixed for their users, as if each had chosen it herself: what is linked is
 * looked at again under another mapping, and no brake holds what an administrator has decided. A connection is a
 * transaction of its own, so that whatever stops this half-way is gone on with by the next call. Without an
 * organisation: of all of them, which is what the sweep does for members whose profile has changed.
 * @returns the connections that changed; their runs are to be requested
 */
export async function applyLocks(db: Database, now: Date, organisationId?: string): Promise<string[]> {
  const off = await connectionsOffLock(db, organisationId === undefined ? {} : { organisationId })
  const changed: string[] = []
  for (const lock of off) if (await applyLock(db, lock, now)) changed.push(lock.id)
  return changed
}

const pausable = ['active', 'enabling', 'held'] as const

async function applyLock(db: Database, { id, pauses, ...lock }: OffLock, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [before] = await tx.select().from(connection).where(eq(connection.id, id)).for('update')
    const module = before && moduleOf(before.module)
    if (!before || !module || before.status === 'off' || before.status === 'disabling') return false
    const settings = withLock(before, lock, module.defaultValueMaps)
    await tx
      .update(connection)
      .set({ ...settings, updatedAt: now, requestedAt: now })
      .where(eq(connection.id, id))
    await remapLinks(tx, id, { before, after: settings, now })
    if (!sameMapping(before, settings)) await approveUpTo(tx, id, now)
    if (pauses) {
      // A run under way has lost its lease with this, and stops before it writes anything more (A7).
      await tx
        .update(connection)
        .set({ status: 'paused', reason: 'permission-missing', lease: null, leaseUntil: null })
        .where(and(eq(connection.id, id), inArray(connection.status, [...pausable])))
    }
    return true
  })
}
