import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { NamedRecord } from '@/lib/sync/activity/name-records'
import { canPutBack } from '@/lib/sync/undo/can-put-back'

export type PlainEntry = Pick<ActivityRow, 'id' | 'action' | 'direction' | 'restoredBy'> & {
  isRestored: boolean
  isSeen: boolean
  canPutBack: boolean
}

/** What the buttons of an entry have to know, and no more, since it goes to the browser. */
export const plainEntry = (entry: ActivityRow, record: NamedRecord | undefined, now: Date): PlainEntry => ({
  id: entry.id,
  action: entry.action,
  direction: entry.direction,
  restoredBy: entry.restoredBy,
  isRestored: entry.restoredAt !== null,
  isSeen: entry.seenAt !== null,
  canPutBack: record !== undefined && canPutBack(entry, { inBin: record.deleted, now }),
})
