import { describe, expect, it } from 'vitest'
import { syncAnswer } from './sync-answer'

const own = { isOwn: true, inBin: false }

describe('why a record is not in Microsoft 365 (A9)', () => {
  it.each([
    { rule: 'says that both sides agree', state: 'synced', reason: null, answer: 'synced', way: null },
    {
      rule: 'waits without a button while all is well',
      state: 'pending',
      reason: null,
      answer: 'pending',
      way: null,
    },
    {
      rule: 'offers another try after a refusal',
      state: 'attention',
      reason: 'microsoft-refused',
      answer: 'microsoft-refused',
      way: 'tryAgain',
    },
    {
      rule: 'takes up again what was deleted there',
      state: 'skipped',
      reason: 'removed-in-microsoft',
      answer: 'removed-in-microsoft',
      way: 'takeUp',
    },
    {
      rule: 'leads to the module that is off',
      state: 'off',
      reason: 'module-off',
      answer: 'module-off',
      way: 'enable',
    },
  ] as const)('$rule', ({ state, reason, answer, way }) => {
    expect(syncAnswer({ state, reason }, own)).toEqual({ answer, way })
  })

  it('says of a record in the bin that it lies there, whatever the module does', () => {
    expect(syncAnswer({ state: 'off', reason: null }, { isOwn: true, inBin: true }).answer).toBe('in-bin')
  })

  it("sends nobody to her own connection for somebody else's record", () => {
    const other = { isOwn: false, inBin: false }
    expect(syncAnswer({ state: 'off', reason: 'module-off' }, other)).toEqual({
      answer: 'module-off-other',
      way: null,
    })
    expect(syncAnswer({ state: 'pending', reason: 'reconnect-needed' }, other).way).toBeNull()
    expect(syncAnswer({ state: 'attention', reason: 'microsoft-refused' }, other).way).toBe('tryAgain')
  })
})
