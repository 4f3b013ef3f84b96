import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, profile } from '@/db/schema/access'
import { connection, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { isPermission } from '@/lib/access/permissions'
import { moduleOf } from '@/lib/sync/modules/registry'
import { continueUndo } from './undo-run'

/** One that was begun this long ago and has not come to its end is nobody's any more: its process has died. */
const orphanedAfterMs = 60_000

/**
 * Goes on with undos whose process has died, on behalf of whom they are, with the rights that she has now.
 * @returns how many
 */
export async function continueUndos(db: Database, now: Date, wake: Context['wake']): Promise<number> {
  const orphaned = await db
    .select({
      runId: run.id,
      connection,
      accountId: member.accountId,
      permissions: profile.permissions,
    })
    .from(run)
    .innerJoin(connection, eq(connection.id, run.connectionId))
    .innerJoin(member, and(eq(member.id, connection.memberId), eq(member.status, 'active')))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(run.kind, 'undo'),
        isNull(run.finishedAt),
        isNotNull(run.undoOf),
        lt(run.startedAt, new Date(now.getTime() - orphanedAfterMs)),
      ),
    )
  for (const { runId, connection: row, accountId, permissions } of orphaned) {
    const module = moduleOf(row.module)
    if (!module) continue
    const actor = {
      type: 'user' as const,
      memberId: row.memberId,
      accountId,
      permissions: new Set(permissions.filter(isPermission)),
    }
    const context = { organisationId: row.organisationId, actor, db, now: () => now, wake }
    await continueUndo(context, { module, connection: row }, runId)
  }
  return orphaned.length
}
