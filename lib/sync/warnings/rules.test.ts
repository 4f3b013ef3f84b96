import { describe, expect, it } from 'vitest'
import type { Facts } from './facts'
import { findWarnings } from './rules'

const now = new Date('2026-03-02T09:00:00.000Z')
const MINUTE = 60_000
const DAY = 86_400_000
const ago = (ms: number) => new Date(now.getTime() - ms)

const allIsWell: Facts = {
  now,
  secretEndsOn: null,
  sweptAt: ago(MINUTE),
  notificationsExpected: true,
  tenants: [],
  waiting: [],
  signIns: [],
  notifications: [],
  backlogs: [],
  parked: [],
}
const found = (facts: Partial<Facts>) => findWarnings({ ...allIsWell, ...facts })
const codes = (facts: Partial<Facts>) => found(facts).map(({ code, severity }) => `${code} ${severity}`)

const connection = {
  connectionId: 'connection',
  memberId: 'member',
  organisationId: 'organisation',
  module: 'contacts',
} as const
const notifications = {
  organisationId: 'organisation',
  unrenewed: 0,
  endsAt: null,
  found: 0,
  untold: 0,
  untoldSince: null,
}

it('a house in which all is well is not warned of anything', () => {
  expect(found({})).toEqual([])
})

describe('the client secret', () => {
  it.each([
    ['2026-04-02', []],
    ['2026-04-01', ['client-secret-ending warning']],
    ['2026-03-10', ['client-secret-ending warning']],
    ['2026-03-09', ['client-secret-ending critical']],
    ['2026-01-15', ['client-secret-ending critical']],
  ])('that ends on %s: %j', (secretEndsOn, expected) => {
    expect(codes({ secretEndsOn })).toEqual(expected)
  })

  it('says how many days are left, and that none are', () => {
    const days = (secretEndsOn: string) => found({ secretEndsOn })[0]?.details.days
    expect([days('2026-03-03'), days('2026-03-02'), days('2026-02-27')]).toEqual([1, 0, -3])
  })

  it('that is wrong concerns the installation once, however many tenants refuse it', () => {
    const refusing = (organisationId: string, since: Date) =>
      ({ organisationId, since, status: 'secret-wrong' }) as const
    const [only, ...others] = found({ tenants: [refusing('a', ago(1_000)), refusing('b', ago(9_000))] })
    expect(others).toEqual([])
    expect(only).toMatchObject({ code: 'client-secret-wrong', audience: 'operator', since: ago(9_000) })
  })
})

describe('the runner', () => {
  it.each([
    ['is young', null, []],
    ['swept five minutes ago', ago(5 * MINUTE), []],
    ['swept six minutes ago', ago(6 * MINUTE), ['runner-standing-still warning']],
    ['swept an hour ago', ago(60 * MINUTE), ['runner-standing-still critical']],
  ])('that %s: %j', (_story, sweptAt, expected) => {
    expect(codes({ sweptAt })).toEqual(expected)
  })
})

it('a consent that was withdrawn concerns the administrators of its organisation', () => {
  const tenants = [{ organisationId: 'a', since: ago(DAY), status: 'consent-revoked' } as const]
  expect(found({ tenants })).toMatchObject([
    { code: 'consent-withdrawn', audience: 'administrators', organisationId: 'a', severity: 'critical' },
  ])
})

describe('notifications', () => {
  it('are missed when most of what was found had none, and are a detail when few had', () => {
    const untold = (count: number, of: number) =>
      codes({ notifications: [{ ...notifications, untold: count, found: of, untoldSince: ago(DAY) }] })
    expect(untold(1, 1)).toEqual(['notifications-not-arriving warning'])
    expect(untold(1, 5)).toEqual(['notifications-not-arriving notice'])
    expect(untold(0, 5)).toEqual([])
  })

  it('whose subscription nears its end without a renewal are warned of', () => {
    const ends = { ...notifications, unrenewed: 3, endsAt: new Date(now.getTime() + DAY) }
    expect(found({ notifications: [ends] })).toMatchObject([
      { code: 'subscription-not-renewed', details: { connections: 3 }, since: ago(DAY) },
    ])
  })

  it('that nobody expects are not missed', () => {
    const gone = { ...notifications, unrenewed: 3, untold: 3, found: 3, endsAt: ago(DAY) }
    expect(codes({ notifications: [gone], notificationsExpected: false })).toEqual([])
  })
})

describe('work that waits', () => {
  const backlog = (ms: number) =>
    codes({ backlogs: [{ organisationId: 'a', connections: 1, records: 7, since: ago(ms) }] })
  it('is warned of after half an hour, and is critical after six', () => {
    expect(backlog(30 * MINUTE)).toEqual([])
    expect(backlog(31 * MINUTE)).toEqual(['backlog-growing warning'])
    expect(backlog(6 * 60 * MINUTE + 1)).toEqual(['backlog-growing critical'])
  })

  it('because Microsoft refuses some records is a detail, told to their owner', () => {
    expect(found({ parked: [{ ...connection, records: 2, since: ago(DAY) }] })).toMatchObject([
      { code: 'records-parked', severity: 'notice', memberId: 'member', details: { records: 2 } },
    ])
  })
})

describe('a connection of a member', () => {
  const waiting = (status: 'attention' | 'held', reason: string | null) =>
    codes({ waiting: [{ ...connection, status, reason, since: ago(MINUTE) }] })
  it.each([
    ['attention', 'credential-expired', 'sign-in-needed'],
    ['attention', 'sign-in-required', 'sign-in-needed'],
    ['attention', 'consent-revoked', 'waits-for-administrator'],
    ['attention', 'mailbox-unavailable', 'mailbox-unavailable'],
    ['held', 'many-deletions', 'decision-waiting'],
  ] as const)('%s for %s says %s', (status, reason, code) => {
    expect(waiting(status, reason)).toEqual([`${code} warning`])
  })

  it('whose sign-in was last used 80 days ago has ten days left', () => {
    expect(found({ signIns: [{ ...connection, usedAt: ago(80 * DAY) }] })).toMatchObject([
      { code: 'sign-in-unused', memberId: 'member', details: { days: 10, module: 'contacts' } },
    ])
  })
})
