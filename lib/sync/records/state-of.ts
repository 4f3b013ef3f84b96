import type { connection, link } from '@/db/schema/sync'
import type { Exclusion } from '@/lib/sync/modules/module'

/** Where a record stands in Microsoft 365, as its owner's connection sees it (A9): one answer out of a closed list. */
export type RecordState = {
  state: 'synced' | 'pending' | 'skipped' | 'attention' | 'off'
  reason:
    | null
    | 'waiting-for-microsoft'
    | 'reconnect-needed'
    | 'module-paused'
    /** The API calls it `module-paused`, and `module-off` where it is off. */
    | 'module-forbidden'
    /** The API knows it as pending without a reason. */
    | 'change-held'
    | 'removed-in-microsoft'
    /** The API calls it `removed-in-microsoft`. */
    | 'undone'
    | Exclusion
    | 'outside-window'
    | 'mapping-excludes'
    | 'microsoft-refused'
    | 'value-too-long'
    | 'mapping-incomplete'
    | 'deletion-held'
    | 'module-off'
    | 'not-available'
  /** The item, shown to the owner only. */
  microsoftId: string | null
  webLink: string | null
  lastSyncedAt: Date | null
}

export type Asked = { id: string; ownerId: string; updatedAt: Date; deletedAt: Date | null }

/**
 * `failing`: Microsoft gives the connection no answer, or asks it to wait. `forbidden`: an administrator lets its owner
 * not use the module.
 */
export type Standing = {
  status: (typeof connection.$inferSelect)['status']
  failing: boolean
  forbidden: boolean
}

export type StateLink = Pick<
  typeof link.$inferSelect,
  | 'itemId'
  | 'state'
  | 'reason'
  | 'webLink'
  | 'lastSyncedAt'
  | 'pendingSince'
  | 'parkedAt'
  | 'attempts'
  | 'removedAt'
  | 'heldChange'
>

/** Pure and total: what one record's connection, as it stands now, and link say. */
export function stateOf(
  record: Asked,
  own: Standing | undefined,
  linked: StateLink | undefined,
  excluded: Exclusion | null = null,
): RecordState {
  if (!own || own.status === 'off' || own.status === 'disabling')
    return state('off', own?.forbidden ? 'module-forbidden' : 'module-off')
  // Its item has gone with it: nothing is left to do.
  if (record.deletedAt !== null && !linked) return state('synced', null)
  const known = {
    microsoftId: linked?.itemId ?? null,
    webLink: linked?.webLink ?? null,
    lastSyncedAt: linked?.lastSyncedAt ?? null,
  }
  const apart = apartFor(linked, excluded)
  if (apart !== null) return { ...state('skipped', apart), ...known, microsoftId: null, webLink: null }
  const [kind, reason] = together(record, own, linked)
  return { ...state(kind, reason), ...known }
}

/** Why a record stays in the CRM: by what it is, once it has no item any more, or by what was found out about it. */
function apartFor(linked: StateLink | undefined, excluded: Exclusion | null): RecordState['reason'] {
  if (linked?.state === 'skipped' && linked.pendingSince === null)
    return linked.reason === 'outside-window' ? 'outside-window' : (excluded ?? 'recurring')
  if (excluded !== null && !linked?.itemId) return excluded
  if (linked?.state !== 'unlinked') return null
  return linked.reason === 'undone' ? 'undone' : 'removed-in-microsoft'
}

type Answer = [RecordState['state'], RecordState['reason']]

/** A record that has an item, or is to get one. */
function together(record: Asked, own: Standing, linked: StateLink | undefined): Answer {
  // An edit that no run has taken up yet is pending too: nothing says "synced" that was not checked.
  const open =
    !linked ||
    linked.itemId === null ||
    linked.pendingSince !== null ||
    linked.lastSyncedAt === null ||
    record.updatedAt > linked.lastSyncedAt
  if (linked && isDeletionHeld(record, linked)) return ['attention', 'deletion-held']
  if (linked?.reason === 'mapping-incomplete' && linked.parkedAt !== null)
    return ['attention', 'mapping-incomplete']
  if (linked && isRefused(linked)) return ['attention', 'microsoft-refused']
  if (own.status === 'attention' && open) return ['pending', 'reconnect-needed']
  if (own.status === 'paused' && open)
    return ['pending', own.forbidden ? 'module-forbidden' : 'module-paused']
  if (linked && isChangeHeld(linked)) return ['pending', 'change-held']
  if (open) {
    const waits = own.failing || (linked !== undefined && linked.attempts > 0)
    return ['pending', waits ? 'waiting-for-microsoft' : null]
  }
  if (linked.reason === 'mapping-incomplete') return ['attention', 'mapping-incomplete']
  if (linked.reason === 'value-too-long') return ['attention', 'value-too-long']
  return ['synced', null]
}

/** Of an item that has gone over there, or of one whose record went to the bin. */
const isDeletionHeld = (record: Asked, { reason, removedAt }: StateLink): boolean =>
  (reason === 'deletion-held' && removedAt !== null) ||
  (reason === 'removal-held' && record.deletedAt !== null)

const isChangeHeld = ({ heldChange }: StateLink): boolean =>
  Object.values(heldChange?.fields ?? {}).some((field) => !('putsBack' in field))

/** From the first refusal on, though it is tried a few times more. */
const isRefused = ({ parkedAt, reason, pendingSince }: StateLink): boolean =>
  parkedAt !== null || (reason === 'microsoft-refused' && pendingSince !== null)

export const state = (kind: RecordState['state'], reason: RecordState['reason']): RecordState => ({
  state: kind,
  reason,
  microsoftId: null,
  webLink: null,
  lastSyncedAt: null,
})
