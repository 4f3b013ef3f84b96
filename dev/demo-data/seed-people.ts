import { createHmac } from 'node:crypto'
import type { Database } from '@/db/client'
import { account, invitation, joinRequest, member, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { hashPassword } from '@/lib/access/accounts/hash-password'
import { markAsSetUp } from '@/lib/access/installation/set-up-installation'
import { createOrganisation } from '@/lib/access/organisations/create-organisation'
import { hashOfSecret } from '@/lib/access/secret-token'
import { demoUsers } from '../../emulator/seed/demo-people'
import {
  demoMembers,
  demoOrganisations,
  type OrganisationKey,
  ownProfiles,
  type ProfileKey,
  passwordOf,
} from './cast'

const DAY_MS = 24 * 3_600_000

/** Ids of who and what has been made, by the keys of the cast. */
export type SeededPeople = {
  organisations: Record<OrganisationKey, string>
  members: ReadonlyMap<string, { memberId: string; accountId: string }>
}

/** Slow on purpose, so it is done before the transaction. */
export async function hashDemoPasswords(): Promise<ReadonlyMap<string, string>> {
  const hashes = demoMembers.map(async ({ key }) => [key, await hashPassword(passwordOf(key))] as const)
  return new Map(await Promise.all(hashes))
}

/** Makes both organisations with their profiles, people, invitations and the request to join. */
export async function seedPeople(
  tx: Database,
  options: { secret: string; now: Date; passwordHashes: ReadonlyMap<string, string> },
): Promise<SeededPeople> {
  const daysAgo = (days: number) => new Date(options.now.getTime() - days * DAY_MS)
  const first = await createOrganisation(tx, demoOrganisations.first.name, daysAgo(400))
  const second = await createOrganisation(tx, demoOrganisations.second.name, daysAgo(300))
  const profiles: Record<OrganisationKey, Partial<Record<ProfileKey, string>>> = {
    first: { ...first.profiles, ...(await seedOwnProfiles(tx, first.organisationId, daysAgo(390))) },
    second: second.profiles,
  }
  const organisations = { first: first.organisationId, second: second.organisationId }
  const members = new Map<string, { memberId: string; accountId: string }>()
  for (const [position, person] of demoMembers.entries()) {
    const { key, email, name, locale, timeZone } = person
    const createdAt = daysAgo(380 - position)
    const passwordHash = options.passwordHashes.get(key) ?? null
    const [made] = await tx
      .insert(account)
      .values({ email, name, locale, timeZone, passwordHash, createdAt })
      .returning({ id: account.id })
    const accountId = present(made).id
    const [joined] = await tx
      .insert(member)
      .values({
        organisationId: organisations[person.organisation],
        accountId,
        profileId: present(profiles[person.organisation][person.profile]),
        createdAt,
      })
      .returning({ id: member.id })
    members.set(key, { memberId: present(joined).id, accountId })
  }
  const adminId = present(members.get('admin')).memberId
  await connectTenant(tx, organisations.first, adminId, daysAgo(30))
  await seedInvitations(
    tx,
    { ...options, organisationId: organisations.first, adminId },
    first.profiles.standard,
  )
  await seedJoinRequest(tx, organisations.first, daysAgo(1))
  await markAsSetUp(tx, daysAgo(400))
  return { organisations, members }
}

async function seedOwnProfiles(tx: Database, organisationId: string, createdAt: Date) {
  const made: Partial<Record<ProfileKey, string>> = {}
  for (const key of ['withoutTaskDeletion', 'officeManager'] as const) {
    const [row] = await tx
      .insert(profile)
      .values({ ...ownProfiles[key], organisationId, createdAt })
      .returning({ id: profile.id })
    made[key] = present(row).id
  }
  return made
}

async function connectTenant(tx: Database, organisationId: string, adminId: string, at: Date): Promise<void> {
  const { tenantId, name } = demoOrganisations.first
  await tx
    .insert(microsoftTenant)
    .values({ organisationId, tenantId, name, connectedBy: adminId, connectedAt: at, checkedAt: at })
}

async function seedInvitations(
  tx: Database,
  by: { secret: string; now: Date; organisationId: string; adminId: string },
  profileId: string,
): Promise<void> {
  const invite = (email: string, name: string, daysAgo: number) => {
    const createdAt = new Date(by.now.getTime() - daysAgo * DAY_MS)
    return {
      organisationId: by.organisationId,
      email,
      name,
      profileId,
      invitedBy: by.adminId,
      tokenHash: hashOfSecret(derived(by.secret, `invitation:${email}`)),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + 7 * DAY_MS),
    }
  }
  await tx
    .insert(invitation)
    .values([
      invite('lucas.bernard@partenaire.example', 'Lucas Bernard', 1),
      invite('sophie.keller@ancien-client.example', 'Sophie Keller', 20),
    ])
}

async function seedJoinRequest(tx: Database, organisationId: string, requestedAt: Date): Promise<void> {
  const { id, tenantId, displayName, userPrincipalName, jobTitle } = demoUsers.ines
  await tx.insert(joinRequest).values({
    organisationId,
    tid: tenantId,
    oid: id,
    name: displayName,
    upn: userPrincipalName,
    mail: userPrincipalName,
    jobTitle: jobTitle ?? null,
    message: 'Bonjour, je rejoins l’équipe marketing et j’aurais besoin d’un accès. Merci !',
    requestedAt,
  })
}

/** A secret of this stack's own, the same at each of its starts. */
export const derived = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url')

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the demo names something that it has not made')
  return value
}
