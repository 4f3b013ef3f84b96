import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, installation, member } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { hashPassword } from '../accounts/hash-password'
import { createOrganisation } from '../organisations/create-organisation'
import { hashOfSecret, newSecret } from '../secret-token'

export type FirstAdministrator = {
  /** The one-time token from the log of the first start. */
  token: string
  organisationName: string
  name: string
  /** In lower case. */
  email: string
  password: string
  locale: 'en' | 'fr' | null
  timeZone: string
}

/** Whether somebody still has to set the installation up. */
export async function needsSetUp(db: Database): Promise<boolean> {
  const [row] = await db.select({ setUpAt: installation.setUpAt }).from(installation)
  return row === undefined || row.setUpAt === null
}

/**
 * A new one-time token for an installation that is not set up; null for one that is. The start of the server prints it,
 * and makes the one before worthless: whoever lost it starts the server again.
 */
export async function issueSetUpToken(db: Database): Promise<string | null> {
  const token = newSecret()
  const setUpTokenHash = hashOfSecret(token)
  const issued = await db
    .insert(installation)
    .values({ setUpTokenHash })
    .onConflictDoUpdate({
      target: installation.id,
      set: { setUpTokenHash },
      setWhere: isNull(installation.setUpAt),
    })
    .returning({ id: installation.id })
  return issued.length === 0 ? null : token
}

/**
 * Makes the first organisation and its administrator, once.
 * @throws DomainError `already-set-up`, `wrong-token` (256 random bits: guesses need no counting).
 */
export async function setUpInstallation(
  db: Database,
  input: FirstAdministrator,
  now: Date,
): Promise<{ organisationId: string; memberId: string }> {
  if (!(await needsSetUp(db))) throw new DomainError('already-set-up')
  const unused = and(isNull(installation.setUpAt), eq(installation.setUpTokenHash, hashOfSecret(input.token)))
  // Before the password is hashed: strangers shall not make the server work.
  if ((await db.$count(installation, unused)) === 0) throw new DomainError('wrong-token')
  const passwordHash = await hashPassword(input.password)
  return db.transaction(async (tx) => {
    const claimed = await tx
      .update(installation)
      .set({ setUpAt: now, setUpTokenHash: null })
      .where(unused)
      .returning({ id: installation.id })
    if (claimed.length === 0) throw new DomainError('wrong-token')
    const { organisationId, profiles } = await createOrganisation(tx, input.organisationName, now)
    const { email, name, locale, timeZone } = input
    const [person] = await tx
      .insert(account)
      .values({ email, name, passwordHash, locale, timeZone, createdAt: now })
      .returning({ id: account.id })
    if (person === undefined) throw new Error('an insert returned no row')
    const [first] = await tx
      .insert(member)
      .values({ organisationId, accountId: person.id, profileId: profiles.administrator, createdAt: now })
      .returning({ memberId: member.id })
    if (first === undefined) throw new Error('an insert returned no row')
    return { organisationId, memberId: first.memberId }
  })
}

/** For installations that are filled by other means, such as the demo's. */
export async function markAsSetUp(db: Database, now: Date): Promise<void> {
  await db
    .insert(installation)
    .values({ setUpAt: now })
    .onConflictDoUpdate({
      target: installation.id,
      set: { setUpAt: sql`coalesce(${installation.setUpAt}, excluded.set_up_at)` },
    })
}
