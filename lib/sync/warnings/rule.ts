import type { Facts } from './facts'

/** Everything that can be warned of; of those that are equally grave, what stops most comes first. */
export const warningCodes = [
  'runner-standing-still',
  'client-secret-wrong',
  'consent-withdrawn',
  'client-secret-ending',
  'subscription-not-renewed',
  'notifications-not-arriving',
  'backlog-growing',
  'waits-for-administrator',
  'sign-in-needed',
  'sign-in-unused',
  'mailbox-unavailable',
  'decision-waiting',
  'records-parked',
] as const

export type WarningCode = (typeof warningCodes)[number]
/** Whom it concerns: the member whose sync it is, her organisation's administrators, or who runs the installation. */
export type WarningAudience = 'member' | 'administrators' | 'operator'
/** `notice` is worth a line in a list; `warning` will stop something or has; `critical` concerns everybody's sync. */
export type WarningSeverity = 'notice' | 'warning' | 'critical'

export const severities = ['notice', 'warning', 'critical'] as const satisfies readonly WarningSeverity[]

export type WarningDetails = {
  module?: 'meetings' | 'contacts' | 'tasks'
  /** Whole days until something ends; below zero when it has. */
  days?: number
  /** How many connections it is true of. */
  connections?: number
  records?: number
}

/** A warning as a rule finds it in the facts. One subject has each code at most once. */
export type FoundWarning = {
  code: WarningCode
  audience: WarningAudience
  severity: WarningSeverity
  /** The connection, the organisation, or `installation`. */
  subject: string
  organisationId: string | null
  memberId: string | null
  connectionId: string | null
  since: Date
  details: WarningDetails
}

/** Pure: what is to be warned of, as things are. */
export type WarningRule = (facts: Facts) => FoundWarning[]

/** What the member was mailed about when it happened (I4, A5) is not mailed a second time as a warning. */
const toldElsewhere: ReadonlySet<WarningCode> = new Set([
  'waits-for-administrator',
  'sign-in-needed',
  'mailbox-unavailable',
  'decision-waiting',
])

export const isMailed = ({ code, severity }: Pick<FoundWarning, 'code' | 'severity'>): boolean =>
  severity !== 'notice' && !toldElsewhere.has(code)
