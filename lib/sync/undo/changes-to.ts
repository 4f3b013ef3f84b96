import { fieldOf } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { givenBack, type ItemWork } from './item-work'
import type { RecordState, RecordUndo, UndoInput } from './undo-types'

/** The difference between what is and what is to be, and how the undo's run tells it. */
export function changesTo(
  { record, link, recordId, isWish }: UndoInput,
  state: RecordState,
  item: ItemWork,
): Omit<RecordUndo, 'recordId' | 'verdicts'> {
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
  const givesBack = bin === null && state.pair === 'let-go' ? givenBack(item, link, isWish) : {}
  return { patch: pick(state.fields), former: pick(now), bin, pair: state.pair, givesBack, told }
}
