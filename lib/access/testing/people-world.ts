import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitation } from '@/db/schema/access'
import type { Arrival } from '../arrivals/arrivals'
import { createInvitation, type NewInvitation } from '../invitations/create-invitation'
import { hashOfSecret, newSecret } from '../secret-token'
import { contextOf, makeMember, makeOrganisation, TEST_TIME, type TestMember } from './make-organisation'
import { connectTestTenant } from './tenant'

/** An organisation with its tenant and an administrator, and what it takes to let people in. */
export async function peopleWorld(db: Database) {
  const org = await makeOrganisation(db)
  const admin = await makeMember(db, org, 'administrator')
  const tenant = await connectTestTenant(db, admin)
  const world = {
    org,
    admin,
    tenant,
    now: TEST_TIME,
    pass(ms: number) {
      world.now = new Date(world.now.getTime() + ms)
    },
    as: (member: TestMember) => contextOf(db, member, () => world.now),
    newAddress: () => `${randomUUID()}@guests.example`,

    /** An invitation and the secret of its link, as if the mail had gone out. */
    async invite(input: Partial<NewInvitation> = {}) {
      const made = await createInvitation(world.as(admin), tenant.directory, {
        email: world.newAddress(),
        profileId: org.profiles.standard,
        ...input,
      })
      const token = newSecret()
      await db
        .update(invitation)
        .set({ tokenHash: hashOfSecret(token) })
        .where(eq(invitation.id, made.id))
      return { ...made, token }
    },

    /** Somebody whom Microsoft has just signed in; of the connected tenant unless told otherwise. */
    arrive(person: Partial<Arrival> & { upn: string }): Arrival {
      return {
        id: randomUUID(),
        tid: tenant.tenantId,
        oid: randomUUID(),
        name: 'Hugo Petit',
        mail: null,
        guest: false,
        ...person,
      }
    },
  }
  return world
}

export type PeopleWorld = Awaited<ReturnType<typeof peopleWorld>>
