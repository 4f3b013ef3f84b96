import { asBefore, holdFields } from '@/lib/sync/core/held-fields'
import type { HeldChange, HeldFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { Session } from './session'

/** A link's changes that wait, after a plan has said which of them still do. */
export function heldAfter(row: LinkRow, held: HeldFields, modifiedAt = 0): HeldChange | null {
  if (!row.heldChange || Object.keys(held).length === 0) return null
  return { ...row.heldChange, fields: held, modifiedAt: modifiedAt || row.heldChange.modifiedAt }
}

/** The link with changes of some fields waiting, besides those that do already. */
export function withHeld(
  session: Session,
  row: LinkRow,
  names: ReadonlySet<string>,
  direction: 'toCrm' | 'toMicrosoft',
  modifiedAt = 0,
): LinkRow {
  if (names.size === 0 || !row.base) return row
  const fields = { ...holdFields(session.rules, row.base, names, direction), ...row.heldChange?.fields }
  const notedAt = session.now().toISOString()
  return {
    ...row,
    heldChange: { fields, modifiedAt: modifiedAt || (row.heldChange?.modifiedAt ?? 0), notedAt },
  }
}

/** The link with nothing waiting: what waited is an edit like any other, since both sides last agreed. */
export const withoutHeld = (session: Session, row: LinkRow): LinkRow =>
  row.heldChange
    ? { ...row, base: asBefore(row.base, row.heldChange.fields, session.rules), heldChange: null }
    : row
