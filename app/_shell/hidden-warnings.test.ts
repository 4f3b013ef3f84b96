import { expect, it } from 'vitest'
import { hiddenMark, shownWarnings } from './hidden-warnings'

const ofContacts = { severity: 'warning', code: 'sign-in-needed', details: { module: 'contacts' } } as const
const ofTasks = { ...ofContacts, details: { module: 'tasks' } } as const
const critical = { severity: 'critical', code: 'consent-withdrawn', details: {} } as const

it('what somebody has hidden is not shown to her, while what is critical or of another kind is', () => {
  const mark = hiddenMark('ana', [critical, ofContacts])
  expect(shownWarnings('ana', [critical, ofContacts, ofTasks], mark)).toEqual([critical, ofTasks])
})

it('nothing is hidden by somebody else, or by a mark that is none', () => {
  const mark = hiddenMark('ana', [ofContacts])
  expect(shownWarnings('bruno', [ofContacts], mark)).toEqual([ofContacts])
  for (const wrong of [undefined, '', 'ana'])
    expect(shownWarnings('ana', [ofContacts], wrong)).toEqual([ofContacts])
})
