import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { ownConnection } from './own-connection'

/** Deletions that wait for a decision (A5), and whether it has been taken and only the run is awaited. */
export type HeldDeletions = { count: number; decided: boolean }

export async function heldDeletions(context: Context, name: ModuleName): Promise<HeldDeletions | null> {
  const row = await ownConnection(context, name)
  if (row?.status !== 'held') return null
  const [held] = await context.db
    .select({ count: sql<string>`count(*)` })
    .from(link)
    .where(and(eq(link.connectionId, row.id), eq(link.reason, 'deletion-held'), isNotNull(link.removedAt)))
  return { count: Number(held?.count ?? 0), decided: row.heldDecision !== null }
}
