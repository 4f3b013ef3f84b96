import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { LinkRow } from '@/lib/sync/links'
import { freshPairs, type Mapped, retranslated, sameMapping } from './changed-pairs'

/**
 * Lets what is linked be looked at again under a new mapping. Pairs that are new, or mean something else, have no common
 * past: it is forgotten, in one statement however many are linked. Pairs whose values are only translated otherwise
 * have one: nobody edited anything, so Microsoft is owed the new translation, and the CRM keeps its value. A full round
 * reads every item once more, so that the later of two values is known, and nothing is sent over a version that nobody
 * has seen.
 */
export async function remapLinks(
  tx: Database,
  connectionId: string,
  { before, after, now }: { before: Mapped; after: Mapped; now: Date },
): Promise<void> {
  if (sameMapping(before, after)) return
  // A run under the old mapping loses its lease with that, and stops before it writes anything more.
  await tx.update(connection).set({ lease: null, leaseUntil: null }).where(eq(connection.id, connectionId))
  // What could not be made for want of a counterpart is tried under the new one.
  await tx
    .update(link)
    .set({ ...unparked, pendingSeq: sql`${link.pendingSeq} + 1` })
    .where(
      and(eq(link.connectionId, connectionId), eq(link.reason, mappingIncomplete), isNotNull(link.parkedAt)),
    )
  const fresh = freshPairs(before, after)
  const owed = retranslated(before, after)
  if (fresh.length + owed.length === 0) return
  await tx.execute(sql`
    update link set base = jsonb_set(
        jsonb_set(base, '{crm}', (base -> 'crm') - ${sql.param(`{${fresh.join(',')}}`)}::text[]),
        '{owed}', coalesce(base -> 'owed', '[]') || ${JSON.stringify(owed)}::jsonb),
      etag = null, pending_since = coalesce(pending_since, ${now.toISOString()}::timestamptz),
      pending_seq = pending_seq + 1, not_before = null, parked_at = null, attempts = 0,
      reason = nullif(reason, 'microsoft-refused')
    where connection_id = ${connectionId} and state = 'linked'`)
  await tx
    .update(connection)
    .set({ deltaLink: null, fullRoundStartedAt: null })
    .where(eq(connection.id, connectionId))
}

const mappingIncomplete = 'mapping-incomplete'
const unparked = { reason: null, parkedAt: null, notBefore: null, attempts: 0 } as const

/** The same for one link, as whoever looks ahead finds it. Null: under the new mapping nothing is looked at again. */
export function remapped({ before, after, now }: { before: Mapped; after: Mapped; now: Date }) {
  const fresh = new Set(freshPairs(before, after))
  const owed = retranslated(before, after)
  if (fresh.size + owed.length === 0) return null
  return (given: LinkRow): LinkRow => {
    const isTried = given.reason === mappingIncomplete && given.parkedAt !== null
    const row = isTried ? { ...given, ...unparked } : given
    if (row.state !== 'linked' || row.base === null) return row
    const agreed = Object.entries(row.base.crm).filter(([name]) => !fresh.has(name))
    return {
      ...row,
      base: {
        ...row.base,
        crm: Object.fromEntries(agreed),
        owed: [...(row.base.owed ?? []), ...owed],
      },
      etag: null,
      pendingSince: row.pendingSince ?? now,
      notBefore: null,
      parkedAt: null,
      attempts: 0,
      reason: row.reason === 'microsoft-refused' ? null : row.reason,
    }
  }
}
