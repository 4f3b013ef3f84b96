import { eq } from 'drizzle-orm'
import { farewell } from '@/db/schema/erasure'
import { erasureMail } from '@/lib/mail/erasure-mail'
import type { Mail } from '@/lib/mail/send-mail'
import type { Mailer } from './send-owed-mails'

/** To whoever has deleted her account, or was an administrator of an organisation that is gone. */
export async function composeFarewell({ db }: Pick<Mailer, 'db'>, id: string): Promise<Mail | null> {
  const [found] = await db.select().from(farewell).where(eq(farewell.id, id))
  if (found === undefined) return null
  const { email, locale, organisationName } = found
  const what = organisationName === null ? { account: email } : { organisation: organisationName }
  return erasureMail({ what, to: email, locale: locale ?? 'en' })
}
