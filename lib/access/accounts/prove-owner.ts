import { eq } from 'drizzle-orm'
import { account } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { countAttempts } from '../count-attempt'
import { checkPassword } from './hash-password'

const TRIES = { max: 10, windowMs: 15 * 60_000 }

/**
 * Whoever changes how she signs in proves once more that the account is hers: with its password, if it has one. A
 * session that one organisation's tenant alone has vouched for proves nothing about the account.
 * @throws DomainError `wrong-credentials`, `session-bound`, `rate-limited`.
 */
export async function proveOwner(
  context: Context,
  { password, bound }: { password: string | null; bound: boolean },
): Promise<{ accountId: string; email: string }> {
  const { actor, db } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const { accountId } = actor
  await countAttempts(db, [{ key: `password:${accountId}`, limit: TRIES }], context.now())
  const [own] = await db
    .select({ email: account.email, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, accountId))
  if (own === undefined) throw new DomainError('not-found')
  if (own.passwordHash === null && bound) throw new DomainError('session-bound')
  if (own.passwordHash !== null && (await checkPassword(password ?? '', own.passwordHash)) === 'wrong') {
    throw new DomainError('wrong-credentials')
  }
  return { accountId, email: own.email }
}
