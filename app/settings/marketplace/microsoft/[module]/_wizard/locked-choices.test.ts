import { expect, it } from 'vitest'
import { draftOf, type Settings } from './draft'
import { fixedDraft, nothingLocked } from './locked-choices'

const current: Settings = {
  mapping: [{ crm: 'lastName', microsoft: 'surname', direction: 'both' }],
  values: null,
  options: { deleteInCrm: false, clientInvitations: false, conflict: 'crm' },
}
const begun = draftOf({
  mapping: [{ crm: 'lastName', microsoft: 'surname', direction: 'toCrm' }],
  values: null,
  options: { deleteInCrm: true, clientInvitations: true, conflict: 'latest' },
})

it('a choice that was begun before the lock forgets what is fixed, and keeps the rest', () => {
  const draft = fixedDraft(begun, current, { parts: ['mapping', 'conflict'], by: null })
  expect(draft.rows).toMatchObject(current.mapping)
  expect(draft.options).toEqual({ deleteInCrm: true, clientInvitations: true, conflict: 'crm' })
  expect(fixedDraft(begun, current, nothingLocked)).toEqual(begun)
})
