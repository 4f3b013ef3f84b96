/**
 * Why a row of the overview is where it is: exactly one out of this list, the gravest first. The order is the one in
 * which the groups are shown.
 */
export const problemCauses = [
  /** Of the whole tenant: an administrator consents again, or the operator enters a new secret. */
  'consent-revoked',
  /** Microsoft wants the user to sign in herself, again or for the first time. */
  'sign-in',
  /** Her user is disabled or gone in the directory: mended there, and noticed by itself. */
  'account-blocked',
  /** A run waits for a decision (A5). */
  'held',
  'mailbox-unavailable',
  /** It ought to have run minutes ago and did not. */
  'stuck',
  /** Each of its last runs was ended early by Microsoft. */
  'failing',
  /** Some records were refused until they were given up. */
  'refused',
  /** Something waits that ought to have crossed long ago. */
  'late',
  /** Microsoft tells us of nothing: changes from there are found by looking. */
  'no-notifications',
] as const

/** Not running, and nothing wrong with it. */
export const idleCauses = ['not-allowed', 'withdrawn', 'container-deleted', 'turned-off', 'off'] as const
const runningCauses = ['starting', 'healthy', 'ending'] as const

export type ProblemCause = (typeof problemCauses)[number]
export type Cause = ProblemCause | (typeof runningCauses)[number] | (typeof idleCauses)[number]
export type Section = 'problems' | 'running' | 'idle'

export const sections: Record<Section, readonly Cause[]> = {
  problems: problemCauses,
  running: runningCauses,
  idle: idleCauses,
}

export const allCauses: readonly Cause[] = [...problemCauses, ...runningCauses, ...idleCauses]

export const sectionOf = (cause: Cause): Section => {
  if (problemCauses.some((one) => one === cause)) return 'problems'
  return idleCauses.some((one) => one === cause) ? 'idle' : 'running'
}

/** What somebody who manages integrations can do for another member with one click. */
export const mends = ['ask-to-reconnect', 'run-again', 'renew-subscription', 'release-lease'] as const
export type Mend = (typeof mends)[number]

/** What helps against a cause; the first is the one to offer. Some are mended elsewhere. */
export function mendsOf(cause: Cause): readonly Mend[] {
  switch (cause) {
    case 'sign-in':
      return ['ask-to-reconnect']
    case 'account-blocked':
    case 'mailbox-unavailable':
    case 'failing':
    case 'refused':
    case 'late':
    case 'healthy':
    case 'starting':
    case 'ending':
      return ['run-again']
    case 'stuck':
      return ['release-lease', 'run-again']
    case 'no-notifications':
      return ['renew-subscription', 'run-again']
    case 'consent-revoked':
    case 'held':
    case 'not-allowed':
    case 'withdrawn':
    case 'container-deleted':
    case 'turned-off':
    case 'off':
      return []
    default:
      return cause satisfies never
  }
}
