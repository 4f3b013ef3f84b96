import { sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import type { ModuleName } from '@/lib/sync/modules/module'
import { findDecidable } from './find-decidable'
import { isHeldOf } from './list-held'

/** What waits for a decision (A5), by where it would be carried over to, and whether that has been taken and only the run is awaited. */
export type HeldWork = {
  deletions: { toCrm: number; toMicrosoft: number }
  /** Records of which a field's change waits. */
  changes: number
  decided: boolean
}

/**
 * What is held of a member's connection; null when nothing is.
 * @throws DomainError `not-found` for another member's without `manage-integrations`
 */
export async function heldWork(
  context: Context,
  name: ModuleName,
  memberId?: string,
): Promise<HeldWork | null> {
  const row = await findDecidable(context, name, memberId)
  if (row?.status !== 'held') return null
  const [held] = await context.db
    .select({
      toCrm: sql<string>`count(*) filter (where ${link.reason} = ${deletionHeld})`,
      toMicrosoft: sql<string>`count(*) filter (where ${link.reason} = ${removalHeld})`,
      changes: sql<string>`count(*) filter (where ${link.heldChange} is not null)`,
    })
    .from(link)
    .where(isHeldOf(row.id))
  return {
    deletions: { toCrm: Number(held?.toCrm ?? 0), toMicrosoft: Number(held?.toMicrosoft ?? 0) },
    changes: Number(held?.changes ?? 0),
    decided: row.heldDecision !== null,
  }
}
