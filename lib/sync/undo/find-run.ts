import { and, eq } from 'drizzle-orm'
import { run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { availableModule, ownConnection } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { isTooOld } from './reach'
import type { UndoOf } from './read-undo'

export type RunRow = typeof run.$inferSelect

/**
 * A run of the acting member's own connection that may be undone.
 * @throws DomainError `not-found`, `too-old`; `busy` while it works; `not-available`
 */
export async function runToUndo(
  context: Context,
  name: ModuleName,
  runId: string,
): Promise<UndoOf & { original: RunRow }> {
  const module = await availableModule(context, name)
  const connection = await ownConnection(context, name)
  if (!connection) throw new DomainError('not-found')
  const [original] = await context.db
    .select()
    .from(run)
    .where(and(eq(run.connectionId, connection.id), eq(run.id, runId)))
  if (!original) throw new DomainError('not-found')
  if (original.finishedAt === null) throw new DomainError('busy', { retryAfterSeconds: 2 })
  if (isTooOld(original.startedAt, context.now())) throw new DomainError('too-old')
  return { module, connection, original }
}
