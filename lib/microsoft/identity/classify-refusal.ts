import type { CredentialProblem } from './credential-error'

/** A refusal of the token endpoint, as `error`, `suberror` and the numbers behind `AADSTS`. */
export type TokenRefusal = {
  status: number
  error: string
  suberror?: string | undefined
  /** Most precise first, as Microsoft sends them. */
  codes: readonly number[]
}

/** `asked wrongly`: a request of ours that can never succeed, so a bug or a wrong registration. */
export type RefusalMeaning =
  | { kind: 'wait' }
  | { kind: 'asked-wrongly' }
  | { kind: 'problem'; problem: CredentialProblem }

/**
 * The numbers change without notice (learn.microsoft.com/entra/identity-platform/reference-error-codes), so they only
 * refine what `error` and `suberror` have decided.
 */
const byNumber: ReadonlyMap<number, CredentialProblem> = new Map([
  [50173, 'sessions-revoked'],
  [50057, 'user-disabled'],
  [50034, 'user-gone'],
  [50020, 'user-gone'],
  [50105, 'user-not-assigned'],
  [65001, 'consent-withdrawn'],
  [50076, 'interaction-needed'],
  [50079, 'interaction-needed'],
  [50074, 'interaction-needed'],
  [50078, 'interaction-needed'],
  [70043, 'interaction-needed'],
  [53000, 'interaction-needed'],
  [53001, 'interaction-needed'],
  [53002, 'interaction-needed'],
  [53003, 'interaction-needed'],
  [530032, 'interaction-needed'],
  [700016, 'app-removed'],
  [7000112, 'app-disabled'],
  [90002, 'tenant-unknown'],
] satisfies [number, CredentialProblem][])

const TENANT_IS_THROTTLED = 90055

/** What a refused token request means and who can mend it. Pure; never looks at message texts. */
export function classifyRefusal(refusal: TokenRefusal): RefusalMeaning {
  const { status, error, codes } = refusal
  if (status === 429 || status >= 500 || codes.includes(TENANT_IS_THROTTLED)) return { kind: 'wait' }
  const refined = codes.map((code) => byNumber.get(code)).find((problem) => problem !== undefined)
  const problem = (fallback: CredentialProblem): RefusalMeaning => ({
    kind: 'problem',
    problem: refined ?? fallback,
  })
  switch (error) {
    case 'temporarily_unavailable':
    case 'server_error':
      return { kind: 'wait' }
    case 'invalid_client':
      return problem('secret-wrong')
    case 'unauthorized_client':
      return problem('app-removed')
    case 'interaction_required':
    case 'login_required':
      return problem('interaction-needed')
    case 'consent_required':
      return problem('consent-withdrawn')
    case 'invalid_grant':
      return problem(refusal.suberror === 'consent_required' ? 'consent-withdrawn' : 'token-expired')
    default:
      return refined === undefined ? { kind: 'asked-wrongly' } : { kind: 'problem', problem: refined }
  }
}
