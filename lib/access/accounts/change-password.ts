import { eq } from 'drizzle-orm'
import { account } from '@/db/schema/access'
import { recordAccountAudit } from '../audit/record-account-audit'
import type { Context } from '../context'
import { oweMail } from '../owed-mails/owe-mail'
import { endSessionsOf } from '../sessions/end-sessions'
import { retireAccountLinks } from './account-links'
import { hashPassword } from './hash-password'
import { proveOwner } from './prove-owner'

/**
 * Gives a person another password, and signs her out everywhere else: whoever changes it may fear that somebody knows
 * the old one. API keys stay, they have a list of their own. Somebody who has no password yet proves nothing but her
 * session, which must not be a bound one.
 * @throws DomainError `wrong-credentials`, `session-bound`, `rate-limited`.
 */
export async function changePassword(
  context: Context,
  input: { current: string | null; next: string; sessionId: string; bound: boolean },
): Promise<void> {
  const { accountId } = await proveOwner(context, { password: input.current, bound: input.bound })
  const passwordHash = await hashPassword(input.next)
  const now = context.now()
  await context.db.transaction(async (tx) => {
    await tx.update(account).set({ passwordHash }).where(eq(account.id, accountId))
    await retireAccountLinks(tx, accountId, 'reset-password', now)
    await endSessionsOf(tx, accountId, now, input.sessionId)
    await oweMail(tx, { kind: 'password-changed', subjectId: accountId }, now)
    const address = context.address ?? null
    await recordAccountAudit(tx, accountId, { action: 'password-changed', now, address })
  })
  await context.wakeMail?.()
}

/** Whether the account has a password, or signs in with Microsoft only. */
export async function hasPassword({ db }: Context, accountId: string): Promise<boolean> {
  const [own] = await db
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  return own?.passwordHash != null
}
