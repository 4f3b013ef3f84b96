import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member, profile } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { builtInPermissions, type Permission } from '@/lib/access/permissions'
import { createContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import { noLock } from '@/lib/sync/locks/lock'
import { setLock } from '@/lib/sync/locks/set-lock'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { recordStates } from './record-states'

let database: TestDatabase
let world: SyncWorld
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  await world.settle()
})

const stateNow = async () =>
  (await recordStates(world.ana, 'contacts', [await getContact(world.ana, id)])).get(id)

async function edit(): Promise<void> {
  await world.pass(1_000)
  await updateContact(world.ana, { id, patch: { title: 'Buyer' } })
}

async function allow(permissions: readonly Permission[]): Promise<void> {
  const [own] = await world.db
    .select({ id: member.profileId })
    .from(member)
    .where(eq(member.id, world.ana.memberId))
  await world.db
    .update(profile)
    .set({ permissions: [...permissions] })
    .where(eq(profile.id, own?.id ?? ''))
}

const everything = builtInPermissions.standard

describe('the answer is right at once, before any run has come by (A9)', () => {
  it('after a permission was taken away, and after it was given back (A7)', async () => {
    await edit()
    await allow(everything.filter((name) => name !== 'sync.contacts'))
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: 'module-paused' })
    await allow(everything)
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: null })
  })

  it('given back after a run has found it missing, it goes on', async () => {
    await allow(everything.filter((name) => name !== 'contacts.edit'))
    await world.settle()
    expect((await world.row()).status).toBe('paused')
    await allow(everything)
    await edit()
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: null })
  })

  it('after an administrator has forbidden the module, and has let it go again', async () => {
    await edit()
    const admin = await world.crm.admin()
    const lock = (use: 'forbidden' | null) =>
      setLock(admin, world.module, { profileId: null, lock: { ...noLock, use } })
    await lock('forbidden')
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: 'module-forbidden' })
    await lock(null)
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: null })
  })

  it('of a module that an administrator has forbidden, also where it was never turned on', async () => {
    const bruno = await world.crm.member()
    const record = await createContact(bruno, { lastName: 'Petit' })
    const why = async () =>
      (await recordStates(bruno, 'contacts', [await getContact(bruno, record.id)])).get(record.id)
    expect(await why()).toMatchObject({ state: 'off', reason: 'module-off' })
    const lock = { ...noLock, use: 'forbidden' as const }
    await setLock(await world.crm.admin(), world.module, { profileId: null, lock })
    expect(await why()).toMatchObject({ state: 'off', reason: 'module-forbidden' })
  })

  it('after its owner was deactivated', async () => {
    await edit()
    await world.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, world.ana.memberId))
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: 'module-paused' })
  })

  it('while Microsoft gives no answer to anything', async () => {
    const match = { path: '/v1.0/' }
    const fault = world.emulator.faults.add({
      match,
      effect: { status: 503, headers: { 'Retry-After': '1' } },
    })
    await edit()
    await expect(world.settle(world.connectionId, 3)).rejects.toThrow('still not settled')
    expect(await stateNow()).toMatchObject({ state: 'pending', reason: 'waiting-for-microsoft' })
    world.emulator.faults.remove(fault.id)
    await world.pass(3_600_000)
    await world.settle()
    expect(await stateNow()).toMatchObject({ state: 'synced', reason: null })
  })
})
