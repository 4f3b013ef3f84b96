import { expect, it } from 'vitest'
import type { Lock } from '@/lib/sync/locks/lock'
import { choiceOfLock, lockOfChoice } from './lock-choice'

const kept = {
  mapping: [{ crm: 'lastName', microsoft: 'surname', direction: 'both' as const }],
  valueMaps: null,
}
const standard = { mapping: [], valueMaps: {} }

it.each<Lock>([
  { use: null, mapping: null, valueMaps: null, options: {} },
  { use: 'required', ...kept, options: { conflict: 'crm', deleteInCrm: false } },
  { use: 'free', mapping: null, valueMaps: null, options: { clientInvitations: true } },
])('a lock survives its form: %j', (lock) => {
  expect(lockOfChoice(choiceOfLock(lock), { standard, kept })).toEqual(lock)
})

it('can take over what everybody starts from', () => {
  const choice = { ...choiceOfLock({ use: null, ...kept, options: {} }), mapping: 'default' as const }
  expect(lockOfChoice(choice, { standard, kept })).toMatchObject(standard)
})
