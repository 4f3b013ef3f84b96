import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { account, accountLink, member, organisation } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { accountMail } from '@/lib/mail/account-mail'
import { moduleEnabledMail } from '@/lib/mail/module-enabled-mail'
import type { Mail } from '@/lib/mail/send-mail'
import { hashOfSecret, newSecret } from '../secret-token'
import type { Mailer } from './send-owed-mails'

type Desk = Pick<Mailer, 'db' | 'now' | 'appUrl'>

const paths = { 'reset-password': 'reset', 'change-email': 'confirm-email' } as const

/** Makes the link: whatever was sent before leads nowhere from now on. Null when it has been used or is too old. */
export async function composeLinkMail({ db, now, appUrl }: Desk, id: string): Promise<Mail | null> {
  const token = newSecret()
  const [open] = await db
    .update(accountLink)
    .set({ tokenHash: hashOfSecret(token) })
    .where(and(eq(accountLink.id, id), isNull(accountLink.usedAt), gt(accountLink.expiresAt, now())))
    .returning()
  if (open === undefined) return null
  const { accountId, purpose, email } = open
  const [owner] = await db.select({ locale: account.locale }).from(account).where(eq(account.id, accountId))
  const locale = owner?.locale ?? 'en'
  return accountMail({ kind: purpose, to: email, locale, email, url: `${appUrl}/${paths[purpose]}/${token}` })
}

/** To whoever has an account whose password is another one now. */
export async function composePasswordChanged({ db, appUrl }: Desk, accountId: string): Promise<Mail | null> {
  const [owner] = await db
    .select({ email: account.email, locale: account.locale })
    .from(account)
    .where(eq(account.id, accountId))
  if (owner === undefined) return null
  const { email, locale } = owner
  return accountMail({
    kind: 'password-changed',
    to: email,
    locale: locale ?? 'en',
    email,
    url: `${appUrl}/reset`,
  })
}

/** To the former address of an account. */
export async function composeEmailChanged({ db, appUrl }: Desk, linkId: string): Promise<Mail | null> {
  const [done] = await db
    .select({ email: accountLink.email, to: accountLink.formerEmail, locale: account.locale })
    .from(accountLink)
    .innerJoin(account, eq(account.id, accountLink.accountId))
    .where(eq(accountLink.id, linkId))
  if (done === undefined || done.to === null) return null
  return accountMail({
    kind: 'email-changed',
    to: done.to,
    locale: done.locale ?? 'en',
    email: done.email,
    url: appUrl,
  })
}

/** To the user of a connection that somebody has turned on for her; not when she has turned it off meanwhile. */
export async function composeModuleEnabled({ db, appUrl }: Desk, connectionId: string): Promise<Mail | null> {
  const [on] = await db
    .select({
      module: connection.module,
      status: connection.status,
      upn: connection.upn,
      to: account.email,
      locale: account.locale,
      organisation: organisation.name,
      required: isRequired,
    })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(eq(connection.id, connectionId))
  if (on === undefined || on.status === 'off' || on.status === 'disabling') return null
  const { module, upn, to, locale, organisation: name, required } = on
  const url = `${appUrl}/settings/marketplace/microsoft`
  const about = { module, organisation: name, upn: upn ?? to, required, url }
  return moduleEnabledMail({ to, locale: locale ?? 'en', ...about })
}

/** Whether an administrator wants it on: then she cannot turn it off, and is not told that she can. */
const isRequired = sql<boolean>`coalesce((
  select coalesce(max(use) filter (where profile_id is not null), max(use)) from module_lock
  where organisation_id = ${member.organisationId} and module = ${connection.module}
    and (profile_id is null or profile_id = ${member.profileId})), 'free') = 'required'`
