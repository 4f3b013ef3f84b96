import type { GivenBack } from '@/db/schema/give-back'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import type { FieldRule } from '@/lib/sync/core/mapping'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord } from '@/lib/sync/modules/module'

/** Why an entry stays as it is when what it tells of is put back. */
export const leftAlone = [
  /** Somebody has changed it since. */
  'changed-since',
  /** The record lies in the recycle bin, and nothing of this brings it back. */
  'in-bin',
  /** The record is gone for good, or is somebody else's by now. */
  'gone',
  /** It is as it was already. */
  'already-so',
  /** Microsoft would mail the attendees (A8). */
  'kept-for-attendees',
  /** The record's own rules or the profile do not allow it. */
  'not-allowed',
  /** Both sides had been edited: what won stays, and the conflict is open again. */
  'conflict-open',
  /** It tells of nothing that could be put back. */
  'nothing-to-restore',
] as const
export type LeftAlone = (typeof leftAlone)[number]

/** What comes of one entry: put back, in part or whole, or left alone. */
export type Verdict = { isPutBack: boolean; left: LeftAlone | null }

/** What is to happen to the pair of a record beside the edits of the record itself. */
export type PairOrder =
  /** The item stays as it is, and is no longer synced. */
  | 'let-go'
  /** The item goes, and the record stays as it is. */
  | 'withdraw'
  /** It is synced again: with its item if that is still there, else with a new one. */
  | 'take-up'

/** A record and its pair while entries are taken back. */
export type RecordState = {
  fields: CanonicalFields
  isDeleted: boolean
  pair: PairOrder | null
}

/** What putting back the entries of one record comes to. */
export type RecordUndo = {
  recordId: string
  patch: CanonicalFields
  /** What the fields of the patch hold now. */
  former: CanonicalFields
  bin: 'in' | 'out' | null
  pair: PairOrder | null
  /** What an item that is let go gets back. */
  givesBack: GivenBack
  /** What the undo itself tells. What it orders over there is told once it is done. */
  told: ActivityEntry[]
  verdicts: Map<string, Verdict>
}

/** How a field that was changed since an instant has changed: what it held then, and what it holds now. */
export type ChangedSince = Record<string, { before: unknown; after: unknown }>

export type UndoInput = {
  recordId: string
  /** Of this record, the newest first. */
  entries: readonly ActivityRow[]
  record: CrmRecord | null
  link: LinkRow | null
  rules: readonly FieldRule[]
  /** CRM fields that can be written. */
  writable: ReadonlySet<string>
  /** What has changed in the record since it was made, of entries that made it. */
  since: ReadonlyMap<string, ChangedSince>
  /** Whether Microsoft would mail somebody if the item went or was written to. */
  mails: boolean
  /** Somebody has asked for this very entry: what was changed since does not count. */
  isWish: boolean
}
