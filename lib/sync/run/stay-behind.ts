import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import { type LinkRow, outOfDoubt } from '@/lib/sync/links'
import type { CrmRecord, Exclusion, Item } from '@/lib/sync/modules/module'
import type { Edits } from './apply-plan'
import { conflictEntries, conflictStory } from './conflict-entries'
import { withoutHeld } from './held-change'
import type { Intent } from './intent'
import type { Outcome } from './push-outcome'
import type { Session } from './session'
import type { Staying } from './undo-orders'

const atRest = {
  pendingSince: null,
  ...outOfDoubt,
  notBefore: null,
  attempts: 0,
  lastError: null,
  lastErrorText: null,
} as const

/** A record that has no item, and gets none as it is now. Told once; being outside the window is no news. */
export function skip(out: Outcome, { row, reason, entersAt }: Extract<Intent, { kind: 'skip' }>): void {
  out.saved.push({ ...row, ...atRest, state: 'skipped', reason, notBefore: entersAt })
  if (reason !== 'recurring' || row.reason === reason) return
  out.entries.push({
    direction: 'toMicrosoft',
    action: 'skipped',
    recordId: row.recordId,
    itemId: null,
    reason,
  })
}

/** A record that cannot be written as it is mapped waits, and the others go on. Told once. */
export function waitForMapping(session: Session, out: Outcome, { row }: Pick<Intent, 'row'>): void {
  const reason = 'mapping-incomplete'
  out.saved.push({ ...row, reason, attempts: 0, notBefore: null, parkedAt: session.now() })
  if (row.reason === reason) return
  const { recordId, itemId } = row
  out.failed += 1
  out.entries.push({ direction: 'toMicrosoft', action: 'failed', recordId, itemId, reason })
}

/** A pair that goes separate ways, each side staying as it is, and remembers what it was. */
export function suspend(session: Session, out: Outcome, row: LinkRow, reason: Exclusion): void {
  const pair = withoutHeld(session, row)
  out.saved.push({ ...pair, ...atRest, state: 'skipped', reason, removedAt: null, seenAt: session.now() })
  if (row.state === 'skipped') return
  out.entries.push({
    direction: 'toMicrosoft',
    action: 'unlinked',
    recordId: row.recordId,
    itemId: row.itemId,
    reason: 'kept-for-attendees',
  })
}

/** What was edited over there in an item that goes because its record stays in the CRM: kept, to be put back (A1). */
export function lostEdits(
  session: Session,
  row: LinkRow,
  record: CrmRecord,
  item: Item,
  edits: Edits,
): ActivityEntry[] {
  const former = withoutHeld(session, row).base?.microsoft ?? {}
  const conflicts = session.rules.flatMap(({ crm, microsoft, direction, toCrm }) => {
    const [now, mine] = [fieldOf(item.fields, microsoft), fieldOf(record.fields, crm)]
    const theirs = toCrm(now, item.fields)
    const edited = direction !== 'toMicrosoft' && now !== fieldOf(former, microsoft)
    if (!edited || theirs === undefined || theirs === mine) return []
    return [{ field: crm, winner: 'crm' as const, kept: mine, lost: theirs }]
  })
  const story = conflictStory('recurring', item, edits.get(record.id))
  return conflictEntries({ conflicts }, { recordId: record.id, itemId: item.id }, story)
}

/** A record whose item has left Microsoft 365 and that stays in the CRM. */
export const leftBehind = (row: LinkRow, reason: Staying): LinkRow => ({
  ...row,
  ...atRest,
  state: reason === 'undone' ? 'unlinked' : 'skipped',
  reason,
  undoRunId: reason === 'undone' ? null : row.undoRunId,
  itemId: null,
  base: null,
  heldChange: null,
  etag: null,
  webLink: null,
  lastSyncedAt: null,
})

/** A suspended pair whose item has gone meanwhile: the record is as new. */
export const begunAnew = (session: Session, row: LinkRow): LinkRow => ({
  ...leftBehind(row, 'recurring'),
  state: 'intended',
  reason: null,
  pendingSince: row.pendingSince ?? session.now(),
})
