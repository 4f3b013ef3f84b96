import { and, countDistinct, eq, isNotNull, sql } from 'drizzle-orm'
import { activity, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { tellsOfSomethingDone } from './run-entries'

/** How many records an undo at work has come to, of how many. */
export type UndoProgress = { done: number; total: number }

/** For callers who have found that the actor may see the run. Null for one that is no whole run's undo. */
export async function undoProgress(
  context: Pick<Context, 'db'>,
  undoing: string,
): Promise<UndoProgress | null> {
  const [row] = await context.db
    .select({
      total: countDistinct(activity.recordId),
      done: sql<string>`count(distinct ${activity.recordId}) filter (where ${activity.recordId} <= ${run.undoneTo})`,
    })
    .from(run)
    .innerJoin(activity, eq(activity.runId, run.undoOf))
    .where(and(eq(run.id, undoing), isNotNull(activity.recordId), tellsOfSomethingDone))
  return row && row.total > 0 ? { done: Number(row.done), total: row.total } : null
}
