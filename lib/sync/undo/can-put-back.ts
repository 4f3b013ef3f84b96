import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { isTooOld } from './reach'

/** Whether an entry tells of something that can be put back, as far as it tells by itself. */
export function canPutBack(
  entry: Pick<ActivityRow, 'action' | 'direction' | 'reason' | 'recordId' | 'restoredAt' | 'at'>,
  now: Date,
): boolean {
  const { action, direction, reason, recordId, restoredAt, at } = entry
  if (recordId === null || restoredAt !== null || isTooOld(at, now)) return false
  switch (action) {
    case 'created':
    case 'updated':
    case 'matched':
    case 'conflict':
      return true
    case 'deleted':
      return direction === 'toCrm' || reason === null || reason === 'undone'
    case 'unlinked':
      return reason === 'removed-in-microsoft' || reason === 'undone'
    case 'skipped':
    case 'failed':
      return false
    default:
      return action satisfies never
  }
}
