import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { giveBack } from '@/db/schema/give-back'
import { link } from '@/db/schema/sync'
import { unmarkPutBack } from './mark-put-back'

/**
 * What an undo has asked of pairs and no run has come to yet is not done any more: the undo is being undone itself.
 * @returns whether there was any
 */
export async function cancelOrders(tx: Database, undoRunId: string): Promise<boolean> {
  const seq = sql`${link.pendingSeq} + 1`
  const open = eq(link.undoRunId, undoRunId)
  const [staying, parted] = [
    await tx
      .update(link)
      .set({ undoRunId: null, pendingSeq: seq })
      .where(and(open, eq(link.state, 'linked')))
      .returning({ recordId: link.recordId }),
    await tx
      .update(link)
      .set({ undoRunId: null, pendingSeq: seq, state: 'unlinked', reason: 'undone', pendingSince: null })
      .where(and(open, ne(link.state, 'linked'), isNull(link.sentAt)))
      .returning({ recordId: link.recordId }),
  ]
  const kept = await tx
    .delete(giveBack)
    .where(eq(giveBack.runId, undoRunId))
    .returning({ recordId: giveBack.recordId })
  const recordIds = [...staying, ...parted, ...kept].map(({ recordId }) => recordId)
  await unmarkPutBack(tx, undoRunId, recordIds)
  return recordIds.length > 0
}
