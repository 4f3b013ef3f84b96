import { and, desc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { account, member, profile } from '@/db/schema/access'
import { warning } from '@/db/schema/warnings'
import type { Mail } from '@/lib/mail/send-mail'
import { isMailedCode, warningsMail } from '@/lib/mail/warnings-mail'
import type { Permission } from '../permissions'
import type { Mailer } from './send-owed-mails'

type Desk = Pick<Mailer, 'db' | 'appUrl' | 'operatorEmail'>

const page = '/settings/marketplace/microsoft'
const MANAGES: Permission = 'manage-integrations'

/** All that is still open and concerns the receiver; null when it is over by now. */
export function composeWarnings(desk: Desk, memberId: string | null): Promise<Mail | null> {
  return memberId === null ? composeForOperator(desk) : composeForMember(desk, memberId)
}

const ofInstallation = eq(warning.audience, 'operator')

/** English: nobody knows more of whoever runs the installation than an address. */
async function composeForOperator(desk: Desk): Promise<Mail | null> {
  if (desk.operatorEmail === undefined) return null
  const warnings = await openWarnings(desk, ofInstallation)
  const url = `${desk.appUrl}${page}/overview`
  return warnings.length === 0 ? null : warningsMail({ to: desk.operatorEmail, locale: 'en', warnings, url })
}

async function composeForMember(desk: Desk, memberId: string): Promise<Mail | null> {
  const { db, appUrl, operatorEmail } = desk
  const [receiver] = await db
    .select({
      to: account.email,
      locale: account.locale,
      permissions: profile.permissions,
      organisationId: member.organisationId,
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(and(eq(member.id, memberId), eq(member.status, 'active')))
  if (receiver === undefined) return null
  const { to, locale, permissions, organisationId } = receiver
  const manages = permissions.includes(MANAGES)
  const ofOrganisation = and(
    eq(warning.audience, 'administrators'),
    eq(warning.organisationId, organisationId),
  )
  const warnings = await openWarnings(
    desk,
    or(
      and(eq(warning.audience, 'member'), eq(warning.memberId, memberId)),
      manages ? ofOrganisation : undefined,
      manages && operatorEmail === undefined ? ofInstallation : undefined,
    ),
  )
  const url = `${appUrl}${page}${manages ? '/overview' : ''}`
  return warnings.length === 0 ? null : warningsMail({ to, locale: locale ?? 'en', warnings, url })
}

async function openWarnings({ db }: Desk, whose: ReturnType<typeof or>) {
  const rows = await db
    .select({ code: warning.code, details: warning.details })
    .from(warning)
    .where(
      and(isNull(warning.resolvedAt), isNotNull(warning.mailedAt), ne(warning.severity, 'notice'), whose),
    )
    .orderBy(desc(warning.severity), warning.openedAt, warning.code)
  return rows.flatMap(({ code, details }) => (isMailedCode(code) ? [{ code, details }] : []))
}
