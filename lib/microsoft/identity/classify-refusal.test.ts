import { describe, expect, it } from 'vitest'
import { classifyRefusal, type RefusalMeaning } from './classify-refusal'

const problem = (name: string) => ({ kind: 'problem', problem: name }) as RefusalMeaning

describe('a refused token request', () => {
  it.each<[string, Parameters<typeof classifyRefusal>[0], RefusalMeaning]>([
    [
      'unused for 90 days',
      { status: 400, error: 'invalid_grant', codes: [700082] },
      problem('token-expired'),
    ],
    ['expired or revoked', { status: 400, error: 'invalid_grant', codes: [70008] }, problem('token-expired')],
    [
      'a number nobody knows yet',
      { status: 400, error: 'invalid_grant', codes: [1] },
      problem('token-expired'),
    ],
    [
      'password reset by an administrator',
      { status: 400, error: 'invalid_grant', codes: [50173] },
      problem('sessions-revoked'),
    ],
    ['user disabled', { status: 400, error: 'invalid_grant', codes: [50057] }, problem('user-disabled')],
    ['user deleted', { status: 400, error: 'invalid_grant', codes: [50034] }, problem('user-gone')],
    [
      'consent withdrawn, by suberror alone',
      { status: 400, error: 'invalid_grant', suberror: 'consent_required', codes: [] },
      problem('consent-withdrawn'),
    ],
    [
      'consent withdrawn, by number',
      { status: 400, error: 'invalid_grant', codes: [65001] },
      problem('consent-withdrawn'),
    ],
    ['second factor', { status: 400, error: 'invalid_grant', codes: [50076] }, problem('interaction-needed')],
    [
      'Conditional Access',
      { status: 400, error: 'interaction_required', codes: [53003] },
      problem('interaction-needed'),
    ],
    ['wrong secret', { status: 401, error: 'invalid_client', codes: [7000215] }, problem('secret-wrong')],
    [
      'secret out of date',
      { status: 401, error: 'invalid_client', codes: [7000222] },
      problem('secret-wrong'),
    ],
    [
      'app removed from the tenant',
      { status: 400, error: 'unauthorized_client', codes: [700016] },
      problem('app-removed'),
    ],
    [
      'app disabled in the tenant',
      { status: 400, error: 'unauthorized_client', codes: [7000112] },
      problem('app-disabled'),
    ],
    ['tenant deleted', { status: 400, error: 'invalid_request', codes: [90002] }, problem('tenant-unknown')],
    [
      'broken request',
      { status: 400, error: 'invalid_request', codes: [9002313] },
      { kind: 'asked-wrongly' },
    ],
    ['tenant throttled', { status: 400, error: 'invalid_grant', codes: [90055] }, { kind: 'wait' }],
    ['Microsoft overloaded', { status: 400, error: 'temporarily_unavailable', codes: [] }, { kind: 'wait' }],
    ['too many requests', { status: 429, error: 'invalid_grant', codes: [] }, { kind: 'wait' }],
    ['an outage', { status: 503, error: 'invalid_client', codes: [] }, { kind: 'wait' }],
  ])('%s', (_story, refusal, meaning) => expect(classifyRefusal(refusal)).toEqual(meaning))
})
