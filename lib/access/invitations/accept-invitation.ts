import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, microsoftIdentity } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { hashPassword } from '../accounts/hash-password'
import type { Arrival } from '../arrivals/arrivals'
import { loginsOf } from '../directory'
import { admitInvited } from './admit-invited'
import {
  findInvitation,
  findInvitationsFor,
  findInvitationsOfAccount,
  type OpenInvitation,
} from './find-invitation'

/** What shows that the invitation is hers to accept: the link's secret, or who she has proven to be. */
export type InvitationKey =
  | { token: string }
  | { invitationId: string; arrival: Arrival }
  | { invitationId: string; accountId: string }

/** Of a new account: the language in which she reads the page, and where her clock is. */
type Habits = { locale: 'en' | 'fr'; timeZone: string }

/** As whom she comes in. */
export type Newcomer =
  | ({ as: 'microsoft'; arrival: Arrival } & Habits)
  | ({ as: 'new-account'; name: string; password: string } & Habits)
  /** U4: an account that she has just proven to be hers, under whatever e-mail. */
  | { as: 'account'; accountId: string; bound: boolean; arrival: Arrival | null }

export type Admission = {
  accountId: string
  memberId: string
  organisationId: string
  /** What the session that follows must be. */
  bound: boolean
}

/**
 * Accepts an invitation, once (U3, U4). `termsVersion` is the version that she has seen and agreed to. Whatever is
 * refused leaves the invitation as it was.
 * @throws DomainError `not-pending` with `data.state` (`unknown`, `expired`, `revoked`, `accepted`), `wrong-account`
 * (not the invited person), `account-exists` (she has to sign in to it), `microsoft-required`, `already-member`,
 * `terms-changed`.
 */
export async function acceptInvitation(
  db: Database,
  key: InvitationKey,
  newcomer: Newcomer,
  about: { termsVersion: string; now: Date; address: string },
): Promise<Admission> {
  const open = await findByKey(db, key, about.now)
  switch (newcomer.as) {
    case 'microsoft': {
      const { arrival, locale, timeZone } = newcomer
      if (!isInvited(open, arrival)) throw new DomainError('wrong-account')
      return db.transaction(async (tx) => {
        const account = await accountOfArrival(tx, open, arrival, { locale, timeZone, now: about.now })
        return admitInvited(tx, open, key, account, about)
      })
    }
    case 'new-account': {
      if (open.microsoft !== null) throw new DomainError('microsoft-required')
      if (open.accountExists) throw new DomainError('account-exists')
      const { name, password, locale, timeZone } = newcomer
      const passwordHash = await hashPassword(password)
      return db.transaction(async (tx) => {
        const accountId = await makeAccount(tx, { ...open, name, locale, timeZone, passwordHash }, about.now)
        return admitInvited(tx, open, key, { accountId, bound: false }, about)
      })
    }
    case 'account': {
      const { accountId, bound, arrival } = newcomer
      return db.transaction(async (tx) => {
        const isHers = arrival !== null && !bound && isInvited(open, arrival)
        if (isHers) await tie(tx, accountId, arrival, about.now)
        return admitInvited(tx, open, key, { accountId, bound }, about)
      })
    }
    default:
      return newcomer satisfies never
  }
}

async function findByKey(db: Database, key: InvitationKey, now: Date): Promise<OpenInvitation> {
  if ('token' in key) {
    const found = await findInvitation(db, key.token, now)
    if (found.state !== 'open') throw new DomainError('not-pending', { data: { state: found.state } })
    return found.invitation
  }
  const waiting =
    'arrival' in key
      ? await findInvitationsFor(db, key.arrival, now)
      : await findInvitationsOfAccount(db, key.accountId, now)
  const found = waiting.find(({ id }) => id === key.invitationId)
  if (found === undefined) throw new DomainError('not-pending', { data: { state: 'unknown' } })
  return found
}

/**
 * Whether the person at Microsoft is the one who was invited: the very user, or, where an address was invited, somebody
 * who signs in with it. The latter alone proves nothing, since tenants can write any address; it comes with the link's
 * secret, or from the organisation's own tenant.
 */
export function isInvited(
  { microsoft, email }: Pick<OpenInvitation, 'microsoft' | 'email'>,
  person: Arrival,
): boolean {
  if (person.guest) return false
  if (microsoft !== null) return person.tid === microsoft.tid && person.oid === microsoft.oid
  return loginsOf(person).includes(email)
}

/** Hers if Microsoft's word has made one before, else a new one. Never one that only has the same address. */
async function accountOfArrival(
  tx: Database,
  open: OpenInvitation,
  arrival: Arrival,
  { locale, timeZone, now }: Habits & { now: Date },
): Promise<{ accountId: string; bound: boolean }> {
  const [known] = await tx
    .select({ accountId: microsoftIdentity.accountId, bound: microsoftIdentity.byAddress })
    .from(microsoftIdentity)
    .where(and(eq(microsoftIdentity.tid, arrival.tid), eq(microsoftIdentity.oid, arrival.oid)))
  if (known !== undefined) return known
  if (open.accountExists) throw new DomainError('account-exists')
  const accountId = await makeAccount(
    tx,
    { ...open, name: arrival.name || open.name || open.email, locale, timeZone, passwordHash: null },
    now,
  )
  await tie(tx, accountId, arrival, now)
  return { accountId, bound: false }
}

async function makeAccount(
  tx: Database,
  person: Pick<typeof account.$inferInsert, 'email' | 'name' | 'locale' | 'timeZone' | 'passwordHash'>,
  now: Date,
): Promise<string> {
  const { email, name, locale, timeZone, passwordHash } = person
  const [made] = await tx
    .insert(account)
    .values({ email, name, locale, timeZone, passwordHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: account.id })
  if (made === undefined) throw new DomainError('account-exists')
  return made.id
}

/** Remembers the Microsoft identity of an account, by the person's own will. An account has one user per tenant. */
async function tie(tx: Database, accountId: string, person: Arrival, now: Date): Promise<void> {
  const { tid, oid, upn, name } = person
  await tx
    .insert(microsoftIdentity)
    .values({ accountId, tid, oid, upn, name, byAddress: false, createdAt: now })
    .onConflictDoNothing()
}
