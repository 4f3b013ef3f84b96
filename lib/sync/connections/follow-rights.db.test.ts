import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member, profile } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { updateMember } from '@/lib/access/members/update-member'
import { builtInPermissions } from '@/lib/access/permissions'
import { createProfile, updateProfile } from '@/lib/access/profiles/change-profiles'
import { createContact } from '@/lib/crm/contacts/verbs'
import type { CrmWorld } from '@/lib/crm/testing/crm-world'
import { runSlice } from '@/lib/sync/run/run-slice'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { claimWake } from './due'

let database: TestDatabase
let world: SyncWorld
let admin: Awaited<ReturnType<CrmWorld['admin']>>
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  admin = await world.crm.admin()
  // Of every organisation somebody is its administrator.
  const [own] = await world.db.select().from(member).where(eq(member.id, admin.memberId))
  await world.db
    .update(profile)
    .set({ builtIn: 'administrator' })
    .where(eq(profile.id, own?.profileId ?? ''))
  await world.settle()
})

/** What an administrator does, and what the app is woken for by it. @returns the connections told by an event */
async function toldOf(act: () => Promise<unknown>): Promise<string[]> {
  admin.wakes.length = 0
  await act()
  const told: string[] = []
  for (const wake of admin.wakes) told.push(...(await claimWake(world.db, wake, world.now())))
  return told
}
const permissions = [...builtInPermissions.standard]
async function herProfile(): Promise<string> {
  const made = await createProfile(admin, { name: 'Sales', permissions })
  await updateMember(admin, { id: world.ana.memberId, profileId: made.id })
  return made.id
}
const status = async (value: 'active' | 'deactivated') =>
  updateMember(admin, { id: world.ana.memberId, status: value })

describe('what somebody may do', () => {
  it.each<[string, () => Promise<(allowed: boolean) => Promise<unknown>>]>([
    [
      'by her profile',
      async () => {
        const id = await herProfile()
        const without = permissions.filter((name) => name !== 'sync.contacts')
        return (allowed) => updateProfile(admin, { id, permissions: allowed ? permissions : without })
      },
    ],
    ['as a member', async () => (allowed) => status(allowed ? 'active' : 'deactivated')],
  ])('%s: taken away, the sync pauses at once; given back, it asks for a run at once (A7)', async (_, by) => {
    const allow = await by()
    await world.pass(10_000)
    expect(await toldOf(() => allow(false))).toEqual([])
    expect(await world.row()).toMatchObject({ status: 'paused', reason: 'permission-missing' })
    await world.pass(10_000)
    expect(await toldOf(() => allow(true))).toEqual([world.connectionId])
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
  })

  it('taken away while a run is under way, that writes nothing more', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    world.engine.checkpoint = async (step) => {
      if (step === 'feed taken up') await toldOf(() => status('deactivated'))
    }
    expect(await world.writesOf(() => runSlice(world.engine, world.connectionId))).toEqual([])
    expect(await world.row()).toMatchObject({ status: 'paused', lease: null })
  })

  it('given to somebody else changes nothing', async () => {
    const bruno = await world.crm.member()
    await world.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, bruno.memberId))
    const paused = { status: 'paused', reason: 'permission-missing' } as const
    await world.db.update(connection).set(paused).where(eq(connection.id, world.connectionId))
    expect(await toldOf(() => updateMember(admin, { id: bruno.memberId, status: 'active' }))).toEqual([])
    expect(await world.row()).toMatchObject(paused)
  })
})
