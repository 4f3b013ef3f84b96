import { eq } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { erasure } from '@/db/schema/erasure'
import { erasureMail } from '@/lib/mail/erasure-mail'
import type { Mail } from '@/lib/mail/send-mail'
import type { Mailer } from './send-owed-mails'

type Desk = Pick<Mailer, 'db'>

/** To whoever has deleted her account; the erasure keeps her address until then. */
export async function composeAccountDeleted({ db }: Desk, erasureId: string): Promise<Mail | null> {
  const [gone] = await db.select().from(erasure).where(eq(erasure.id, erasureId))
  if (gone === undefined || gone.email === null) return null
  return erasureMail({ what: { account: gone.email }, to: gone.email, locale: gone.locale ?? 'en' })
}

/** To an administrator of an organisation that is going. */
export async function composeOrganisationDeleted(
  { db }: Desk,
  erasureId: string,
  memberId: string,
): Promise<Mail | null> {
  const [gone] = await db
    .select({ name: erasure.name, to: account.email, locale: account.locale })
    .from(erasure)
    .innerJoin(member, eq(member.id, memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(erasure.id, erasureId))
  if (gone === undefined) return null
  return erasureMail({ what: { organisation: gone.name }, to: gone.to, locale: gone.locale ?? 'en' })
}
