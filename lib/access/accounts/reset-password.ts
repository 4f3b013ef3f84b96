import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, rateLimit } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAccountAudit } from '../audit/record-account-audit'
import { countAttempts } from '../count-attempt'
import { oweMail } from '../owed-mails/owe-mail'
import { hashOfSecret } from '../secret-token'
import { endSessionsOf } from '../sessions/end-sessions'
import { findAccountLink, oweAccountLink, retireAccountLinks, spendAccountLink } from './account-links'
import { hashPassword } from './hash-password'
import { failureCounter } from './sign-in-with-password'

const HOUR_MS = 3_600_000
const PER_ACCOUNT = { max: 5, windowMs: HOUR_MS }
const PER_ADDRESS = { max: 30, windowMs: HOUR_MS }
const TRIES_PER_ADDRESS = { max: 30, windowMs: HOUR_MS }

/**
 * Counts a request for a new password, whether or not there is such an account: the refusal tells nothing either.
 * @param address of the client's network
 * @throws DomainError `rate-limited` with the seconds to wait
 */
export async function countResetRequest(
  db: Database,
  { email, address }: { email: string; address: string },
  now: Date,
): Promise<void> {
  await countAttempts(
    db,
    [
      { key: `reset:account:${hashOfSecret(email)}`, limit: PER_ACCOUNT },
      { key: `reset:address:${hashOfSecret(address)}`, limit: PER_ADDRESS },
    ],
    now,
  )
}

/**
 * Owes the mail with the link to whoever has this login; nothing for a login that nobody has. Do it when the answer has
 * gone out, so that its time does not tell which of the two it was.
 * @returns whether there is a mail to be sent
 */
export async function requestPasswordReset(db: Database, email: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [owner] = await tx
      .select({ id: account.id })
      .from(account)
      .where(eq(account.email, email))
      .for('update')
    if (owner === undefined) return false
    await oweAccountLink(tx, { accountId: owner.id, purpose: 'reset-password', email }, now)
    return true
  })
}

/**
 * Gives the account of the link another password, once, and signs it out everywhere: whoever forgot it has no session
 * to keep, and whoever stole one shall lose it.
 * @throws DomainError `link-dead`, `rate-limited`.
 */
export async function resetPassword(
  db: Database,
  { token, password, address }: { token: string; password: string; address: string },
  now: Date,
): Promise<{ email: string }> {
  await countAttempts(
    db,
    [{ key: `reset-try:address:${hashOfSecret(address)}`, limit: TRIES_PER_ADDRESS }],
    now,
  )
  // Before the password is hashed: strangers shall not make the server work.
  if ((await findAccountLink(db, token, 'reset-password', now)) === null) throw new DomainError('link-dead')
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    const { accountId, email } = await spendAccountLink(tx, token, 'reset-password', now)
    await tx.update(account).set({ passwordHash }).where(eq(account.id, accountId))
    await retireAccountLinks(tx, accountId, 'change-email', now)
    await endSessionsOf(tx, accountId, now)
    // What was guessed of the former one does not keep her out with the new one.
    await tx.delete(rateLimit).where(eq(rateLimit.key, failureCounter(email)))
    await oweMail(tx, { kind: 'password-changed', subjectId: accountId }, now)
    await recordAccountAudit(tx, accountId, { action: 'password-reset', now, address })
    return { email }
  })
}
