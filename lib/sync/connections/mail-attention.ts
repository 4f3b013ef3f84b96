import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { environment } from '@/lib/env'
import { log } from '@/lib/log'
import { attentionMail } from '@/lib/mail/attention-mail'
import { sendMail } from '@/lib/mail/send-mail'

const mostAtOnce = 100

/**
 * Mails each user whose connection needs her, once (I4). The row is claimed before the mail goes out, so that two
 * sweeps cannot both send it, and given back when the mail server refuses it.
 */
export async function mailAttention(db: Database, now: Date): Promise<{ mailed: number }> {
  const waiting = await db
    .select({
      id: connection.id,
      module: connection.module,
      reason: connection.reason,
      to: account.email,
      locale: account.locale,
    })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .where(and(eq(connection.status, 'attention'), isNull(connection.attentionMailedAt)))
    .limit(mostAtOnce)
  let mailed = 0
  for (const { id, module, reason, to, locale } of waiting) {
    if (!(await claim(db, id, now))) continue
    try {
      const url = `${environment().APP_URL}/settings/marketplace/microsoft`
      await sendMail(attentionMail({ to, locale: locale ?? 'en', module, reason: reasonOf(reason), url }))
      mailed += 1
    } catch (error) {
      log.warn({ err: error, connectionId: id }, 'the mail server refused a mail')
      await db.update(connection).set({ attentionMailedAt: null }).where(eq(connection.id, id))
    }
  }
  return { mailed }
}

async function claim(db: Database, id: string, now: Date): Promise<boolean> {
  const claimed = await db
    .update(connection)
    .set({ attentionMailedAt: now })
    .where(
      and(eq(connection.id, id), eq(connection.status, 'attention'), isNull(connection.attentionMailedAt)),
    )
    .returning({ id: connection.id })
  return claimed.length > 0
}

type Reason = Parameters<typeof attentionMail>[0]['reason']

/** The reasons that a user can mend; whatever else there may be is a mailbox that does not work. */
function reasonOf(reason: (typeof connection.$inferSelect)['reason']): Reason {
  switch (reason) {
    case 'sign-in-required':
    case 'consent-revoked':
    case 'credential-expired':
      return reason
    default:
      return 'mailbox-unavailable'
  }
}
