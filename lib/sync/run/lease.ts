import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'

/** A run that stops saying it is alive loses its connection after this long. */
export const leaseMs = 60_000

/** Somebody else runs this connection now: whatever was in hand must not be written any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/**
 * Takes the connection for one run. When another run has it, that one is asked to run once more before it ends, so
 * that no request is lost.
 * @param holder Who works one step after the other. It takes over what it has itself at once: its own step is tried
 * again because the process, or the database, died in the middle of it.
 * @returns the lease, or null
 */
export async function takeLease(
  db: Database,
  connectionId: string,
  now: Date,
  holder: string | null = null,
): Promise<string | null> {
  const lease = randomUUID()
  const isThis = eq(connection.id, connectionId)
  const isFree = or(
    isNull(connection.lease),
    lt(connection.leaseUntil, now),
    holder === null ? undefined : eq(connection.leaseHolder, holder),
  )
  for (;;) {
    const taken = await db
      .update(connection)
      .set({ lease, leaseHolder: holder, leaseUntil: new Date(now.getTime() + leaseMs), rerun: false })
      .where(and(isThis, isFree))
      .returning({ id: connection.id })
    if (taken.length > 0) return lease
    const asked = await db
      .update(connection)
      .set({ rerun: true })
      .where(and(isThis, isNotNull(connection.lease)))
      .returning({ id: connection.id })
    if (asked.length > 0) return null
    // It was given back in between: nobody is there to be asked. Or there is no such connection.
    const [row] = await db.select({ id: connection.id }).from(connection).where(isThis)
    if (!row) return null
  }
}

/**
 * Prolongs the lease. Inside a transaction it also locks the connection's row, so that nothing of a run that has lost
 * its lease can be committed.
 * @param noted what the connection is to remember besides
 * @throws LeaseLost
 */
export async function keepLease(
  db: Database,
  connectionId: string,
  lease: string,
  now: Date,
  noted: Partial<typeof connection.$inferInsert> = {},
): Promise<void> {
  const kept = await db
    .update(connection)
    .set({ ...noted, leaseUntil: new Date(now.getTime() + leaseMs) })
    .where(and(eq(connection.id, connectionId), eq(connection.lease, lease)))
    .returning({ id: connection.id })
  if (kept.length === 0) throw new LeaseLost()
}

/**
 * Notes that the run goes on because somebody asked for one more meanwhile.
 * @throws LeaseLost
 */
export async function takeRerun(db: Database, connectionId: string, lease: string): Promise<void> {
  const taken = await db
    .update(connection)
    .set({ rerun: false })
    .where(and(eq(connection.id, connectionId), eq(connection.lease, lease)))
    .returning({ id: connection.id })
  if (taken.length === 0) throw new LeaseLost()
}

/** Gives the connection back whatever was asked meanwhile: the run ends early, and the sweep comes back to it. */
export async function dropLease(db: Database, connectionId: string, lease: string): Promise<void> {
  await db
    .update(connection)
    .set({ lease: null, leaseUntil: null, rerun: false })
    .where(and(eq(connection.id, connectionId), eq(connection.lease, lease)))
}
