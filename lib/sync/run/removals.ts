import { and, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { containerExists } from '@/lib/microsoft/containers/containers'
import { type ActivityEntry, countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import type { Plan } from '@/lib/sync/core/plan-types'
import { deletionHeld, type LinkRow, outOfDoubt, removeLinks, saveLinks } from '@/lib/sync/links'
import type { CrmRecord } from '@/lib/sync/modules/module'
import { planAgainst, recordState } from './apply-plan'
import { delayOfRemoval } from './change-delay'
import { confirmRemovals, type Gone } from './confirm-removals'
import { ContainerGone } from './container-gone'
import { checkpoint } from './engine'
import { countLinked, isMany, readApproval } from './many'
import { applyPage } from './pull-page'
import { containerOf, inTransaction, placeOf, type Session } from './session'
import { decisionOf, isDecided } from './standing'
import { leftBehind } from './stay-behind'

/**
 * Settles what Microsoft said was removed in this round: the container is proven to exist, each item is looked for by
 * itself, and only then is anything taken for deleted (A6). Too many deletions at once are held for a decision, while
 * everything else goes on (A5).
 */
export async function settleRemovals(session: Session): Promise<void> {
  const { connection: row } = session
  const noted = await session.engine.db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, row.id), isNotNull(link.removedAt)))
  const decision = decisionOf(session)
  const held = noted.filter(({ reason }) => reason === deletionHeld)
  const decided = new Set(held.filter(({ removedAt }) => isDecided(decision, removedAt)).map(({ id }) => id))
  const waiting = held.filter(({ id }) => !decided.has(id))
  const open = noted.filter((one) => !waiting.includes(one))
  if (open.length === 0) return
  if (!(await containerExists(placeOf(session), containerOf(session)))) throw new ContainerGone()
  const { gone, present } = await confirmRemovals(session, open)
  // What is there is read for what it holds: it may have left delta's window with a new time.
  if (present.length > 0) await applyPage(session, present)
  await checkpoint(session.engine, 'removals confirmed')
  const fresh = gone.filter(({ row: { id } }) => !decided.has(id))
  const many = await deletionsToHold(session, fresh, waiting)
  if (many.length > 0) await hold(session, many)
  const rest = gone.filter((one) => !many.includes(one))
  if (rest.length === 0) return
  const restored = decision?.decision === 'restore' ? decided : new Set<string>()
  await inTransaction(session, (tx, context) => applyRemovals(session, tx, context, rest, restored))
  await checkpoint(session.engine, 'removals applied')
}

/** Those that would delete in the CRM, if they are too many; with those that wait already, any more are. */
async function deletionsToHold(
  session: Session,
  gone: readonly Gone[],
  waiting: readonly LinkRow[],
): Promise<Gone[]> {
  if (gone.length === 0) return []
  const { engine, connection: row, module } = session
  const approvedTo = await readApproval(engine.db, row.id)
  const records = await module.crm.read(
    { organisationId: row.organisationId, db: engine.db },
    gone.map(({ row }) => row.recordId),
  )
  const deletes = gone
    // What we noticed at that very moment nobody had approved.
    .filter(({ row: { removedAt } }) => (removedAt?.getTime() ?? 0) >= approvedTo)
    .filter(({ row: one }) => outcomeOf(session, one, records.get(one.recordId)) === 'delete')
  if (waiting.length > 0) return deletes
  return isMany('deletions', deletes.length, await countLinked(engine.db, row.id)) ? deletes : []
}

/** Everything else goes on; these wait until somebody says what to do. */
async function hold(session: Session, gone: readonly Gone[]): Promise<void> {
  await inTransaction(session, (tx) =>
    saveLinks(
      tx,
      gone.map(({ row }) => ({ ...row, reason: deletionHeld })),
    ),
  )
  await checkpoint(session.engine, 'deletions held')
}

/** Carries out confirmed removals, as the plan says for each: delete, let go, or make again what was edited meanwhile. */
async function applyRemovals(
  session: Session,
  tx: Database,
  context: Context,
  gone: readonly Gone[],
  restored: ReadonlySet<string>,
): Promise<void> {
  const { module, connection: row } = session
  const records = await module.crm.read(
    context,
    gone.map(({ row }) => row.recordId),
    { lock: true },
  )
  const deleted: string[] = []
  const dropped: string[] = []
  const saved: LinkRow[] = []
  const entries: ActivityEntry[] = []
  for (const { row: linked, moved } of gone) {
    const outcome = restored.has(linked.id)
      ? 'again'
      : outcomeOf(session, linked, records.get(linked.recordId))
    const entry = {
      direction: 'toCrm' as const,
      recordId: linked.recordId,
      itemId: linked.itemId,
      // What waited for a person's decision was not late.
      delayMs: linked.reason === deletionHeld ? null : delayOfRemoval(session, linked),
    }
    if (outcome === 'delete') {
      deleted.push(linked.recordId)
      dropped.push(linked.id)
      entries.push({ ...entry, action: 'deleted', reason: moved ? module.container.movedReason : null })
    } else if (outcome === 'undone') {
      // It was we who deleted it, and the answer was lost.
      saved.push({ ...leftBehind(linked, 'undone'), removedAt: null })
      const undone = { reason: 'undone', ...(linked.undoRunId ? { runId: linked.undoRunId } : {}) }
      entries.push({ ...entry, direction: 'toMicrosoft', action: 'deleted', ...undone })
    } else if (outcome === 'drop') dropped.push(linked.id)
    else if (outcome === 'again') saved.push(fromTheStart(linked, session.now()))
    else {
      saved.push({
        ...fromTheStart(linked, session.now()),
        // Should the item come back into the container, it is known.
        itemId: linked.itemId,
        state: 'unlinked',
        pendingSince: null,
        reason: 'removed-in-microsoft',
      })
      entries.push({ ...entry, action: 'unlinked', reason: 'removed-in-microsoft' })
    }
  }
  if (deleted.length > 0) await module.crm.remove(context, deleted)
  await removeLinks(tx, dropped)
  await saveLinks(tx, saved)
  const about = {
    organisationId: row.organisationId,
    connectionId: row.id,
    runId: session.runId,
    at: session.now(),
  }
  await writeActivity(tx, about, entries)
  await countRun(tx, session.runId, { pulled: entries.length })
}

/** What becomes of a record whose item is gone. */
export function outcomeOf(
  session: Session,
  linked: LinkRow,
  record: CrmRecord | undefined,
): 'delete' | 'unlink' | 'again' | 'drop' | 'undone' {
  if (!record || record.deletedAt !== null || record.ownerId !== session.connection.memberId) return 'drop'
  if (linked.undoRunId !== null) return 'undone'
  // It has become one that stays here.
  if (record.excluded !== null) return 'again'
  // They went separate ways before.
  if (linked.state === 'skipped') return 'unlink'
  const plan: Plan = planAgainst(session, linked, recordState(record, new Map()), null)
  if (plan.microsoft.kind === 'create') return 'again'
  return plan.crm.kind === 'delete' ? 'delete' : 'unlink'
}

const fromTheStart = (linked: LinkRow, now: Date): LinkRow => ({
  ...linked,
  state: 'intended',
  itemId: null,
  base: null,
  heldChange: null,
  etag: null,
  webLink: null,
  removedAt: null,
  reason: null,
  ...outOfDoubt,
  createId: null,
  attempts: 0,
  pendingSince: linked.pendingSince ?? now,
})
