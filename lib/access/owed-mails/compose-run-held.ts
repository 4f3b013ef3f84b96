import { eq } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { runHeldMail } from '@/lib/mail/run-held-mail'
import type { Mail } from '@/lib/mail/send-mail'
import type { Mailer } from './send-owed-mails'

/** To the user of a connection that waits for her decision; not when it has been taken meanwhile. */
export async function composeRunHeld(
  { db, appUrl }: Pick<Mailer, 'db' | 'appUrl'>,
  connectionId: string,
): Promise<Mail | null> {
  const [held] = await db
    .select({
      module: connection.module,
      status: connection.status,
      reason: connection.reason,
      decision: connection.heldDecision,
      to: account.email,
      locale: account.locale,
    })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(connection.id, connectionId))
  if (held?.status !== 'held' || held.decision !== null) return null
  const { module, to, locale } = held
  const reason = held.reason === 'many-changes' ? held.reason : 'many-deletions'
  const url = `${appUrl}/settings/marketplace/microsoft/${module}/held`
  return runHeldMail({ to, locale: locale ?? 'en', module, reason, url })
}
