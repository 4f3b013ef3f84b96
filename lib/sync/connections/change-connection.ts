import { eq, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { MappingRow } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConnectionSettings, settingsFor } from './connection-settings'
import { availableModule, type ConnectionRow, livingConnection } from './own-connection'

/**
 * Changes what a connection maps and how. Each member given replaces the whole one. What is linked is looked at again
 * under a new mapping: pairs that are new have no common past, so a filled value beats an empty one.
 * @throws DomainError `module-off`, `busy`, `validation`
 */
export async function changeConnection(
  context: Context,
  name: ModuleName,
  given: ConnectionSettings,
): Promise<ConnectionRow> {
  const module = availableModule(name)
  const existing = await livingConnection(context, name)
  if (existing.status === 'disabling') throw new DomainError('busy', { retryAfterSeconds: 2 })
  const settings = await settingsFor(context, module, existing, given)
  const now = context.now()
  const fresh = newPairs(existing.mapping, settings.mapping)
  const changed =
    fresh.length > 0 || JSON.stringify(settings.valueMaps) !== JSON.stringify(existing.valueMaps)
  return context.db.transaction(async (tx) => {
    const [row] = await tx
      .update(connection)
      .set({
        ...settings,
        updatedAt: now,
        requestedAt: now,
        ...(changed ? { lease: null, leaseUntil: null } : {}),
      })
      .where(eq(connection.id, existing.id))
      .returning()
    if (!row) throw new DomainError('not-found')
    // A run under the old mapping has lost its lease with that, and stops before it writes anything more.
    // One statement however many are linked: the pairs' common past is forgotten, and all are pending.
    if (changed) {
      await tx.execute(sql`
        update link set base = jsonb_set(base, '{crm}', (base -> 'crm') - ${sql.param(`{${fresh.join(',')}}`)}::text[]),
          pending_since = coalesce(pending_since, ${now.toISOString()}::timestamptz), pending_seq = pending_seq + 1,
          not_before = null, parked_at = null
        where connection_id = ${existing.id} and state = 'linked'`)
    }
    return row
  })
}

/** CRM fields whose counterpart, or direction, is another one than before. */
function newPairs(before: readonly MappingRow[], after: readonly MappingRow[]): string[] {
  const key = (row: MappingRow) => `${row.crm}|${row.microsoft}|${row.direction}`
  const known = new Set(before.map(key))
  return after.filter((row) => !known.has(key(row))).map((row) => row.crm)
}
