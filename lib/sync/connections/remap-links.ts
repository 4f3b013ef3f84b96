import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import type { WholeSettings } from './connection-settings'

type Mapped = Pick<WholeSettings, 'mapping' | 'valueMaps'>

/**
 * Lets what is linked be looked at again under a new mapping. Pairs that are new, or mean something else, have no common
 * past: it is forgotten, in one statement however many are linked. A full round reads every item once more, so that
 * the later of two values is known, and nothing is sent over a version that nobody has seen.
 * @returns whether anything has to be looked at again
 */
export async function remapLinks(
  tx: Database,
  connectionId: string,
  { before, after, now }: { before: Mapped; after: Mapped; now: Date },
): Promise<boolean> {
  const fresh = newPairs(before, after)
  if (fresh.length === 0) return false
  await tx.execute(sql`
    update link set base = jsonb_set(base, '{crm}', (base -> 'crm') - ${sql.param(`{${fresh.join(',')}}`)}::text[]),
      etag = null, pending_since = coalesce(pending_since, ${now.toISOString()}::timestamptz),
      pending_seq = pending_seq + 1, not_before = null, parked_at = null, attempts = 0,
      reason = nullif(reason, 'microsoft-refused')
    where connection_id = ${connectionId} and state = 'linked'`)
  // A run under the old mapping loses its lease with that, and stops before it writes anything more.
  await tx
    .update(connection)
    .set({ deltaLink: null, fullRoundStartedAt: null, lease: null, leaseUntil: null })
    .where(eq(connection.id, connectionId))
  return true
}

/** CRM fields whose counterpart, direction or translation is another one than before. */
function newPairs(before: Mapped, after: Mapped): string[] {
  const key = ({ valueMaps }: Mapped, row: Mapped['mapping'][number]) =>
    JSON.stringify([row.crm, row.microsoft, row.direction, valueMaps?.[row.crm] ?? null])
  const known = new Set(before.mapping.map((row) => key(before, row)))
  return after.mapping.filter((row) => !known.has(key(after, row))).map((row) => row.crm)
}
