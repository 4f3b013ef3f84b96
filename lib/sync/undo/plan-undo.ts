import { isDeepStrictEqual } from 'node:util'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { canonicalText, fieldOf } from '@/lib/sync/core/canonical'
import { changesTo } from './changes-to'
import { formerValues } from './former-values'
import { expectItem, type ItemWork, isItemTouched, noItemWork } from './item-work'
import { alsoSent, isMoot, isOrigin } from './pair-origin'
import type { LeftAlone, RecordState, RecordUndo, UndoInput, Verdict } from './undo-types'

/** A record and its pair while entries are taken back one after the other, from the newest to the oldest. */
type State = RecordState & {
  item: ItemWork
  /** What is no pair any more afterwards does not cross: the side that stays keeps what it holds. */
  endsPair: boolean
}

const putBack: Verdict = { isPutBack: true, left: null }
const left = (reason: LeftAlone): Verdict => ({ isPutBack: false, left: reason })

/**
 * Plans what puts one record's entries back. Pure, never throws. An undo is an edit in the CRM that crosses like any
 * other, but for what was made: that goes on the side it was made on, and the original on the other side stays; and for
 * what was found: both sides get their own values back and part. Unless somebody wishes this very entry back, only what
 * nobody has changed since is touched, and no edit of a person is put in another's place: a conflict is open again.
 */
export function planUndo(input: UndoInput): RecordUndo {
  const origin = input.entries.find(isOrigin)
  const whole = takeAllBack(input, origin !== undefined, new Map())
  const why = origin && whole.verdicts.get(origin.id)
  // The pair stays together: what else was done to it is taken back as of any other.
  const stays = why?.left === 'changed-since' || (why?.left === 'kept-for-attendees' && !why.isPutBack)
  return origin && why && stays ? takeAllBack(input, false, new Map([[origin.id, why]])) : whole
}

function takeAllBack(input: UndoInput, endsPair: boolean, decided: ReadonlyMap<string, Verdict>): RecordUndo {
  const { record, recordId } = input
  const verdicts = new Map<string, Verdict>()
  const state: State = {
    fields: { ...record?.fields },
    isDeleted: record?.deletedAt != null,
    pair: null,
    item: noItemWork(),
    endsPair,
  }
  for (const entry of input.entries) {
    const known = record === null ? left('gone') : decided.get(entry.id)
    verdicts.set(entry.id, known ?? takeBack(input, state, entry))
  }
  return { recordId, ...changesTo(input, state, state.item), verdicts }
}

function takeBack(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.endsPair && isMoot(entry)) {
    if (entry.action === 'updated') expectItem(state.item, input.rules, entry.fields)
    return putBack
  }
  switch (entry.action) {
    case 'updated':
      return takeBackValues(input, state, entry)
    case 'conflict':
      return input.isWish ? takeBackValues(input, state, entry) : reopen(state, entry)
    case 'created':
      return entry.direction === 'toCrm'
        ? takeBackRecord(input, state, entry)
        : takeBackItem(input, state, entry)
    case 'matched':
      return takeBackMatch(input, state, entry)
    case 'deleted':
      return takeBackDeletion(input, state, entry)
    case 'unlinked':
      return takeUpAgain(input, state, entry)
    case 'skipped':
    case 'failed':
      return left('nothing-to-restore')
    default:
      return entry.action satisfies never
  }
}

function takeBackValues(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.isDeleted) return left('in-bin')
  const { patch, touched, settled, mailing, known } = formerValues(input, state, entry)
  if (known === 0) return left('nothing-to-restore')
  Object.assign(state.fields, patch)
  const stays = touched > 0 ? 'changed-since' : mailing > 0 ? 'kept-for-attendees' : null
  const reason = stays ?? (settled > 0 ? 'conflict-open' : null)
  return { isPutBack: Object.keys(patch).length > 0 || reason === null, left: reason }
}

/**
 * Before, each side held what somebody had typed there, and no value is that of both: what won stays as long as nobody
 * has changed it, what lost is not put in its place, and a person is asked.
 */
function reopen({ fields, isDeleted }: State, entry: ActivityRow): Verdict {
  if (isDeleted) return left('in-bin')
  const stands = entry.fields.every(({ field, after }) => fieldOf(fields, field) === after)
  return left(stands ? 'conflict-open' : 'changed-since')
}

/** A record that was made from an item: into the bin with it, the item stays. */
function takeBackRecord(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.isDeleted) return left('already-so')
  if (!input.isWish && isEditedSince(input, state, entry)) return left('changed-since')
  const isOriginal = entry.itemId !== null && input.link?.itemId === entry.itemId
  // An item that was made from the record since goes with it, as with any deletion.
  if (!isOriginal && input.mails) return left('kept-for-attendees')
  state.isDeleted = true
  state.pair = isOriginal && isPair(input) ? 'let-go' : null
  return putBack
}

function isEditedSince({ since }: UndoInput, { fields }: State, entry: ActivityRow): boolean {
  const made = new Map(entry.fields.map(({ field, after }) => [field, after]))
  if ([...made].some(([field, after]) => field in fields && fieldOf(fields, field) !== after)) return true
  return Object.entries(since.get(entry.id) ?? {}).some(([field, { before, after }]) => {
    if (made.has(field)) return false
    // What other entries of the run did to it has been taken back by now.
    if (field in fields) return plain(before) !== fieldOf(fields, field)
    return !isDeepStrictEqual(before, after)
  })
}

const plain = (value: unknown) => (typeof value === 'string' ? canonicalText(value) : (value ?? null))

/** An item that was made from a record: it goes, the record stays. */
function takeBackItem(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  const { link, rules, isWish, mails } = input
  if (state.isDeleted || link?.state !== 'linked' || link.itemId !== entry.itemId) return left('already-so')
  if (mails) return left('kept-for-attendees')
  const sent = alsoSent(input.entries, entry)
  const isEdited = rules.some(
    (rule) =>
      rule.direction !== 'toCrm' &&
      rule.toMicrosoft(fieldOf(state.fields, rule.crm)) !== (sent.get(rule.crm) ?? null),
  )
  if (isEdited && !isWish) return left('changed-since')
  state.pair = 'withdraw'
  return putBack
}

/** A pair that was found: both stay, get back what was theirs before, and go separate ways. */
function takeBackMatch(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  const { link, isWish, mails, rules } = input
  if (state.isDeleted || !isPair(input) || link?.itemId !== entry.itemId) return left('already-so')
  expectItem(state.item, rules, entry.itemFields ?? [])
  const { patch, touched } = formerValues(input, state, entry)
  if (!isWish && (touched > 0 || isItemTouched(state.item, link))) return left('changed-since')
  Object.assign(state.fields, patch)
  state.pair = 'let-go'
  if (!mails) return putBack
  const isOwed = Object.keys(state.item.fields).length > 0
  state.item = noItemWork()
  return { isPutBack: true, left: isOwed ? 'kept-for-attendees' : null }
}

function takeBackDeletion({ link }: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.isDeleted) {
    state.isDeleted = false
    return putBack
  }
  if (entry.direction === 'toCrm' || entry.reason === null) return left('already-so')
  return takeUp(link, state)
}

/** What was let go comes back: an item that somebody deleted is made again, a suspended pair goes on by itself. */
function takeUpAgain({ link }: UndoInput, state: State, { reason }: ActivityRow): Verdict {
  if (reason !== 'removed-in-microsoft' && reason !== 'undone') return left('nothing-to-restore')
  if (state.isDeleted) return left('in-bin')
  return takeUp(link, state)
}

function takeUp(link: UndoInput['link'], state: State): Verdict {
  if (link?.state !== 'unlinked') return left(link ? 'already-so' : 'nothing-to-restore')
  state.pair = 'take-up'
  return putBack
}

const isPair = ({ link }: UndoInput) => link?.state === 'linked' || link?.state === 'skipped'
