import type { LockedPart } from '@/lib/sync/locks/lock'
import { type Draft, draftOf, type Settings } from './draft'

/** What an administrator has fixed of what may be chosen, and who did. */
export type LockedChoices = { parts: readonly LockedPart[]; by: string | null }

export const nothingLocked: LockedChoices = { parts: [], by: null }

/** A choice with what is fixed in it: one that was begun before the lock forgets those parts. */
export function fixedDraft(draft: Draft, current: Settings, { parts }: LockedChoices): Draft {
  const fixed = draftOf(current)
  const is = (part: LockedPart) => parts.includes(part)
  return {
    rows: is('mapping') ? fixed.rows : draft.rows,
    values: is('values') ? fixed.values : draft.values,
    options: {
      deleteInCrm: (is('deleteInCrm') ? fixed : draft).options.deleteInCrm,
      clientInvitations: (is('clientInvitations') ? fixed : draft).options.clientInvitations,
      conflict: (is('conflict') ? fixed : draft).options.conflict,
    },
  }
}
