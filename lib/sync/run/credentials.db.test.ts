import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member, profile } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContact, getContact, listContacts, updateContact } from '@/lib/crm/contacts/verbs'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { recordStates } from '@/lib/sync/records/record-states'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
let id: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  await world.settle()
})

/** Tokens that were issued before go on working until they end. */
const twoHoursLater = () => world.pass(120 * 60_000)
const edit = (title: string) => updateContact(world.ana, { id, patch: { title } })
const consent = (granted: boolean) =>
  control(world.emulator, 'POST', `/consents/${small.tenantId}`, { appId: small.appId, granted })
const change = (changes: Record<string, unknown>) =>
  control(world.emulator, 'PATCH', `/users/${small.anaId}`, changes)
const state = async () =>
  (await recordStates(world.ana, 'contacts', [await getContact(world.ana, id)])).get(id)

async function nothingIsLost(): Promise<void> {
  expect((await listContacts(world.ana, { limit: 10 })).items).toHaveLength(1)
  expect(await world.links()).toMatchObject([{ state: 'linked' }])
}

describe('a credential that fails (I4)', () => {
  it('consent withdrawn: attention, an administrator mends it, and the backlog runs by itself', async () => {
    await consent(false)
    await twoHoursLater()
    await edit('Buyer')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'attention', reason: 'consent-revoked' })
    expect(await state()).toMatchObject({ state: 'pending', reason: 'reconnect-needed' })
    await nothingIsLost()
    expect(await recoverConnections(world.engine)).toEqual({ resumed: 0 })
    await consent(true)
    await world.pass(60_000)
    expect(await recoverConnections(world.engine)).toEqual({ resumed: 1 })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a disabled user: attention, nothing is taken for deleted, and enabling again goes on', async () => {
    await change({ accountEnabled: false })
    await twoHoursLater()
    await edit('Buyer')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'attention' })
    await nothingIsLost()
    await change({ accountEnabled: true })
    await world.enable()
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a mailbox that cannot be used: attention, one mail, tried again after a while (I4)', async () => {
    await change({ hasMailbox: false })
    await edit('Buyer')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'attention', reason: 'mailbox-unavailable' })
    await nothingIsLost()
    const mailedAt = world.now()
    await world.db.update(connection).set({ attentionMailedAt: mailedAt })
    const again = async () => {
      await world.pass(16 * 60_000)
      await recoverConnections(world.engine)
      await world.settle()
    }
    await again()
    expect(await world.row()).toMatchObject({ status: 'attention', attentionMailedAt: mailedAt })
    await change({ hasMailbox: true })
    await again()
    expect(await world.row()).toMatchObject({ status: 'active', attentionMailedAt: null })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a login that does not answer is waited for, not complained about', async () => {
    world.emulator.faults.add({ match: { path: '/oauth2/v2.0/token$' }, times: 3, effect: { status: 503 } })
    await twoHoursLater()
    await edit('Buyer')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })
})

describe('a permission taken away (A7)', () => {
  const permit = async (permissions: readonly string[]) => {
    const [row] = await world.db.select().from(member).where(eq(member.id, world.ana.memberId))
    await world.db
      .update(profile)
      .set({ permissions: [...permissions] })
      .where(eq(profile.id, row?.profileId ?? ''))
  }
  const without = builtInPermissions.standard.filter((name) => name !== 'sync.contacts')

  it('pauses and deletes nothing; given back, it goes on by itself', async () => {
    await permit(without)
    await edit('Buyer')
    expect(await world.writesOf(() => world.settle())).toEqual([])
    expect(await world.row()).toMatchObject({ status: 'paused', reason: 'permission-missing' })
    expect(await state()).toMatchObject({ state: 'pending', reason: 'module-paused' })
    await nothingIsLost()
    await permit(builtInPermissions.standard)
    await recoverConnections(world.engine)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a deactivated member is paused, records and container stay', async () => {
    await world.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, world.ana.memberId))
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'paused' })
    expect(await world.items()).toHaveLength(1)
    await nothingIsLost()
  })
})
