import { eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { approveUpTo } from '@/lib/sync/run/approved'
import { sameMapping } from './changed-pairs'
import { type ConnectionSettings, settingsFor } from './connection-settings'
import { availableModule, type ConnectionRow, livingConnection } from './own-connection'
import { remapLinks } from './remap-links'

/**
 * Changes what a connection maps and how. Each member given replaces the whole one. What is linked is looked at again
 * under a new mapping: pairs that are new have no common past, so a filled value beats an empty one.
 * @throws DomainError `module-off`, `busy`, `validation`, `locked`
 */
export async function changeConnection(
  context: Context,
  name: ModuleName,
  given: ConnectionSettings,
): Promise<ConnectionRow> {
  const module = await availableModule(context, name)
  const existing = await livingConnection(context, name)
  if (existing.status === 'disabling') throw new DomainError('busy', { retryAfterSeconds: 2 })
  const settings = await settingsFor(context, module, existing, given)
  const now = context.now()
  return context.db.transaction(async (tx) => {
    const [row] = await tx
      .update(connection)
      .set({ ...settings, updatedAt: now, requestedAt: now })
      .where(eq(connection.id, existing.id))
      .returning()
    if (!row) throw new DomainError('not-found')
    await remapLinks(tx, row.id, { before: existing, after: settings, now })
    // Whatever a new mapping changes, somebody has decided it.
    if (!sameMapping(existing, settings)) await approveUpTo(tx, row.id, now)
    return row
  })
}
