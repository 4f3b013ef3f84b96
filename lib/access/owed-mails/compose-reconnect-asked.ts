import { and, asc, eq } from 'drizzle-orm'
import { account, member, organisation } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { needsSignIn } from '@/lib/access/members/needs-sign-in'
import { reconnectMail } from '@/lib/mail/reconnect-mail'
import type { Mail } from '@/lib/mail/send-mail'
import type { Mailer } from './send-owed-mails'

/** To a member who has to sign in to Microsoft again; not when she has done so meanwhile. */
export async function composeReconnectAsked(
  { db, appUrl }: Pick<Mailer, 'db' | 'appUrl'>,
  memberId: string,
): Promise<Mail | null> {
  const waiting = await db
    .select({
      module: connection.module,
      to: account.email,
      locale: account.locale,
      organisation: organisation.name,
    })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(and(eq(member.id, memberId), eq(member.status, 'active'), needsSignIn))
    .orderBy(asc(connection.module))
  const [first] = waiting
  if (first === undefined) return null
  const { to, locale, organisation: name } = first
  const url = `${appUrl}/settings/marketplace/microsoft`
  const modules = waiting.map(({ module }) => module)
  return reconnectMail({ to, locale: locale ?? 'en', organisation: name, modules, url })
}
