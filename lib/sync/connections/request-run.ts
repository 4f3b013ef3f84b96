import { eq, sql } from 'drizzle-orm'
import { connection, run } from '@/db/schema/sync'
import { timeOrderedId } from '@/db/time-ordered-id'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { livingConnection } from './own-connection'

/**
 * Asks for a run now. Requests that come while one waits or works share it: what works once more serves them all.
 * @throws DomainError `module-off`
 */
export async function requestRun(
  context: Context,
  name: ModuleName,
): Promise<{ runId: string; connectionId: string }> {
  const row = await livingConnection(context, name)
  const now = context.now()
  return context.db.transaction(async (tx) => {
    const fresh = timeOrderedId()
    const [taken] = await tx
      .update(connection)
      .set({
        currentRunId: sql`coalesce(${connection.currentRunId}, ${fresh}::uuid)`,
        requestedAt: now,
        rerun: sql`${connection.lease} is not null`,
      })
      .where(eq(connection.id, row.id))
      .returning({ runId: connection.currentRunId })
    const runId = taken?.runId ?? fresh
    if (runId === fresh) await tx.insert(run).values({ id: runId, connectionId: row.id, startedAt: now })
    return { runId, connectionId: row.id }
  })
}
