import { and, asc, eq, gt, inArray, isNotNull, notInArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { activity } from '@/db/schema/sync'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'

/** Of a page of records: few enough that a transaction is short, many enough that a run of thousands takes seconds. */
export const recordsPerStep = 250

export const tellsOfSomethingDone = notInArray(activity.action, ['skipped', 'failed'])

/** A run's entries that tell of something done, of the next records in the order of their ids. */
export async function nextEntries(
  db: Database,
  runId: string,
  afterRecord: string | null,
): Promise<{ entries: ActivityRow[]; last: string | null }> {
  const told = and(eq(activity.runId, runId), isNotNull(activity.recordId), tellsOfSomethingDone)
  const page = await db
    .selectDistinct({ recordId: activity.recordId })
    .from(activity)
    .where(and(told, afterRecord === null ? undefined : gt(activity.recordId, afterRecord)))
    .orderBy(asc(activity.recordId))
    .limit(recordsPerStep)
  const ids = page.flatMap(({ recordId }) => recordId ?? [])
  if (ids.length === 0) return { entries: [], last: null }
  const entries = await db
    .select()
    .from(activity)
    .where(and(told, inArray(activity.recordId, ids)))
  return { entries, last: ids.at(-1) ?? null }
}
