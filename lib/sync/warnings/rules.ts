import { backlogAfterMs, DAY_MS, type Facts, type OfConnection, unrenewedBeforeMs } from './facts'
import type { FoundWarning, WarningRule } from './rule'

const MINUTE_MS = 60_000

const installation = {
  subject: 'installation',
  audience: 'operator',
  organisationId: null,
  memberId: null,
  connectionId: null,
} as const

const ofOrganisation = (organisationId: string) =>
  ({
    subject: organisationId,
    audience: 'administrators',
    organisationId,
    memberId: null,
    connectionId: null,
  }) as const

const ofMember = ({ connectionId, memberId, organisationId }: OfConnection) =>
  ({ subject: connectionId, audience: 'member', organisationId, memberId, connectionId }) as const

const secretWarnDays = 30
const secretCriticalDays = 7

/** Without it no tenant gives tokens: everybody's sync stops on that day. */
const secretEnds: WarningRule = ({ now, secretEndsOn }) => {
  if (secretEndsOn === null) return []
  const endsAt = new Date(`${secretEndsOn}T00:00:00Z`).getTime()
  const days = Math.floor((endsAt - now.getTime()) / DAY_MS) + 1
  if (days > secretWarnDays) return []
  const since = new Date(endsAt - secretWarnDays * DAY_MS)
  const severity = days <= secretCriticalDays ? 'critical' : 'warning'
  return [{ ...installation, code: 'client-secret-ending', severity, since, details: { days } }]
}

const secretIsWrong = ({ tenants }: Pick<Facts, 'tenants'>): FoundWarning[] => {
  const refused = tenants.filter(({ status }) => status === 'secret-wrong')
  if (refused.length === 0) return []
  const since = earliest(refused.map((tenant) => tenant.since))
  return [{ ...installation, code: 'client-secret-wrong', severity: 'critical', since, details: {} }]
}

/** The sweep comes every minute. An upgrade or a restart takes less than this. */
const stillAfterMs = 5 * MINUTE_MS
const criticalAfterMs = 15 * MINUTE_MS

/** @param sweptAt null before the first sweep, which nobody misses yet */
export const standsStill = (sweptAt: Date | null, now: Date): sweptAt is Date =>
  sweptAt !== null && now.getTime() - sweptAt.getTime() > stillAfterMs

/** Nothing runs by itself any more, whatever it is that runs it. */
const runnerStandsStill = ({ now, sweptAt }: Pick<Facts, 'now' | 'sweptAt'>): FoundWarning[] => {
  if (!standsStill(sweptAt, now)) return []
  const severity = now.getTime() - sweptAt.getTime() > criticalAfterMs ? 'critical' : 'warning'
  return [{ ...installation, code: 'runner-standing-still', severity, since: sweptAt, details: {} }]
}

const consentIsGone = ({ tenants }: Pick<Facts, 'tenants'>): FoundWarning[] =>
  tenants
    .filter(({ status }) => status === 'consent-revoked')
    .map(({ organisationId, since }) => ({
      ...ofOrganisation(organisationId),
      code: 'consent-withdrawn',
      severity: 'critical',
      since,
      details: {},
    }))

/** Polling does the work meanwhile, so nothing is lost; it is only later. */
const subscriptionsEnd: WarningRule = ({ notifications, notificationsExpected, now }) =>
  !notificationsExpected
    ? []
    : notifications
        .filter(({ unrenewed }) => unrenewed > 0)
        .map(({ organisationId, unrenewed, endsAt }) => ({
          ...ofOrganisation(organisationId),
          code: 'subscription-not-renewed',
          severity: 'warning',
          since:
            endsAt === null ? now : new Date(Math.min(endsAt.getTime() - unrenewedBeforeMs, now.getTime())),
          details: { connections: unrenewed },
        }))

/** One that was lost is made anew by the next run; when most are, Microsoft does not reach us. */
const notificationsStayAway: WarningRule = ({ notifications, notificationsExpected, now }) =>
  !notificationsExpected
    ? []
    : notifications
        .filter(({ untold }) => untold > 0)
        .map(({ organisationId, untold, found, untoldSince }) => ({
          ...ofOrganisation(organisationId),
          code: 'notifications-not-arriving',
          severity: untold * 2 >= found ? 'warning' : 'notice',
          since: untoldSince ?? now,
          details: { connections: untold },
        }))

const backlogCriticalMs = 6 * 60 * MINUTE_MS

const backlogGrows: WarningRule = ({ backlogs, now }) =>
  backlogs
    .filter(({ since }) => now.getTime() - since.getTime() > backlogAfterMs)
    .map(({ organisationId, since, connections, records }) => ({
      ...ofOrganisation(organisationId),
      code: 'backlog-growing',
      severity: now.getTime() - since.getTime() > backlogCriticalMs ? 'critical' : 'warning',
      since,
      details: { connections, records },
    }))

const somebodyHasToAct = ({ waiting }: Pick<Facts, 'waiting'>): FoundWarning[] =>
  waiting.map((one) => ({
    ...ofMember(one),
    code: codeOfWaiting(one),
    severity: 'warning',
    since: one.since,
    details: { module: one.module },
  }))

function codeOfWaiting({ status, reason }: Facts['waiting'][number]): FoundWarning['code'] {
  if (status === 'held') return 'decision-waiting'
  if (reason === 'consent-revoked') return 'waits-for-administrator'
  return reason === 'credential-expired' || reason === 'sign-in-required'
    ? 'sign-in-needed'
    : 'mailbox-unavailable'
}

/** A refresh token ends 90 days after its last use (learn.microsoft.com/entra/identity-platform/refresh-tokens). */
const refreshTokenDays = 90

const signInUnused: WarningRule = ({ signIns, now }) =>
  signIns.map((one) => ({
    ...ofMember(one),
    code: 'sign-in-unused',
    severity: 'warning',
    since: one.usedAt,
    details: {
      module: one.module,
      days: refreshTokenDays - Math.floor((now.getTime() - one.usedAt.getTime()) / DAY_MS),
    },
  }))

const recordsAreParked: WarningRule = ({ parked }) =>
  parked.map((one) => ({
    ...ofMember(one),
    code: 'records-parked',
    severity: 'notice',
    since: one.since,
    details: { module: one.module, records: one.records },
  }))

/** What takes a glance to see. */
type Glance = Pick<Facts, 'now' | 'sweptAt' | 'tenants' | 'waiting'>

/** What is to be warned of, as far as a glance shows it: the codes of `isFoundAtOnce` and no other. */
export const findAtOnce = (facts: Glance): FoundWarning[] => [
  ...runnerStandsStill(facts),
  ...secretIsWrong(facts),
  ...consentIsGone(facts),
  ...somebodyHasToAct(facts),
]

export const isFoundAtOnce: ReadonlySet<FoundWarning['code']> = new Set([
  'runner-standing-still',
  'client-secret-wrong',
  'consent-withdrawn',
  'waits-for-administrator',
  'sign-in-needed',
  'mailbox-unavailable',
  'decision-waiting',
])

const furtherRules: readonly WarningRule[] = [
  secretEnds,
  subscriptionsEnd,
  notificationsStayAway,
  backlogGrows,
  signInUnused,
  recordsAreParked,
]

/** Everything that is to be warned of, as the facts stand. */
export const findWarnings = (facts: Facts): FoundWarning[] => [
  ...findAtOnce(facts),
  ...furtherRules.flatMap((rule) => rule(facts)),
]

const earliest = (times: readonly Date[]): Date =>
  times.reduce((first, time) => (time < first ? time : first))
