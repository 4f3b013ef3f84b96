import { setTimeout } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAccountAudit } from '../audit/record-account-audit'
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
  const { address } = credentials
  return startSession(db, await proveByPassword(db, credentials, now), now, { address })
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
  if (found === undefined || check === 'wrong') {
    await Promise.all([noteFailure(db, found?.id, address, now), setTimeout(noteFailureMs)])
    throw new DomainError('wrong-credentials')
  }
  if (check === 'outdated') {
    await db
      .update(account)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(account.id, found.id))
  }
  for (const { key } of counters) await forgiveAttempt(db, key)
  return found.id
}

/** Longer than it takes to note a failure, so that the time of the answer does not tell whether there was somebody to note it for. */
const noteFailureMs = 30

/** In the log of whose account it is. A login that does not exist is nobody's, and is written down nowhere. */
async function noteFailure(
  db: Database,
  accountId: string | undefined,
  address: string,
  now: Date,
): Promise<void> {
  if (accountId === undefined) return
  await recordAccountAudit(db, accountId, { action: 'sign-in-failed', now, address, byUnknown: true })
}

/** Under which the failures of a login are counted: a hash, so that the table is no list of who tried to sign in. */
export const failureCounter = (login: string): string => `sign-in:account:${hashOfSecret(login)}`

const countersOf = (login: string, address: string) => [
  { key: failureCounter(login), limit: FAILURES_PER_ACCOUNT },
  { key: `sign-in:address:${hashOfSecret(address)}`, limit: FAILURES_PER_ADDRESS },
]
