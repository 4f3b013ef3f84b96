import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, member } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { NewOrganisation } from '../organisations/create-organisation'
import { findViewer } from '../sessions/find-viewer'
import { startSession } from '../sessions/start-session'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { updateMember } from './update-member'

describe('updateMember', () => {
  let database: TestDatabase
  let org: NewOrganisation
  let admin: TestMember
  let ana: TestMember

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    org = await makeOrganisation(database.db)
    admin = await makeMember(database.db, org, 'administrator')
    ana = await makeMember(database.db, org)
  })

  const as = (who: TestMember) => contextOf(database.db, who)
  const profileOf = async (who: TestMember) =>
    (await database.db.select().from(member).where(eq(member.id, who.memberId)))[0]?.profileId

  it('gives a member another profile, and writes down who did', async () => {
    const changed = await updateMember(as(admin), { id: ana.memberId, profileId: org.profiles.administrator })
    expect(changed).toMatchObject({
      id: ana.memberId,
      profileId: org.profiles.administrator,
      status: 'active',
    })
    const [entry] = await database.db.select().from(audit).where(eq(audit.subjectId, ana.memberId))
    expect(entry).toMatchObject({
      action: 'member.profile-changed',
      actorId: admin.memberId,
      details: { from: 'Standard', to: 'Administrator' },
    })
  })

  it('refuses a member without the right', () =>
    expect(updateMember(as(ana), { id: admin.memberId, status: 'deactivated' })).rejects.toMatchObject({
      code: 'permission-required',
      details: { permission: 'manage-users' },
    }))

  it('refuses another organisation', async () => {
    const stranger = await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
    await expect(
      updateMember(as(stranger), { id: ana.memberId, status: 'deactivated' }),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('refuses a profile of another organisation', async () => {
    const other = await makeOrganisation(database.db)
    await expect(
      updateMember(as(admin), { id: ana.memberId, profileId: other.profiles.standard }),
    ).rejects.toMatchObject({ code: 'validation', details: { errors: [{ pointer: '/profileId' }] } })
  })

  it('lets nobody give a profile with rights she lacks', async () => {
    const officeManager = await makeMember(database.db, org, ['manage-users', 'contacts.view'])
    await expect(
      updateMember(as(officeManager), { id: ana.memberId, profileId: org.profiles.administrator }),
    ).rejects.toMatchObject({ code: 'permission-required', details: { permission: 'manage-integrations' } })
    expect(await profileOf(ana)).toBe(org.profiles.standard)
  })

  it('lets nobody bring back a profile with rights she lacks', async () => {
    const officeManager = await makeMember(database.db, org, ['manage-users', 'contacts.view'])
    await updateMember(as(officeManager), { id: ana.memberId, status: 'deactivated' })
    await expect(
      updateMember(as(officeManager), { id: ana.memberId, status: 'active' }),
    ).rejects.toMatchObject({ code: 'permission-required', details: { permission: 'contacts.create' } })
  })

  it('has the sync look at the member again (A7)', async () => {
    const context = as(admin)
    await updateMember(context, { id: ana.memberId, status: 'deactivated' })
    expect(context.wakes.map(({ module }) => module)).toEqual(['contacts', 'meetings', 'tasks'])
    expect(context.wakes.every(({ memberIds }) => memberIds.includes(ana.memberId))).toBe(true)
  })

  it('never loses the last administrator', async () => {
    const demote = { id: admin.memberId, profileId: org.profiles.standard }
    await expect(updateMember(as(admin), demote)).rejects.toMatchObject({ code: 'last-administrator' })
    const deactivate = { id: admin.memberId, status: 'deactivated' as const }
    await expect(updateMember(as(admin), deactivate)).rejects.toMatchObject({ code: 'last-administrator' })
    expect(await profileOf(admin)).toBe(org.profiles.administrator)
  })

  it('keeps one administrator when two demote each other at once', async () => {
    const second = await makeMember(database.db, org, 'administrator')
    const results = await Promise.allSettled([
      updateMember(as(admin), { id: second.memberId, profileId: org.profiles.standard }),
      updateMember(as(second), { id: admin.memberId, profileId: org.profiles.standard }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('ends the sessions of whoever is deactivated, and coming back does not revive them', async () => {
    const { sessionId } = await startSession(database.db, ana.accountId, TEST_TIME)
    expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({ memberId: ana.memberId })
    await updateMember(as(admin), { id: ana.memberId, status: 'deactivated' })
    expect(await findViewer(database.db, sessionId, TEST_TIME)).toBeNull()
    await updateMember(as(admin), { id: ana.memberId, status: 'active' })
    expect(await findViewer(database.db, sessionId, TEST_TIME)).toBeNull()
  })
})
