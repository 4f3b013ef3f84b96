import { eq } from 'drizzle-orm'
import { run } from '@/db/schema/sync'
import { timeOrderedId } from '@/db/time-ordered-id'
import { type Context, requirePermission } from '@/lib/access/context'
import { write } from '@/lib/crm/change-feed/write'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { cancelOrders } from './cancel-orders'
import { type RunRow, runToUndo } from './find-run'
import type { UndoOf } from './read-undo'
import { nextEntries } from './run-entries'
import { lockConnection, undoEntries } from './undo-entries'

/**
 * Undoes a whole run of the acting member's own connection (A1): what nobody has changed since is put back, the rest is
 * left alone and says why. It is a run of its own and can be undone itself. Done in steps that stand alone: asked again
 * after a crash it goes on, and however often it is asked, it is done once.
 * @returns the run that undoes it, and whether all is done: the rest of a long one is the caller's to have done
 * @throws DomainError `permission-required`, `not-found`, `nothing-to-restore`, `too-old`, `busy`, `not-available`
 */
export async function undoRun(
  context: Context,
  name: ModuleName,
  runId: string,
): Promise<{ runId: string; isDone: boolean }> {
  const { module, connection, original } = await runToUndo(context, name, runId)
  for (const permission of module.permissions) requirePermission(context, permission)
  const undoing = await beginUndo(context, connection.id, original)
  const until = context.now().getTime() + atOnceMs
  return { runId: undoing, isDone: await continueUndo(context, { module, connection }, undoing, until) }
}

/** So long whoever asks waits for it herself: it is enough for some thousand records. */
const atOnceMs = 4_000

/** One run undoes another, whoever asks at the same time. */
function beginUndo(context: Context, connectionId: string, { id: undoOf, kind }: RunRow): Promise<string> {
  return context.db.transaction(async (tx) => {
    const known = () => tx.select({ id: run.id }).from(run).where(eq(run.undoOf, undoOf))
    const [before] = await known()
    if (before) return before.id
    await lockConnection(tx, connectionId)
    const begun = {
      id: timeOrderedId(),
      connectionId,
      kind: 'undo' as const,
      undoOf,
      startedAt: context.now(),
    }
    const [mine] = await tx.insert(run).values(begun).onConflictDoNothing().returning({ id: run.id })
    if (!mine) return (await known())[0]?.id ?? begun.id
    const isCancelled = kind === 'undo' && (await cancelOrders(tx, undoOf))
    const { entries } = await nextEntries(tx, undoOf, null)
    if (entries.length === 0 && !isCancelled) throw new DomainError('nothing-to-restore')
    return mine.id
  })
}

/**
 * Goes on with an undo that has begun, in steps of which each is a transaction of its own.
 * @param until when the last step may begin, ms since the epoch
 * @returns whether all is done
 */
export async function continueUndo(
  context: Context,
  of: UndoOf,
  undoing: string,
  until: number,
): Promise<boolean> {
  while (await undoStep(context, of, undoing)) if (context.now().getTime() > until) return false
  return true
}

/** @returns whether there is more to do */
function undoStep(context: Context, of: UndoOf, undoing: string): Promise<boolean> {
  return write(context, async (within) => {
    const { db: tx } = within
    // Whoever works on the same undo waits here, and then goes on with the next records.
    const [row] = await tx.select().from(run).where(eq(run.id, undoing)).for('update')
    if (!row || row.finishedAt !== null || row.undoOf === null) return false
    const { entries, last } = await nextEntries(tx, row.undoOf, row.undoneTo)
    if (last === null) {
      await tx.update(run).set({ finishedAt: context.now(), undoneTo: null }).where(eq(run.id, undoing))
      return false
    }
    await undoEntries(within, of, entries, { runId: undoing, isWish: false })
    await tx.update(run).set({ undoneTo: last }).where(eq(run.id, undoing))
    return true
  })
}
