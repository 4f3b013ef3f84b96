import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { isTooOld } from './reach'

/** Whether an entry tells of something that can be put back, its record being where it is now. */
export function canPutBack(
  entry: Pick<ActivityRow, 'action' | 'reason' | 'recordId' | 'restoredAt' | 'at'>,
  { inBin, now }: { inBin: boolean; now: Date },
): boolean {
  const { action, reason, recordId, restoredAt, at } = entry
  if (recordId === null || restoredAt !== null || isTooOld(at, now)) return false
  switch (action) {
    case 'created':
    case 'updated':
    case 'matched':
    case 'conflict':
      return !inBin
    case 'deleted':
      return inBin || reason === 'undone'
    case 'unlinked':
      return !inBin && (reason === 'removed-in-microsoft' || reason === 'undone')
    case 'skipped':
    case 'failed':
      return false
    default:
      return action satisfies never
  }
}
