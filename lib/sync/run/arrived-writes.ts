import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { delayOfPush } from './change-delay'
import type { Session } from './session'
import { writtenFields } from './written-fields'

/**
 * What both sides have come to hold alike since they last agreed: a write of ours that arrived and whose answer did not (the
 * connection or the process was lost). It is told like any other, with what the item held before (A1). So is a value that
 * was to be put back over there, and is there again.
 */
export function arrivedWrites(
  session: Session,
  row: LinkRow,
  record: CrmRecord,
  item: Item,
): ActivityEntry[] {
  const { base, heldChange } = row
  if (!base || row.itemId !== item.id) return []
  const arrived = session.rules.filter(({ crm, microsoft, direction, toMicrosoft }) => {
    const [ours, theirs] = [fieldOf(record.fields, crm), fieldOf(item.fields, microsoft)]
    if (direction === 'toCrm' || !(crm in base.crm)) return false
    const former = heldChange?.fields[crm]
    if (former?.putsBack && former.direction === 'toCrm' && theirs === former.microsoft)
      return theirs !== fieldOf(base.microsoft, microsoft)
    const edited = ours !== fieldOf(base.crm, crm) && theirs !== fieldOf(base.microsoft, microsoft)
    return edited && toMicrosoft(ours) === theirs
  })
  if (arrived.length === 0) return []
  const patch = Object.fromEntries(
    arrived.map(({ microsoft }) => [microsoft, fieldOf(item.fields, microsoft)]),
  )
  return [
    {
      direction: 'toMicrosoft',
      action: 'updated',
      recordId: record.id,
      itemId: item.id,
      delayMs: delayOfPush(session, row),
      fields: writtenFields(session, row, patch),
    },
  ]
}
