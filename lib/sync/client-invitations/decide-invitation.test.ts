import { describe, expect, it } from 'vitest'
import { decideFirst, decideNext, type InvitationFacts, type Organiser } from './decide-invitation'

const now = new Date('2026-11-23T09:00:00Z')
const later = new Date('2026-12-03T15:00:00Z')
const earlier = new Date('2026-11-20T15:00:00Z')
const accepted: InvitationFacts = { single: true, response: 'accepted', cancelled: false, endsAt: later }
const client: Organiser = { client: true, colleague: false }

describe('an invitation that no meeting follows yet (M6)', () => {
  const first = (facts: Partial<InvitationFacts>, organiser: Partial<Organiser> = {}) =>
    decideFirst({ ...accepted, ...facts }, { ...client, ...organiser }, now)

  it.each<[string, Partial<InvitationFacts>, Partial<Organiser>, unknown]>([
    ['of a client, single and accepted', {}, {}, { kind: 'take' }],
    ['accepted, and over by now', { endsAt: earlier }, {}, { kind: 'take' }],
    ['tentative', { response: 'tentative' }, {}, { kind: 'wait', reason: 'tentative' }],
    ['not answered', { response: 'not-answered' }, {}, { kind: 'wait', reason: 'not-answered' }],
    ['declined', { response: 'declined' }, {}, { kind: 'wait', reason: null }],
    ['a series', { single: false }, {}, { kind: 'wait', reason: 'recurring' }],
    ['cancelled', { cancelled: true }, {}, { kind: 'wait', reason: 'cancelled' }],
    [
      'cancelled before it was answered',
      { cancelled: true, response: 'not-answered' },
      {},
      { kind: 'wait', reason: 'cancelled' },
    ],
    [
      'not answered, and over by now',
      { response: 'not-answered', endsAt: earlier },
      {},
      { kind: 'wait', reason: null },
    ],
    ['of a stranger', {}, { client: false }, { kind: 'wait', reason: null }],
    ['a series of a stranger', { single: false }, { client: false }, { kind: 'wait', reason: null }],
    [
      'of a colleague',
      {},
      { client: false, colleague: true },
      { kind: 'wait', reason: 'organiser-is-colleague' },
    ],
    [
      'of a colleague who is a contact too',
      {},
      { colleague: true },
      { kind: 'wait', reason: 'organiser-is-colleague' },
    ],
    ['of a colleague, not answered', { response: 'not-answered' }, { colleague: true }, { kind: 'ignore' }],
    ['of a colleague, a series', { single: false }, { colleague: true }, { kind: 'ignore' }],
    ['of a colleague, over by now', { endsAt: earlier }, { colleague: true }, { kind: 'ignore' }],
  ])('%s', (_, facts, organiser, decision) => {
    expect(first(facts, organiser)).toEqual(decision)
  })
})

describe('an invitation that a meeting follows (M8)', () => {
  const scheduled = { cancelled: false, endsAt: later }
  const over = { cancelled: false, endsAt: earlier }
  const cancelled = { cancelled: true, endsAt: later }
  const seen = (facts: Partial<InvitationFacts> = {}) =>
    ({ at: 'calendar', facts: { ...accepted, ...facts } }) as const
  const gone = { at: 'gone', how: 'removed-in-microsoft' } as const

  it.each<[string, Parameters<typeof decideNext>[0], Parameters<typeof decideNext>[1], unknown]>([
    ['still accepted', seen(), scheduled, { kind: 'follow' }],
    [
      'moved by the organiser, who waits for a new answer',
      seen({ response: 'not-answered' }),
      scheduled,
      { kind: 'follow' },
    ],
    ['now only tentative', seen({ response: 'tentative' }), scheduled, { kind: 'follow' }],
    ['cancelled', seen({ cancelled: true }), scheduled, { kind: 'cancel', reason: 'cancelled-by-organiser' }],
    ['cancelled once more', seen({ cancelled: true }), cancelled, { kind: 'leave', reason: null }],
    ['declined later', seen({ response: 'declined' }), scheduled, { kind: 'cancel', reason: 'declined' }],
    ['removed', gone, scheduled, { kind: 'cancel', reason: 'removed-in-microsoft' }],
    ['removed once more', gone, cancelled, { kind: 'leave', reason: null }],
    ['removed after it took place', gone, over, { kind: 'leave', reason: null }],
    ['declined and then accepted after all', seen(), cancelled, { kind: 'follow' }],
    [
      'called anew and not answered',
      seen({ response: 'not-answered' }),
      cancelled,
      { kind: 'leave', reason: null },
    ],
    ['made a series', seen({ single: false }), scheduled, { kind: 'leave', reason: 'recurring' }],
    [
      'moved to another calendar',
      { at: 'gone', how: 'moved-to-another-calendar' },
      scheduled,
      { kind: 'cancel', reason: 'moved-to-another-calendar' },
    ],
  ])('%s', (_, where, meeting, decision) => {
    expect(decideNext(where, meeting, now)).toEqual(decision)
  })
})
