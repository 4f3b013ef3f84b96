import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signInWithMicrosoft } from '../accounts/sign-in-with-microsoft'
import type { NewOrganisation } from '../organisations/create-organisation'
import { makeMember, makeOrganisation, TEST_TIME, type TestMember } from '../testing/make-organisation'
import { connectTestTenant, type TestTenant } from '../testing/tenant'
import { endSession } from './end-sessions'
import { findViewer } from './find-viewer'
import { startSession } from './start-session'
import { listOwnOrganisations, switchOrganisation } from './switch-organisation'

let database: TestDatabase
let first: NewOrganisation
let second: NewOrganisation
let ana: TestMember
/** Of the second organisation. */
let tenant: TestTenant

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  first = await makeOrganisation(database.db)
  second = await makeOrganisation(database.db)
  ana = await makeMember(database.db, first)
  await database.db.insert(member).values({
    organisationId: second.organisationId,
    accountId: ana.accountId,
    profileId: second.profiles.standard,
    createdAt: new Date(TEST_TIME.getTime() + 1000),
  })
  tenant = await connectTestTenant(database.db, await makeMember(database.db, second, 'administrator'))
})

const whereIs = async (sessionId: string) =>
  (await findViewer(database.db, sessionId, TEST_TIME))?.organisation.id
const enter = (sessionId: string, organisationId: string) =>
  switchOrganisation(database.db, { sessionId, accountId: ana.accountId }, organisationId, TEST_TIME)

describe('a member of two organisations', () => {
  it('finds both, and goes on in the other one in the same session', async () => {
    const { sessionId } = await startSession(database.db, ana.accountId, TEST_TIME)
    expect(await whereIs(sessionId)).toBe(first.organisationId)
    const own = await listOwnOrganisations(database.db, ana.accountId)
    expect(own.map(({ id }) => id).sort()).toEqual([first.organisationId, second.organisationId].sort())
    await enter(sessionId, second.organisationId)
    expect(await whereIs(sessionId)).toBe(second.organisationId)
    await enter(sessionId, first.organisationId)
    expect(await whereIs(sessionId)).toBe(first.organisationId)
  })

  it('cannot enter an organisation that she is no active member of', async () => {
    const { sessionId } = await startSession(database.db, ana.accountId, TEST_TIME)
    const third = await makeOrganisation(database.db)
    await expect(enter(sessionId, third.organisationId)).rejects.toThrow('not-found')
    await database.db
      .update(member)
      .set({ status: 'deactivated' })
      .where(eq(member.organisationId, second.organisationId))
    await expect(enter(sessionId, second.organisationId)).rejects.toThrow('not-found')
    expect((await listOwnOrganisations(database.db, ana.accountId)).map(({ id }) => id)).toEqual([
      first.organisationId,
    ])
  })

  it('cannot do so with somebody else’s session, or one that has ended', async () => {
    const bruno = await makeMember(database.db, first)
    const his = await startSession(database.db, bruno.accountId, TEST_TIME)
    await expect(enter(his.sessionId, second.organisationId)).rejects.toThrow('unauthenticated')
    const hers = await startSession(database.db, ana.accountId, TEST_TIME)
    await endSession(database.db, hers.sessionId, TEST_TIME)
    await expect(enter(hers.sessionId, second.organisationId)).rejects.toThrow('unauthenticated')
  })
})

describe('what one organisation’s tenant says about an address', () => {
  const signIn = () =>
    signInWithMicrosoft(
      database.db,
      { tid: tenant.tenantId, oid: randomUUID(), name: '', upn: ana.email, mail: null, guest: false },
      TEST_TIME,
    )

  it('opens that organisation and no other', async () => {
    const { sessionId } = await signIn()
    expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({
      bound: true,
      organisation: { id: second.organisationId },
    })
    await expect(enter(sessionId, first.organisationId)).rejects.toThrow('session-bound')
    expect(await whereIs(sessionId)).toBe(second.organisationId)
  })

  it('opens nothing once the organisation has deactivated her, or has disconnected the tenant', async () => {
    const person = {
      tid: tenant.tenantId,
      oid: randomUUID(),
      name: '',
      upn: ana.email,
      mail: null,
      guest: false,
    }
    const again = () => signInWithMicrosoft(database.db, person, TEST_TIME)
    await again()
    const herPlace = eq(member.organisationId, second.organisationId)
    await database.db.update(member).set({ status: 'deactivated' }).where(herPlace)
    await expect(again()).rejects.toThrow('deactivated')
    await database.db.update(member).set({ status: 'active' }).where(herPlace)
    await expect(again()).resolves.toBeDefined()
    await database.db.delete(microsoftTenant).where(eq(microsoftTenant.tenantId, tenant.tenantId))
    await expect(again()).rejects.toThrow('deactivated')
  })
})
