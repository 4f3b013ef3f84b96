import { and, eq, inArray, isNull } from 'drizzle-orm'
import { activity, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { write } from '@/lib/crm/change-feed/write'
import { DomainError } from '@/lib/errors'
import { availableModule, type ConnectionRow, ownConnection } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { recordedUndo } from '@/lib/sync/undo/begin-run'
import { isTooOld } from '@/lib/sync/undo/reach'
import { type Undone, undoEntries } from '@/lib/sync/undo/undo-entries'
import type { LeftAlone } from '@/lib/sync/undo/undo-types'
import type { ActivityRow } from './list-activity'

/**
 * Puts back what a run did (A1): the value that lost a conflict, the former value, the deleted record, or the pair as it
 * was. It is an edit by the person who asks, and crosses like any other. As she asks for this very entry, it counts
 * whatever was changed since. What is as it was already stays, and is no refusal.
 * @throws DomainError `not-found`, `nothing-to-restore`, `too-old`, and what the record's own verbs refuse
 */
export async function restoreActivity(context: Context, name: ModuleName, id: string): Promise<ActivityRow> {
  await availableModule(context, name)
  const { connection, rows } = await ownEntries(context, name, [id])
  const [entry] = rows
  if (!entry) throw new DomainError('not-found')
  if (isTooOld(entry.at, context.now())) throw new DomainError('too-old')
  if (entry.recordId === null) throw new DomainError('nothing-to-restore')
  await putBack(context, name, connection, [entry], (undone) => throwRefusal(entry, undone))
  const [after] = (await ownEntries(context, name, [id])).rows
  return after ?? entry
}

export type Restored = {
  /** Entries that are as they were before now. */
  restored: string[]
  left: { id: string; reason: LeftAlone | 'not-found' | 'too-old' }[]
}

/**
 * Puts many entries of the acting member's connection back, the newest first, as one run that can be undone. What cannot
 * be put back stays, and is told with the reason; the rest is done.
 * @throws DomainError `not-available`
 */
export async function restoreActivities(
  context: Context,
  name: ModuleName,
  ids: readonly string[],
): Promise<Restored> {
  await availableModule(context, name)
  const { connection, rows } = await ownEntries(context, name, ids)
  const now = context.now()
  const known = new Set(rows.map(({ id }) => id))
  const open = rows.filter(({ at, recordId }) => recordId !== null && !isTooOld(at, now))
  const result: Restored = {
    restored: [],
    left: [
      ...ids.filter((id) => !known.has(id)).map((id) => ({ id, reason: 'not-found' as const })),
      ...rows
        .filter((entry) => !open.includes(entry))
        .map(({ id, at }) => ({
          id,
          reason: isTooOld(at, now) ? ('too-old' as const) : ('nothing-to-restore' as const),
        })),
    ],
  }
  if (open.length === 0) return result
  const { verdicts } = await putBack(context, name, connection, open)
  for (const [id, { left }] of verdicts) {
    if (left === null || left === 'already-so') result.restored.push(id)
    else result.left.push({ id, reason: left })
  }
  return result
}

async function putBack(
  context: Context,
  name: ModuleName,
  connection: ConnectionRow,
  entries: readonly ActivityRow[],
  check: (undone: Undone) => void = () => {},
): Promise<Undone> {
  const module = await availableModule(context, name)
  return write(context, async (within) => {
    const runId = await recordedUndo(within.db, connection.id, context.now())
    const undone = await undoEntries(within, { connection, module }, entries, { runId, isWish: true })
    check(undone)
    // A wish that finds everything as it was is no run.
    if (!undone.isChange) {
      await within.db.update(activity).set({ restoredBy: null }).where(eq(activity.restoredBy, runId))
      await within.db.delete(run).where(eq(run.id, runId))
    }
    return undone
  })
}

function throwRefusal(entry: ActivityRow, { verdicts, refusals }: Undone): void {
  const refusal = entry.recordId === null ? undefined : refusals.get(entry.recordId)
  if (refusal) throw refusal
  const left = verdicts.get(entry.id)?.left ?? null
  if (left === null || left === 'already-so') return
  if (left === 'gone') throw new DomainError('not-found')
  throw new DomainError(left === 'in-bin' ? 'deleted' : left)
}

/** A conflict that somebody has looked at counts no longer. @throws DomainError `not-found` */
export async function markActivitySeen(context: Context, name: ModuleName, id: string): Promise<void> {
  const { rows } = await ownEntries(context, name, [id])
  if (rows.length === 0) throw new DomainError('not-found')
  await context.db
    .update(activity)
    .set({ seenAt: context.now() })
    .where(and(eq(activity.id, id), isNull(activity.seenAt)))
}

/** @throws DomainError `not-found` for a module that the member has never enabled */
async function ownEntries(
  context: Context,
  name: ModuleName,
  ids: readonly string[],
): Promise<{ connection: ConnectionRow; rows: ActivityRow[] }> {
  const connection = await ownConnection(context, name)
  if (!connection) throw new DomainError('not-found')
  const rows = await context.db
    .select()
    .from(activity)
    .where(and(eq(activity.connectionId, connection.id), inArray(activity.id, [...ids])))
  return { connection, rows }
}
