import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, member, organisation } from '@/db/schema/access'
import { contact } from '@/db/schema/crm'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { hashPassword } from '../accounts/hash-password'
import { recordAudit } from '../audit/record-audit'
import { startSession } from '../sessions/start-session'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { connectTestTenant } from '../testing/tenant'
import { closeOrganisation } from './close-organisation'
import { finish, PASSWORD } from './testing/going'
import { rowsThatName } from './testing/rows-that-name'

let database: TestDatabase
let passwordHash: string
beforeAll(async () => {
  database = await createTestDatabase()
  passwordHash = await hashPassword(PASSWORD)
})
afterAll(() => database.close())

/** An organisation with a tenant, an administrator, a member and a record. */
async function inhabited() {
  const { db } = database
  const org = await makeOrganisation(db)
  const admin = await makeMember(db, org, 'administrator', { passwordHash })
  const ana = await makeMember(db, org)
  const { tenantId } = await connectTestTenant(db, admin)
  await db.insert(contact).values({
    ...{ organisationId: org.organisationId, ownerId: ana.memberId, lastName: 'Okafor', search: '' },
    ...{ sortName: 'okafor', createdAt: TEST_TIME, updatedAt: TEST_TIME, updatedByType: 'user' as const },
  })
  await recordAudit(contextOf(db, admin), db, {
    action: 'member.added',
    subjectType: 'member',
    subjectId: null,
  })
  const [own] = await db.select().from(organisation).where(eq(organisation.id, org.organisationId))
  return { ...org, admin, ana, tenantId, name: own?.name ?? '' }
}

async function close(who: TestMember, name: string, password: string | null = PASSWORD) {
  const { sessionId } = await startSession(database.db, who.accountId, TEST_TIME)
  return closeOrganisation(contextOf(database.db, who), { name, password, sessionId, keepContainers: false })
}

describe('deleting an organisation', () => {
  it('leaves nothing of it in any table, nor of those who were members of no other; its administrators get a mail', async () => {
    const { organisationId, admin, ana, tenantId, name } = await inhabited()
    await close(admin, name)
    await expect(startSession(database.db, ana.accountId, TEST_TIME)).rejects.toMatchObject({
      code: 'deactivated',
    })
    expect(await finish(database.db)).toMatchObject({ finished: 1, mails: [{ to: admin.email }] })
    const gone = [
      organisationId,
      tenantId,
      ...[admin, ana].flatMap((one) => [one.accountId, one.memberId, one.email]),
    ]
    expect(await rowsThatName(database.db, gone)).toEqual([])
  })

  it('frees the tenant for another organisation', async () => {
    const { admin, name, tenantId } = await inhabited()
    await close(admin, name)
    await finish(database.db)
    const other = await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
    const { organisationId, memberId } = other
    const at = { connectedBy: memberId, connectedAt: TEST_TIME, checkedAt: TEST_TIME }
    await database.db.insert(microsoftTenant).values({ organisationId, tenantId, name: 'Moved', ...at })
  })

  it('never touches another organisation, nor whoever is a member there as well', async () => {
    const { db } = database
    const [mine, theirs] = [await inhabited(), await inhabited()]
    await db.insert(member).values({
      ...{ organisationId: theirs.organisationId, accountId: mine.ana.accountId },
      ...{ profileId: theirs.profiles.standard, createdAt: TEST_TIME },
    })
    const before = await rowsThatName(db, [theirs.organisationId, theirs.tenantId])
    await close(mine.admin, mine.name)
    await finish(database.db)
    expect(await rowsThatName(db, [theirs.organisationId, theirs.tenantId])).toEqual(before)
    expect(await db.$count(account, eq(account.id, mine.ana.accountId))).toBe(1)
    expect(await db.$count(account, eq(account.id, mine.admin.accountId))).toBe(0)
  })

  it('wants its name, and proof of who asks', async () => {
    const { admin, name } = await inhabited()
    await expect(close(admin, 'Something else')).rejects.toMatchObject({
      details: { errors: [{ pointer: '/name', code: 'mismatch' }] },
    })
    await expect(close(admin, name, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' })
    await close(admin, ` ${name} `)
  })

  it.each(['manage-users', 'manage-integrations', 'records.all'] as const)(
    'refuses a member without the right: %s',
    async (missing) => {
      const { name, admin, ...org } = await inhabited()
      const rights = admin.permissions.filter((permission) => permission !== missing)
      const almost = await makeMember(database.db, org, rights)
      await expect(close(almost, name)).rejects.toMatchObject({ details: { permission: missing } })
    },
  )

  it('refuses another organisation: whose name it is does not matter', async () => {
    const [mine, theirs] = [await inhabited(), await inhabited()]
    await expect(close(mine.admin, theirs.name)).rejects.toMatchObject({ code: 'validation' })
    expect(await database.db.$count(organisation, eq(organisation.id, theirs.organisationId))).toBe(1)
  })
})
