import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, member, microsoftIdentity } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { rowsThatName } from '../erasure/testing/rows-that-name'
import { purgeExpired } from '../purge-expired'
import { signOut } from '../sessions/sign-out'
import { makeMember, makeOrganisation, TEST_TIME, type TestMember } from '../testing/make-organisation'
import { connectTestTenant } from '../testing/tenant'
import { hashPassword } from './hash-password'
import { signInWithMicrosoft } from './sign-in-with-microsoft'
import { signInWithPassword } from './sign-in-with-password'

const PASSWORD = 'correct horse battery staple'
const address = '203.0.113.9'
const dayMs = 24 * 3_600_000

let database: TestDatabase
let passwordHash: string
let ana: TestMember
let secondPlace: string
beforeAll(async () => {
  database = await createTestDatabase()
  passwordHash = await hashPassword(PASSWORD)
})
afterAll(() => database.close())
beforeEach(async () => {
  const { db } = database
  ana = await makeMember(db, await makeOrganisation(db), 'standard', { passwordHash, name: 'Ana' })
  const other = await makeOrganisation(db)
  secondPlace = other.organisationId
  const place = { accountId: ana.accountId, profileId: other.profiles.standard, createdAt: TEST_TIME }
  await db.insert(member).values({ organisationId: secondPlace, ...place })
})

const signIn = (email: string, password: string) =>
  signInWithPassword(database.db, { email, password, address }, TEST_TIME)
const logOf = async (organisationId: string) => {
  const rows = await database.db.select().from(audit).where(eq(audit.organisationId, organisationId))
  return rows.map(({ action, actorType, subjectName, address: from }) => [
    action,
    actorType,
    subjectName,
    from,
  ])
}

describe('the audit log', () => {
  it('tells of sign-ins and sign-outs, in each organisation that they open, and once', async () => {
    const { sessionId } = await signIn(ana.email, PASSWORD)
    const leave = () => signOut(database.db, sessionId, { now: TEST_TIME, address })
    await leave()
    await leave()
    const told = [
      ['account.signed-in', 'user', 'Ana', address],
      ['account.signed-out', 'user', 'Ana', address],
    ]
    expect(await logOf(ana.organisationId)).toEqual(told)
    expect(await logOf(secondPlace)).toEqual(told)
  })

  it('tells of a sign-in that a tenant has vouched for where it is valid, and nowhere else', async () => {
    const { db } = database
    const { tenantId } = await connectTestTenant(db, ana)
    const person = { tid: tenantId, oid: randomUUID(), name: 'Ana', upn: ana.email, mail: null, guest: false }
    const known = { accountId: ana.accountId, byAddress: true, createdAt: TEST_TIME }
    await db
      .insert(microsoftIdentity)
      .values({ ...known, tid: person.tid, oid: person.oid, upn: 'x', name: 'x' })
    const { sessionId } = await signInWithMicrosoft(db, person, TEST_TIME, address)
    await signOut(db, sessionId, { now: TEST_TIME, address })
    expect((await logOf(ana.organisationId)).map(([action]) => action)).toEqual([
      'account.signed-in',
      'account.signed-out',
    ])
    expect(await logOf(secondPlace)).toEqual([])
  })

  it('tells of failed sign-ins to a login that exists, by nobody in particular', async () => {
    await expect(signIn(ana.email, 'guessed')).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(await logOf(ana.organisationId)).toEqual([['account.sign-in-failed', 'unknown', 'Ana', address]])
  })

  it('names no address that nobody has here, nor what was typed', async () => {
    const typed = `${randomUUID()}@nowhere.example`
    await expect(signIn(typed, 'guessed-password')).rejects.toMatchObject({ code: 'wrong-credentials' })
    await expect(signIn(ana.email, 'guessed-password')).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(await rowsThatName(database.db, [typed, 'guessed-password'])).toEqual([])
  })

  it('forgets sign-ins after 90 days, and nothing else of hers', async () => {
    await signIn(ana.email, PASSWORD)
    const deed = { organisationId: ana.organisationId, actorType: 'user', actorId: ana.memberId }
    await database.db
      .insert(audit)
      .values({ ...deed, action: 'account.password-changed', subjectType: 'member', at: TEST_TIME })
    await purgeExpired(database.db, new Date(TEST_TIME.getTime() + 91 * dayMs))
    expect((await logOf(ana.organisationId)).map(([action]) => action)).toEqual(['account.password-changed'])
  })
})
