import { isDeepStrictEqual } from 'node:util'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { canonicalText, fieldOf } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { formerValues } from './former-values'
import type { LeftAlone, PairOrder, RecordUndo, UndoInput, Verdict } from './undo-types'

/** A record and its pair while entries are taken back one after the other, from the newest to the oldest. */
type State = {
  fields: CanonicalFields
  isDeleted: boolean
  pair: PairOrder | null
}

const putBack: Verdict = { isPutBack: true, left: null }
const left = (reason: LeftAlone): Verdict => ({ isPutBack: false, left: reason })

/**
 * Plans what puts one record's entries back. Pure, never throws. An undo is an edit in the CRM that crosses like any
 * other, but for what was made: that goes on the side it was made on, and the original on the other side stays. Unless
 * somebody wishes this very entry back, only what nobody has changed since is touched.
 */
export function planUndo(input: UndoInput): RecordUndo {
  const { record, entries, recordId } = input
  const verdicts = new Map<string, Verdict>()
  const state: State = {
    fields: { ...record?.fields },
    isDeleted: record?.deletedAt != null,
    pair: null,
  }
  // What is no pair any more afterwards does not cross: the side that stays keeps what it holds.
  const endsPair = entries.some((entry) => isOrigin(entry))
  for (const entry of entries) {
    const moot = endsPair && entry.direction === 'toMicrosoft' && entry.action === 'updated'
    verdicts.set(entry.id, record === null ? left('gone') : moot ? putBack : takeBack(input, state, entry))
  }
  return { recordId, ...changesTo(input, state), verdicts }
}

/** Entries that tell how a pair came to be. */
const isOrigin = ({ action, direction }: ActivityRow) =>
  action === 'matched' || (action === 'created' && direction === 'toMicrosoft')

function takeBack(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  switch (entry.action) {
    case 'updated':
    case 'conflict':
      return takeBackValues(input, state, entry)
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
  const { patch, touched, known } = formerValues(input, state.fields, entry)
  if (known === 0) return left('nothing-to-restore')
  Object.assign(state.fields, patch)
  const isPutBack = Object.keys(patch).length > 0 || touched === 0
  return { isPutBack, left: touched > 0 ? 'changed-since' : null }
}

/** A record that was made from an item: into the bin with it, the item stays. */
function takeBackRecord(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.isDeleted) return left('already-so')
  if (!input.isWish && isEditedSince(input, state, entry)) return left('changed-since')
  state.isDeleted = true
  // An item that was made from the record since goes with it, as with any deletion.
  const isOriginal = entry.itemId !== null && input.link?.itemId === entry.itemId
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
  const made = new Map(entry.fields.map(({ field, after }) => [field, after]))
  const isEdited = rules.some(
    (rule) =>
      rule.direction !== 'toCrm' &&
      rule.toMicrosoft(fieldOf(state.fields, rule.crm)) !== (made.get(rule.crm) ?? null),
  )
  if (isEdited && !isWish) return left('changed-since')
  state.pair = 'withdraw'
  return putBack
}

/** A pair that was found: both stay, and go separate ways; what the CRM took over goes back. */
function takeBackMatch(input: UndoInput, state: State, entry: ActivityRow): Verdict {
  if (state.isDeleted || !isPair(input) || input.link?.itemId !== entry.itemId) return left('already-so')
  const { patch, touched } = formerValues(input, state.fields, entry)
  if (touched > 0 && !input.isWish) return left('changed-since')
  Object.assign(state.fields, patch)
  state.pair = 'let-go'
  return putBack
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

/** The difference between what is and what is to be, and how the undo's run tells it. */
function changesTo(
  { record, link, recordId }: UndoInput,
  state: State,
): Pick<RecordUndo, 'patch' | 'former' | 'bin' | 'pair' | 'told'> {
  const now = record?.fields ?? {}
  // What goes to the bin goes as it is.
  const changed = Object.keys(state.fields).filter(
    (field) => fieldOf(now, field) !== fieldOf(state.fields, field),
  )
  const wasDeleted = record?.deletedAt != null
  const bin = record === null || wasDeleted === state.isDeleted ? null : state.isDeleted ? 'in' : 'out'
  const patched = bin === 'in' || state.isDeleted ? [] : changed
  const pick = (from: CanonicalFields) =>
    Object.fromEntries(patched.map((field) => [field, fieldOf(from, field)]))
  const about = { direction: 'toCrm' as const, recordId, itemId: link?.itemId ?? null, reason: 'undone' }
  const fields = patched.map((field) => ({
    field,
    before: fieldOf(now, field),
    after: fieldOf(state.fields, field),
    lost: null,
  }))
  const told: RecordUndo['told'] = []
  if (bin === 'in') told.push({ ...about, action: 'deleted' })
  if (bin === 'out') told.push({ ...about, action: 'created', fields })
  if (bin === null && patched.length > 0) told.push({ ...about, action: 'updated', fields })
  if (bin === null && state.pair === 'let-go') told.push({ ...about, action: 'unlinked' })
  if (state.pair === 'take-up' && link?.itemId != null) told.push({ ...about, action: 'matched' })
  return { patch: pick(state.fields), former: pick(now), bin, pair: state.pair, told }
}
