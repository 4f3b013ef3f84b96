import { randomUUID } from 'node:crypto'
import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Directory, DirectoryUser } from '../directory'
import { TEST_TIME, type TestMember } from './make-organisation'

export type TestTenant = {
  tenantId: string
  directory: Directory
  /** Adds a user to the tenant, or changes her. */
  put(user: Partial<DirectoryUser> & { upn: string }): DirectoryUser
  remove(id: string): void
}

/** A Microsoft tenant with nobody in it, connected to the member's organisation. */
export async function connectTestTenant(db: Database, by: TestMember): Promise<TestTenant> {
  const tenantId = randomUUID()
  await db.insert(microsoftTenant).values({
    organisationId: by.organisationId,
    tenantId,
    name: 'Alpinia SA',
    connectedBy: by.memberId,
    connectedAt: TEST_TIME,
    checkedAt: TEST_TIME,
  })
  const users = new Map<string, DirectoryUser>()
  return {
    tenantId,
    directory: { findUser: async (tid, id) => (tid === tenantId ? (users.get(id) ?? null) : null) },
    put(user) {
      const whole: DirectoryUser = {
        id: randomUUID(),
        mail: user.upn,
        name: 'Hugo Petit',
        jobTitle: null,
        eligible: true,
        language: null,
        ...user,
      }
      users.set(whole.id, whole)
      return whole
    },
    remove: (id) => void users.delete(id),
  }
}
