import { randomUUID } from 'node:crypto'
import type { Database } from '@/db/client'
import { account, member, profile } from '@/db/schema/access'
import type { Context, Wake } from '../context'
import { createOrganisation, type NewOrganisation } from '../organisations/create-organisation'
import type { Permission } from '../permissions'
import { builtInPermissions } from '../permissions'

/** The time at which tests happen unless they say otherwise. */
export const TEST_TIME = new Date('2026-03-02T09:00:00.000Z')

export type TestMember = {
  memberId: string
  accountId: string
  organisationId: string
  email: string
  profileId: string
  permissions: readonly Permission[]
}

/** An organisation of a test's own, with its built-in profiles and no member. */
export const makeOrganisation = (db: Database): Promise<NewOrganisation> =>
  createOrganisation(db, `Organisation ${randomUUID().slice(0, 8)}`, TEST_TIME)

/** A member with a built-in profile, or with one of her own made of exactly these permissions. */
export async function makeMember(
  db: Database,
  { organisationId, profiles }: NewOrganisation,
  rights: 'administrator' | 'standard' | readonly Permission[] = 'standard',
  overrides: Partial<typeof account.$inferInsert> = {},
): Promise<TestMember> {
  const permissions = typeof rights === 'string' ? builtInPermissions[rights] : rights
  const profileId =
    typeof rights === 'string' ? profiles[rights] : await ownProfile(db, organisationId, rights)
  const email = `${randomUUID()}@people.example`
  const [person] = await db
    .insert(account)
    .values({ email, name: 'Somebody', createdAt: TEST_TIME, ...overrides })
    .returning({ id: account.id, email: account.email })
  if (person === undefined) throw new Error('an insert returned no row')
  const [row] = await db
    .insert(member)
    .values({ organisationId, accountId: person.id, profileId, createdAt: TEST_TIME })
    .returning({ id: member.id })
  if (row === undefined) throw new Error('an insert returned no row')
  return {
    memberId: row.id,
    accountId: person.id,
    organisationId,
    email: person.email,
    profileId,
    permissions,
  }
}

/** The context of a member, at the test's time. Wakes are collected where the test can look at them. */
export function contextOf(
  db: Database,
  { organisationId, memberId, accountId, permissions }: TestMember,
  now: () => Date = () => TEST_TIME,
): Context & { wakes: Wake[] } {
  const wakes: Wake[] = []
  return {
    organisationId,
    actor: { type: 'user', memberId, accountId, permissions: new Set(permissions) },
    db,
    now,
    wake: async (wake) => void wakes.push(wake),
    wakes,
  }
}

async function ownProfile(
  db: Database,
  organisationId: string,
  permissions: readonly Permission[],
): Promise<string> {
  const [row] = await db
    .insert(profile)
    .values({ organisationId, name: randomUUID(), permissions: [...permissions], createdAt: TEST_TIME })
    .returning({ id: profile.id })
  if (row === undefined) throw new Error('an insert returned no row')
  return row.id
}
