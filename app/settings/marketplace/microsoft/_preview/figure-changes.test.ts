import { expect, it } from 'vitest'
import { PreviewTally } from '@/lib/sync/preview/preview-tally'
import { figureChanges } from './figure-changes'

const { result: nothing } = new PreviewTally()
const act = { label: () => 'Okafor', recordId: 'a', itemId: null }

it('says by how much each figure differs from what was shown', () => {
  const now = new PreviewTally()
  for (let at = 0; at < 3; at += 1) now.create('microsoft', act)
  now.leave('crm', 'recurring')
  expect(figureChanges(nothing, now.result)).toEqual([
    { figure: 'createInMicrosoft', direction: 'more', count: 3 },
    { figure: 'left', direction: 'more', count: 1 },
  ])
  expect(figureChanges(now.result, nothing)).toContainEqual({
    figure: 'createInMicrosoft',
    direction: 'fewer',
    count: 3,
  })
})

it('says so when what waited has been decided', () => {
  const waiting = new PreviewTally()
  waiting.wait(14, false)
  expect(figureChanges(waiting.result, nothing)).toEqual([
    { figure: 'waiting', direction: 'fewer', count: 14 },
  ])
})

it('says nothing where only the reasons differ', () => {
  const [one, other] = [new PreviewTally(), new PreviewTally()]
  one.leave('crm', 'recurring')
  other.leave('crm', 'outside-window')
  expect(figureChanges(one.result, other.result)).toEqual([])
})
