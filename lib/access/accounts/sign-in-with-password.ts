import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { countAttempts, forgiveAttempt } from '../count-attempt'
import { hashOfSecret } from '../secret-token'
import { startSession } from '../sessions/start-session'
import { checkPassword, hashPassword } from './hash-password'

const FAILURES_PER_ACCOUNT = { max: 10, windowMs: 15 * 60_000 }
const FAILURES_PER_ADDRESS = { max: 100, windowMs: 15 * 60_000 }

export type Credentials = { email: string; password: string /** Of the client's network. */; address: string }

/**
 * Opens a session for an e-mail and its password. A login that does not exist is answered like a wrong password, as
 * slowly, and is counted the same way.
 * @throws DomainError `wrong-credentials`, `rate-limited` with the seconds to wait, `deactivated`.
 */
export async function signInWithPassword(
  db: Database,
  credentials: Credentials,
  now: Date,
): Promise<{ sessionId: string }> {
  return startSession(db, await proveByPassword(db, credentials, now), now)
}

/**
 * The id of the account whose e-mail and password these are.
 * @throws DomainError `wrong-credentials`, `rate-limited` with the seconds to wait.
 */
export async function proveByPassword(
  db: Database,
  { email, password, address }: Credentials,
  now: Date,
): Promise<string> {
  const login = email.trim().toLowerCase()
  const counters = countersOf(login, address)
  // Before the password is looked at, so that many guesses at once do not pass together.
  await countAttempts(db, counters, now)
  const [found] = await db
    .select({ id: account.id, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.email, login))
  const check = await checkPassword(password, found?.passwordHash ?? null)
  if (found === undefined || check === 'wrong') throw new DomainError('wrong-credentials')
  if (check === 'outdated') {
    await db
      .update(account)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(account.id, found.id))
  }
  for (const { key } of counters) await forgiveAttempt(db, key)
  return found.id
}

/** Under which the failures of a login are counted: a hash, so that the table is no list of who tried to sign in. */
export const failureCounter = (login: string): string => `sign-in:account:${hashOfSecret(login)}`

const countersOf = (login: string, address: string) => [
  { key: failureCounter(login), limit: FAILURES_PER_ACCOUNT },
  { key: `sign-in:address:${hashOfSecret(address)}`, limit: FAILURES_PER_ADDRESS },
]
