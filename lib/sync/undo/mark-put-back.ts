import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { activity } from '@/db/schema/sync'
import type { Verdict } from './undo-types'

/** Notes on entries what came of putting them back, with one statement however many they are. */
export async function markPutBack(
  tx: Database,
  runId: string,
  verdicts: ReadonlyMap<string, Verdict>,
  now: Date,
): Promise<void> {
  if (verdicts.size === 0) return
  const rows = JSON.stringify(
    [...verdicts].map(([id, { isPutBack, left }]) => ({ id, put_back: isPutBack, left_alone: left })),
  )
  await tx.execute(sql`
    update ${activity} set
      restored_at = case when t.put_back then ${now.toISOString()}::timestamptz else restored_at end,
      restored_by = case when t.put_back then ${runId}::uuid else restored_by end,
      seen_at = case when t.put_back then coalesce(seen_at, ${now.toISOString()}::timestamptz)
        when t.left_alone = 'conflict-open' then null else seen_at end,
      left_alone = t.left_alone
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, put_back boolean, left_alone text)
    where ${activity.id} = t.id`)
}

/** What an undo had put back is not put back any more once that undo is undone itself. */
export async function unmarkPutBack(
  tx: Database,
  undoneRunId: string,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return
  await tx
    .update(activity)
    .set({ restoredAt: null, restoredBy: null })
    .where(and(eq(activity.restoredBy, undoneRunId), inArray(activity.recordId, [...recordIds])))
}
