import { inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import { isItemEdited } from '@/lib/sync/core/plan'
import type { LinkRow } from '@/lib/sync/links'
import type { Exclusion, Item } from '@/lib/sync/modules/module'
import type { Session } from './session'

/** Why an item goes although its record stays in the CRM; `undone`: a person has undone that it was made. */
export type Staying = Exclusion | 'undone'

/** A pair that an undo has parted: it does not come back by itself, whatever is edited. */
export const isUndone = ({ state, reason }: Pick<LinkRow, 'state' | 'reason'>): boolean =>
  state === 'unlinked' && reason === 'undone'

/** A pair whose record went to the bin by an undo remembers what both held; one that merely parted does not. */
export const isBinnedByUndo = (row: LinkRow): boolean =>
  isUndone(row) && row.itemId !== null && row.base !== null

/** Whether the item may still go: an edit over there since beats the undo, and nobody is mailed for it (A8). */
export const mayWithdraw = (session: Session, row: LinkRow, item: Item): boolean =>
  item.excluded === null &&
  (session.module.item.mailed?.(item.fields) ?? 0) === 0 &&
  !isItemEdited({ base: row.base, rules: session.rules }, item)

/** Pairs whose record has come back out of the bin go on where they were: the item is looked at first. */
export async function resumeUndone(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(link)
    .set({ state: 'skipped', reason: null })
    .where(inArray(link.id, [...ids]))
}

/** Links about which something has been said since they were read: what was decided before does not count any more. */
export async function movedSince(tx: Database, rows: readonly LinkRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const seqs = new Map(rows.map(({ id, pendingSeq }) => [id, pendingSeq]))
  const now = await tx
    .select({ id: link.id, pendingSeq: link.pendingSeq })
    .from(link)
    .where(inArray(link.id, [...seqs.keys()]))
  return new Set(
    now.filter(({ id, pendingSeq }) => seqs.has(id) && seqs.get(id) !== pendingSeq).map(({ id }) => id),
  )
}
