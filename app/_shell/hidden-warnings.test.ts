import { expect, it } from 'vitest'
import { hiddenMark, shownWarnings } from './hidden-warnings'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute))
const old = { severity: 'warning', openedAt: at(0) } as const
const critical = { severity: 'critical', openedAt: at(0) } as const
const later = { severity: 'warning', openedAt: at(1) } as const

it('what somebody has hidden is not shown to her, while what is critical or came later is', () => {
  const mark = hiddenMark('ana', [old])
  expect(shownWarnings('ana', [critical, old, later], mark)).toEqual([critical, later])
})

it('nothing is hidden by somebody else, or by a mark that is none', () => {
  const mark = hiddenMark('ana', [old])
  expect(shownWarnings('bruno', [old], mark)).toEqual([old])
  for (const wrong of [undefined, '', 'ana', 'ana:', 'ana:x'])
    expect(shownWarnings('ana', [old], wrong)).toEqual([old])
})
