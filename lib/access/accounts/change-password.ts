import { eq } from 'drizzle-orm'
import { account } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { countAttempt } from '../count-attempt'
import { endSessionsOf } from '../sessions/end-sessions'
import { checkPassword, hashPassword } from './hash-password'

const TRIES = { max: 10, windowMs: 15 * 60_000 }

/**
 * Gives a person another password, and signs her out everywhere else: whoever changes it may fear that somebody knows
 * the old one. API keys stay, they have a list of their own. Somebody who has no password yet proves nothing.
 * @throws DomainError `wrong-credentials`, `rate-limited`.
 */
export async function changePassword(
  context: Context,
  input: { current: string | null; next: string; sessionId: string },
): Promise<void> {
  const { actor, db } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const retryAfterSeconds = await countAttempt(db, `password:${actor.accountId}`, TRIES, context.now())
  if (retryAfterSeconds !== null) throw new DomainError('rate-limited', { retryAfterSeconds })
  const [own] = await db
    .select({ passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, actor.accountId))
  if (own === undefined) throw new DomainError('not-found')
  if (own.passwordHash !== null && (await checkPassword(input.current ?? '', own.passwordHash)) === 'wrong') {
    throw new DomainError('wrong-credentials')
  }
  const passwordHash = await hashPassword(input.next)
  await db.transaction(async (tx) => {
    await tx.update(account).set({ passwordHash }).where(eq(account.id, actor.accountId))
    await endSessionsOf(tx, actor.accountId, context.now(), input.sessionId)
  })
}
