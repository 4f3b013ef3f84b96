import { and, eq, gt } from 'drizzle-orm'
import { account, invitation, joinRequest, member, organisation, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { invitationMail } from '@/lib/mail/invitation-mail'
import { joinOutcomeMail } from '@/lib/mail/join-outcome-mail'
import { joinRequestMail } from '@/lib/mail/join-request-mail'
import type { Mail } from '@/lib/mail/send-mail'
import { hashOfSecret, newSecret } from '../secret-token'
import {
  composeEmailChanged,
  composeLinkMail,
  composeModuleEnabled,
  composePasswordChanged,
} from './compose-account-mail'
import { composeFarewell } from './compose-erasure-mail'
import { composeReconnectAsked } from './compose-reconnect-asked'
import { composeRunHeld } from './compose-run-held'
import { composeWarnings } from './compose-warnings'
import type { OwedMailKind } from './owe-mail'
import type { Mailer } from './send-owed-mails'

type Owed = { kind: OwedMailKind; subjectId: string; memberId: string | null }
type Desk = Pick<Mailer, 'db' | 'now' | 'appUrl' | 'operatorEmail'>

/** The mail as things stand now; null when it is no longer owed. */
export function composeMail(desk: Desk, { kind, subjectId, memberId }: Owed): Promise<Mail | null> {
  switch (kind) {
    case 'invitation':
      return composeInvitation(desk, subjectId)
    case 'join-request':
      return composeJoinRequest(desk, subjectId, memberId ?? '')
    case 'join-approved':
    case 'join-declined':
      return composeOutcome(desk, subjectId)
    case 'reset-password':
    case 'change-email':
      return composeLinkMail(desk, subjectId)
    case 'password-changed':
      return composePasswordChanged(desk, subjectId)
    case 'email-changed':
      return composeEmailChanged(desk, subjectId)
    case 'module-enabled':
      return composeModuleEnabled(desk, subjectId)
    case 'account-deleted':
    case 'organisation-deleted':
      return composeFarewell(desk, subjectId)
    case 'reconnect-asked':
      return composeReconnectAsked(desk, memberId ?? '')
    case 'run-held':
      return composeRunHeld(desk, subjectId)
    case 'warnings':
      return composeWarnings(desk, memberId)
    default:
      return kind satisfies never
  }
}

/** Makes the link: whatever was sent before leads nowhere from now on. */
async function composeInvitation({ db, now, appUrl }: Desk, id: string): Promise<Mail | null> {
  const token = newSecret()
  const [open] = await db
    .update(invitation)
    .set({ tokenHash: hashOfSecret(token) })
    .where(and(eq(invitation.id, id), eq(invitation.status, 'pending'), gt(invitation.expiresAt, now())))
    .returning()
  if (open === undefined) return null
  const [from] = await db
    .select({
      organisation: organisation.name,
      inviter: account.name,
      inviterEmail: account.email,
      timeZone: account.timeZone,
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(eq(member.id, open.invitedBy))
  if (from === undefined) return null
  const { email: to, locale, expiresAt } = open
  return invitationMail({ to, locale, expiresAt, ...from, url: `${appUrl}/invite/${token}` })
}

/** To a member who may still decide, about a request that still waits. */
async function composeJoinRequest({ db, appUrl }: Desk, id: string, memberId: string): Promise<Mail | null> {
  const [request] = await db
    .select({
      name: joinRequest.name,
      upn: joinRequest.upn,
      jobTitle: joinRequest.jobTitle,
      message: joinRequest.message,
      tenant: microsoftTenant.name,
      organisation: organisation.name,
      to: account.email,
      locale: account.locale,
      asked: joinRequest.locale,
      permissions: profile.permissions,
    })
    .from(joinRequest)
    .innerJoin(organisation, eq(organisation.id, joinRequest.organisationId))
    .innerJoin(microsoftTenant, eq(microsoftTenant.organisationId, joinRequest.organisationId))
    .innerJoin(member, and(eq(member.id, memberId), eq(member.organisationId, joinRequest.organisationId)))
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(and(eq(joinRequest.id, id), eq(joinRequest.status, 'pending'), eq(member.status, 'active')))
  if (request === undefined || !request.permissions.includes('manage-users')) return null
  const { locale, asked, permissions: _, ...about } = request
  const url = `${appUrl}/settings/users?request=${id}`
  // Colleagues mostly share a language, so the asker's is the best guess for an approver who has not chosen one.
  return joinRequestMail({ ...about, locale: locale ?? asked, url })
}

async function composeOutcome({ db, appUrl }: Desk, id: string): Promise<Mail | null> {
  const [request] = await db
    .select({
      mail: joinRequest.mail,
      upn: joinRequest.upn,
      locale: joinRequest.locale,
      status: joinRequest.status,
      reason: joinRequest.reason,
      organisation: organisation.name,
    })
    .from(joinRequest)
    .innerJoin(organisation, eq(organisation.id, joinRequest.organisationId))
    .where(eq(joinRequest.id, id))
  if (request === undefined || request.status === 'pending') return null
  const { mail, upn, ...about } = request
  return joinOutcomeMail({ ...about, status: request.status, to: mail ?? upn, url: `${appUrl}/launch` })
}
