import { describe, expect, it } from 'vitest'
import type { RecordState } from '@/lib/sync/records/record-states'
import { en } from '@/messages/en'
import { fr } from '@/messages/fr'
import { shownState, syncAnswer, type Way } from './sync-answer'

type Case = [RecordState['state'], RecordState['reason'], Way, Way]

/** State, reason, and the way on: for the owner, and for whoever else may see the record. */
const all: Case[] = [
  ['synced', null, 'nothing', 'nothing'],
  ['pending', null, 'wait', 'wait'],
  ['pending', 'waiting-for-microsoft', 'tryAgain', 'tryAgain'],
  ['pending', 'reconnect-needed', 'seeConnection', 'askOwner'],
  ['pending', 'module-paused', 'askAdministrator', 'askOwner'],
  ['pending', 'module-forbidden', 'askAdministrator', 'askOwner'],
  ['pending', 'change-held', 'decide', 'askOwner'],
  ['skipped', 'recurring', 'nothing', 'nothing'],
  ['skipped', 'invitation', 'nothing', 'nothing'],
  ['skipped', 'outside-window', 'nothing', 'nothing'],
  ['skipped', 'removed-in-microsoft', 'takeUp', 'takeUp'],
  ['skipped', 'undone', 'takeUp', 'takeUp'],
  ['skipped', 'mapping-excludes', 'changeMapping', 'askOwner'],
  ['attention', 'microsoft-refused', 'tryAgain', 'tryAgain'],
  ['attention', 'value-too-long', 'openMicrosoft', 'askOwner'],
  ['attention', 'mapping-incomplete', 'changeMapping', 'askOwner'],
  ['attention', 'deletion-held', 'decide', 'askOwner'],
  ['off', 'module-off', 'enable', 'askOwner'],
  ['off', 'module-forbidden', 'askAdministrator', 'askOwner'],
  ['off', 'not-available', 'askOperator', 'askOperator'],
]

describe('why is this not in Microsoft 365? (A9)', () => {
  it.each(all)('%s, %s: one way on for the owner, one for anybody else', (state, reason, own, other) => {
    expect(syncAnswer({ state, reason }, { isOwn: true, inBin: false }).way).toBe(own)
    expect(syncAnswer({ state, reason }, { isOwn: false, inBin: false }).way).toBe(other)
  })

  it.each(Object.entries({ en, fr }))('each answer and each way has its words (%s)', (_, { recordSync }) => {
    for (const [state, reason] of all)
      for (const isOwn of [true, false])
        for (const inBin of [true, false]) {
          const { answer, way } = syncAnswer({ state, reason }, { isOwn, inBin })
          expect(recordSync.answers[answer], answer).toMatch(/\w/)
          expect(recordSync.advice[way], way).toMatch(/\w/)
        }
  })

  it('says of a record in the bin that it lies there, whatever the module does', () => {
    for (const [state, reason] of all.filter(([state]) => state !== 'pending' && state !== 'attention'))
      expect(syncAnswer({ state, reason }, { isOwn: true, inBin: true })).toEqual({
        answer: 'in-bin',
        way: 'restore',
      })
  })

  it('never says that something in the bin is in Microsoft 365', () => {
    for (const [state, reason] of all) {
      const told = syncAnswer({ state, reason }, { isOwn: true, inBin: true })
      expect(shownState(state, told)).not.toBe('synced')
    }
    expect(
      shownState('synced', syncAnswer({ state: 'synced', reason: null }, { isOwn: true, inBin: false })),
    ).toBe('synced')
  })

  it('offers no try on its page to what lies in the bin', () => {
    for (const [state, reason] of all)
      expect(syncAnswer({ state, reason }, { isOwn: true, inBin: true }).way).not.toMatch(/tryAgain|takeUp/)
  })

  it("says whose module is off, of somebody else's record", () => {
    const off = { state: 'off', reason: 'module-off' } as const
    expect(syncAnswer(off, { isOwn: false, inBin: false }).answer).toBe('module-off-other')
  })
})
