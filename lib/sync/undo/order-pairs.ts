import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { giveBack } from '@/db/schema/give-back'
import { link } from '@/db/schema/sync'
import { insertRows } from '@/lib/crm/records/write-rows'
import { outOfDoubt } from '@/lib/sync/links'
import type { PlannedUndo } from './read-undo'
import type { PairOrder } from './undo-types'

/**
 * What an undo asks of pairs, in its transaction. What has to be done in Microsoft 365 is left to the next run, and is
 * told as this one's.
 */
export async function orderPairs(
  tx: Database,
  runId: string,
  plans: readonly PlannedUndo[],
  now: Date,
): Promise<void> {
  const linksOf = (pair: PairOrder) =>
    plans.flatMap((plan) => (plan.pair === pair && plan.link ? [plan.link] : []))
  const next = sql`${link.pendingSeq} + 1`
  const atRest = {
    notBefore: null,
    parkedAt: null,
    attempts: 0,
    removedAt: null,
    ...outOfDoubt,
    heldChange: null,
  }
  const change = async (
    ids: string[],
    set: Parameters<ReturnType<typeof tx.update<typeof link>>['set']>[0],
  ) => {
    if (ids.length > 0)
      await tx
        .update(link)
        .set({ ...atRest, ...set, pendingSeq: next })
        .where(inArray(link.id, ids))
  }
  const letGo = { state: 'unlinked', reason: 'undone', pendingSince: null, undoRunId: null } as const
  const letGoOnes = linksOf('let-go')
  // A record that goes to the bin keeps what both held, should it come back; a pair that stays apart is as new.
  const binned = new Set(plans.filter(({ bin }) => bin === 'in').map(({ recordId }) => recordId))
  const isBinned = ({ recordId }: { recordId: string }) => binned.has(recordId)
  await change(
    letGoOnes.filter(isBinned).map(({ id }) => id),
    letGo,
  )
  await change(
    letGoOnes.filter((row) => !isBinned(row)).map(({ id }) => id),
    { ...letGo, base: null },
  )
  await giveItemsBack(tx, runId, plans)
  const pendingSince = sql`coalesce(${link.pendingSince}, ${now.toISOString()}::timestamptz)`
  await change(
    linksOf('withdraw').map(({ id }) => id),
    { undoRunId: runId, pendingSince },
  )
  const takenUp = { reason: null, pendingSince: now, undoRunId: runId, createId: null }
  const [withItem, without] = [true, false].map((has) =>
    linksOf('take-up').filter(({ itemId }) => (itemId !== null) === has),
  )
  // One that has an item is looked at before anything is written, as after any time apart.
  await change(
    (withItem ?? []).map(({ id }) => id),
    { ...takenUp, state: 'skipped' },
  )
  await change(
    (without ?? []).map(({ id }) => id),
    { ...takenUp, state: 'intended', base: null, etag: null },
  )
}

async function giveItemsBack(tx: Database, runId: string, plans: readonly PlannedUndo[]): Promise<void> {
  const rows = plans.flatMap(({ link, givesBack: fields, recordId }) =>
    link?.itemId && Object.keys(fields).length > 0
      ? [{ connectionId: link.connectionId, itemId: link.itemId, recordId, runId, fields }]
      : [],
  )
  if (rows.length === 0) return
  // What an earlier undo has not come to is part of what this one has seen.
  const itemIds = rows.map(({ itemId }) => itemId)
  const [first] = rows
  await tx
    .delete(giveBack)
    .where(and(eq(giveBack.connectionId, first?.connectionId ?? ''), inArray(giveBack.itemId, itemIds)))
  await insertRows(tx, giveBack, rows)
}
