import { and, eq, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, profile } from '@/db/schema/access'
import { connection, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { isPermission } from '@/lib/access/permissions'
import { moduleOf } from '@/lib/sync/modules/registry'
import { continueUndo } from './undo-run'

/** One that was begun this long ago and has not come to its end may be nobody's any more: its process has died. */
const orphanedAfterMs = 60_000
/** So long one step of a durable function works on it. */
const partMs = 10_000

const open = (db: Database, which: SQL) =>
  db
    .select({ runId: run.id, connection, accountId: member.accountId, permissions: profile.permissions })
    .from(run)
    .innerJoin(connection, eq(connection.id, run.connectionId))
    .innerJoin(member, and(eq(member.id, connection.memberId), eq(member.status, 'active')))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(and(eq(run.kind, 'undo'), isNull(run.finishedAt), isNotNull(run.undoOf), which))

/** Undos that somebody should go on with; whoever does meets nobody who still works on one, since each step is one's alone. */
export async function orphanedUndos(db: Database, now: Date): Promise<string[]> {
  const rows = await open(db, lt(run.startedAt, new Date(now.getTime() - orphanedAfterMs)))
  return rows.map(({ runId }) => runId)
}

/**
 * Goes on with an undo for some seconds, on behalf of whom it is, with the rights that she has now. Safe to repeat.
 * @returns whether there is more to do
 */
export async function continueUndoById(
  db: Database,
  { now, wake }: Pick<Context, 'now' | 'wake'>,
  undoing: string,
): Promise<{ more: boolean }> {
  const [found] = await open(db, eq(run.id, undoing))
  const module = found && moduleOf(found.connection.module)
  if (!found || !module) return { more: false }
  const { connection: row, accountId, permissions } = found
  const actor = {
    type: 'user' as const,
    memberId: row.memberId,
    accountId,
    permissions: new Set(permissions.filter(isPermission)),
  }
  const context = { organisationId: row.organisationId, actor, db, now, wake }
  const until = now().getTime() + partMs
  return { more: !(await continueUndo(context, { module, connection: row }, undoing, until)) }
}
