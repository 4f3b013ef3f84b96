import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection as connectionTable } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import { approveUpTo } from '@/lib/sync/run/approved'
import { editRecords } from './edit-records'
import { markPutBack, unmarkPutBack } from './mark-put-back'
import { orderPairs } from './order-pairs'
import { type PlannedUndo, readUndo, type UndoOf } from './read-undo'
import type { Verdict } from './undo-types'

export type Undone = {
  verdicts: Map<string, Verdict>
  /** What the CRM refused, by record. */
  refusals: Map<string, Error>
  /** Whether anything is otherwise now. */
  isChange: boolean
}

/**
 * Puts entries of one connection back, in the caller's transaction and as part of a run that undoes. Runs of the
 * connection wait meanwhile, so that what they have in hand is not written over it.
 */
export async function undoEntries(
  context: Context,
  of: UndoOf,
  entries: readonly ActivityRow[],
  options: { runId: string; isWish: boolean },
): Promise<Undone> {
  const { db: tx } = context
  const { connection, module } = of
  await lockConnection(tx, connection.id)
  const plans = await readUndo(context, of, entries, { isWish: options.isWish, lock: true })
  const refusals = await editRecords(context, tx, module, plans)
  const done = plans.filter(({ recordId }) => !refusals.has(recordId))
  const now = afterAll(context.now(), plans)
  await orderPairs(tx, options.runId, done, now)
  await approveUpTo(tx, connection.id, new Date(now.getTime() + 1))
  const verdicts = new Map<string, Verdict>()
  for (const plan of plans)
    for (const [id, verdict] of plan.verdicts)
      verdicts.set(id, refusals.has(plan.recordId) && verdict.isPutBack ? refused : verdict)
  await markPutBack(tx, options.runId, verdicts, context.now())
  for (const [runId, recordIds] of undoneRuns(entries, verdicts)) await unmarkPutBack(tx, runId, recordIds)
  await tell(context, of, done, { runId: options.runId, at: now })
  await wakeOwner(context, of, done)
  const isChange = done.some((plan) => plan.pair !== null || isEdit(plan))
  return { verdicts, refusals, isChange }
}

const refused: Verdict = { isPutBack: false, left: 'not-allowed' }

/** Runs of the connection wait until the transaction ends. */
export const lockConnection = (tx: Database, id: string) =>
  tx.select({ id: connectionTable.id }).from(connectionTable).where(eq(connectionTable.id, id)).for('update')

/** Each write of a record bears a later instant than the one before, be it by a millisecond: two may follow here. */
const afterAll = (now: Date, plans: readonly PlannedUndo[]): Date =>
  new Date(Math.max(now.getTime(), ...plans.map(({ record }) => (record?.updatedAt.getTime() ?? 0) + 2)))

/** Of entries that an undo had told: the records for which that undo does not hold any more. */
function undoneRuns(
  entries: readonly ActivityRow[],
  verdicts: ReadonlyMap<string, Verdict>,
): Map<string, string[]> {
  const runs = new Map<string, string[]>()
  for (const { id, runId, recordId, reason } of entries) {
    if (reason !== 'undone' || runId === null || recordId === null || !verdicts.get(id)?.isPutBack) continue
    runs.set(runId, [...(runs.get(runId) ?? []), recordId])
  }
  return runs
}

async function tell(
  context: Context,
  { connection }: UndoOf,
  done: readonly PlannedUndo[],
  { runId, at }: { runId: string; at: Date },
): Promise<void> {
  const entries = done.flatMap(({ told }) => told)
  const { organisationId, id: connectionId } = connection
  await writeActivity(context.db, { organisationId, connectionId, runId, at }, entries)
  await countRun(context.db, runId, { pulled: done.filter(isEdit).length })
}

const isEdit = ({ bin, patch }: PlannedUndo): boolean => bin !== null || Object.keys(patch).length > 0

/** Edits wake the sync by themselves; what is asked of pairs alone does not, and would be found by the next poll. */
async function wakeOwner(context: Context, { connection, module }: UndoOf, done: readonly PlannedUndo[]) {
  if (done.every(({ pair }) => pair === null)) return
  await context.db
    .update(connectionTable)
    .set({ nextPollAt: context.now() })
    .where(eq(connectionTable.id, connection.id))
  await context.wake({ module: module.name, memberIds: [connection.memberId] })
}
