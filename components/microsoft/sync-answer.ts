import type { RecordState } from '@/lib/sync/records/record-states'

/** What the reader can do: a button or a link that leads on, or a word about who can, or why nobody has to. */
export type Way =
  | 'tryAgain'
  | 'takeUp'
  | 'enable'
  | 'seeConnection'
  | 'decide'
  | 'changeMapping'
  | 'seeProblem'
  | 'openMicrosoft'
  | 'restore'
  | 'askAdministrator'
  | 'askOwner'
  | 'askOperator'
  | 'wait'
  | 'nothing'

export type SyncAnswer = {
  /** Key of the one sentence that answers *why is this not in Microsoft 365?* (A9). */
  answer:
    | Exclude<RecordState['reason'], null>
    | 'synced'
    | 'pending'
    | 'in-bin'
    | 'leaving'
    | 'module-off-other'
  way: Way
}

const ways: Record<Exclude<RecordState['reason'], null>, Way> = {
  'waiting-for-microsoft': 'tryAgain',
  'reconnect-needed': 'seeConnection',
  'module-paused': 'askAdministrator',
  'module-forbidden': 'askAdministrator',
  'change-held': 'decide',
  'removed-in-microsoft': 'takeUp',
  undone: 'takeUp',
  recurring: 'nothing',
  invitation: 'nothing',
  'outside-window': 'nothing',
  'mapping-excludes': 'changeMapping',
  'microsoft-refused': 'tryAgain',
  'value-too-long': 'openMicrosoft',
  'mapping-incomplete': 'changeMapping',
  'deletion-held': 'decide',
  'module-off': 'enable',
  'not-available': 'askOperator',
}

/** Ways that lead to the owner's own connection or item, and are of no use to anybody else. */
const ownWays: readonly Way[] = [
  'enable',
  'seeConnection',
  'decide',
  'changeMapping',
  'openMicrosoft',
  'seeProblem',
  'askAdministrator',
]

/** One sentence and one way on for each state of a record. */
export function syncAnswer(
  { state, reason }: Pick<RecordState, 'state' | 'reason'>,
  about: { isOwn: boolean; inBin: boolean },
): SyncAnswer {
  const { answer, way } = about.inBin ? inBin(state, reason) : living(state, reason)
  if (about.isOwn) return { answer, way }
  return {
    answer: answer === 'module-off' ? 'module-off-other' : answer,
    way: ownWays.includes(way) ? 'askOwner' : way,
  }
}

function living(state: RecordState['state'], reason: RecordState['reason']): SyncAnswer {
  if (reason !== null) return { answer: reason, way: ways[reason] }
  return state === 'synced' ? { answer: 'synced', way: 'nothing' } : { answer: 'pending', way: 'wait' }
}

/** How a record stands, in the words of its badge: what lies in the bin and has left is not in Microsoft 365. */
export const shownState = (state: RecordState['state'], { answer }: SyncAnswer): RecordState['state'] =>
  answer === 'in-bin' ? 'off' : state

/** What lies in the bin is not to be in Microsoft 365: all that can be asked is why it still is. */
function inBin(state: RecordState['state'], reason: RecordState['reason']): SyncAnswer {
  if (state !== 'pending' && state !== 'attention') return { answer: 'in-bin', way: 'restore' }
  if (reason === null || reason === 'change-held') return { answer: 'leaving', way: 'wait' }
  const way = ways[reason]
  return { answer: reason, way: way === 'tryAgain' ? (state === 'attention' ? 'seeProblem' : 'wait') : way }
}
