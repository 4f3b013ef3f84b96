import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ActivityField, activity, type ConflictStory, run } from '@/db/schema/sync'
import { timeOrderedId } from '@/db/time-ordered-id'
import { insertRows } from '@/lib/crm/records/write-rows'

export type ActivityEntry = {
  direction: 'toMicrosoft' | 'toCrm'
  action: (typeof activity.$inferInsert)['action']
  recordId: string | null
  itemId: string | null
  fields?: ActivityField[]
  reason?: string | null
  /** The run that it is told as, where that is another one than it was done in: an undo. */
  runId?: string
  story?: ConflictStory
  itemFields?: ActivityField[]
  /** The member whose decision it is. */
  decidedBy?: string | null
  /** From the edit on the other side to now; null when it is not known. */
  delayMs?: number | null
}

/** Writes what a run did, in the transaction that did it. */
export async function writeActivity(
  db: Database,
  of: { organisationId: string; connectionId: string; runId: string | null; at: Date },
  entries: readonly ActivityEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({
    id: timeOrderedId(),
    ...of,
    runId: entry.runId ?? of.runId,
    direction: entry.direction,
    action: entry.action,
    recordId: entry.recordId,
    itemId: entry.itemId,
    fields: entry.fields ?? [],
    reason: entry.reason ?? null,
    story: entry.story ?? null,
    itemFields: entry.itemFields ?? null,
    decidedBy: entry.decidedBy ?? null,
    delayMs: entry.delayMs ?? null,
  }))
  await insertRows(db, activity, rows)
}

/** Adds to a run's figures. */
export async function countRun(
  db: Database,
  runId: string,
  add: { pulled?: number; pushed?: number; failed?: number },
): Promise<void> {
  const { pulled = 0, pushed = 0, failed = 0 } = add
  if (pulled === 0 && pushed === 0 && failed === 0) return
  await db
    .update(run)
    .set({
      pulled: sql`${run.pulled} + ${pulled}`,
      pushed: sql`${run.pushed} + ${pushed}`,
      failed: sql`${run.failed} + ${failed}`,
    })
    .where(sql`${run.id} = ${runId}`)
}
