import type { RecordState } from '@/lib/sync/records/record-states'

export type SyncAnswer = {
  /** Key of the one sentence that answers *why is this not in Microsoft 365?* (A9). */
  answer: Exclude<RecordState['reason'], null> | 'synced' | 'pending' | 'in-bin' | 'module-off-other'
  /** What the reader can do about it. */
  way: 'tryAgain' | 'takeUp' | 'enable' | 'seeConnection' | 'decide' | null
}

const ways: Partial<Record<Exclude<RecordState['reason'], null>, SyncAnswer['way']>> = {
  'waiting-for-microsoft': 'tryAgain',
  'microsoft-refused': 'tryAgain',
  'removed-in-microsoft': 'takeUp',
  'reconnect-needed': 'seeConnection',
  'module-paused': 'seeConnection',
  'deletion-held': 'decide',
  'module-off': 'enable',
}

/** Ways that lead to the reader's own connection, which is of no use for somebody else's record. */
const ownWays: readonly SyncAnswer['way'][] = ['enable', 'seeConnection', 'decide']

/** One sentence and at most one way on for each state of a record. */
export function syncAnswer(
  { state, reason }: Pick<RecordState, 'state' | 'reason'>,
  about: { isOwn: boolean; inBin: boolean },
): SyncAnswer {
  if (reason === null) {
    if (about.inBin || state === 'off') return { answer: 'in-bin', way: null }
    return { answer: state === 'synced' ? 'synced' : 'pending', way: null }
  }
  if (reason === 'module-off' && !about.isOwn) return { answer: 'module-off-other', way: null }
  const way = ways[reason] ?? null
  return { answer: reason, way: !about.isOwn && ownWays.includes(way) ? null : way }
}
