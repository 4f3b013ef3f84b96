import { UpstreamError, type UpstreamErrorDetails } from '@/lib/errors'

/** Why a connection needs attention, in the words of the REST API. */
export type CredentialReason = 'consent-revoked' | 'credential-expired' | 'sign-in-required'

/** `tenant`: every user of the tenant is hit and an administrator mends it. `user`: she mends it by signing in. */
export type CredentialScope = 'tenant' | 'user'

const meanings = {
  'consent-withdrawn': { scope: 'tenant', reason: 'consent-revoked' },
  'app-removed': { scope: 'tenant', reason: 'consent-revoked' },
  'app-disabled': { scope: 'tenant', reason: 'consent-revoked' },
  'tenant-unknown': { scope: 'tenant', reason: 'consent-revoked' },
  'tenant-not-connected': { scope: 'tenant', reason: 'consent-revoked' },
  'secret-wrong': { scope: 'tenant', reason: 'consent-revoked' },
  'token-expired': { scope: 'user', reason: 'credential-expired' },
  'sessions-revoked': { scope: 'user', reason: 'credential-expired' },
  'user-disabled': { scope: 'user', reason: 'credential-expired' },
  'user-gone': { scope: 'user', reason: 'credential-expired' },
  'never-signed-in': { scope: 'user', reason: 'sign-in-required' },
  'interaction-needed': { scope: 'user', reason: 'sign-in-required' },
  'user-consent-missing': { scope: 'user', reason: 'sign-in-required' },
  'user-not-assigned': { scope: 'user', reason: 'sign-in-required' },
} as const satisfies Record<string, { scope: CredentialScope; reason: CredentialReason }>

/** What exactly is wrong with a credential; screens explain it, `reason` and `scope` decide. */
export type CredentialProblem = keyof typeof meanings

export const isCredentialProblem = (text: string): text is CredentialProblem => Object.hasOwn(meanings, text)

/** A credential that a person has to renew (I4). It says nothing about any item: never a deletion. */
export class CredentialError extends UpstreamError {
  readonly scope: CredentialScope
  readonly reason: CredentialReason

  constructor(
    readonly problem: CredentialProblem,
    details: UpstreamErrorDetails = {},
  ) {
    super('reconnect', { code: problem, ...details })
    this.scope = meanings[problem].scope
    this.reason = meanings[problem].reason
  }
}
