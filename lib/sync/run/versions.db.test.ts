import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
import { recordStates } from '@/lib/sync/records/record-states'
import { runSlice } from '@/lib/sync/run/run-slice'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
let id: string
let itemId: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
  id = (await createContact(world.ana, { firstName: 'Marc', lastName: 'Okafor' })).id
  await world.settle()
  itemId = String((await world.items())[0]?.id)
})

const here = () => getContact(world.ana, id)
const edit = (patch: Record<string, string | null>) => updateContact(world.ana, { id, patch })
const outlook = (json: Record<string, unknown>) => world.outlook('PATCH', `/contacts/${itemId}`, json)
/** An edit in Outlook after the pull and before the push of the same run. */
function meanwhile(work: () => Promise<unknown>): void {
  let armed = true
  world.engine.checkpoint = async (step) => {
    if (!armed || step !== 'feed taken up') return
    armed = false
    await world.pass(1_000)
    await work()
  }
}

describe('versions (learn.microsoft.com/graph/api/resources/contact)', () => {
  it('an edit between pull and push is seen by its version, and both edits stay', async () => {
    await edit({ title: 'Buyer' })
    meanwhile(() => outlook({ department: 'Purchasing' }))
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Buyer', department: 'Purchasing' })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer', department: 'Purchasing' }])
  })

  it('of the same field the later one wins, and the loser comes back with one click (A1)', async () => {
    await edit({ title: 'Buyer' })
    meanwhile(() => outlook({ jobTitle: 'Seller' }))
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Seller' })
    const conflict = (await world.told()).find(({ action }) => action === 'conflict')
    expect(conflict?.fields).toEqual([{ field: 'title', before: 'Buyer', after: 'Seller', lost: 'Buyer' }])
    await world.pass(1_000)
    await restoreActivity(world.ana, 'contacts', String(conflict?.id))
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Buyer' })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a later edit of another field does not make an earlier one later', async () => {
    await edit({ title: 'Buyer' })
    await world.pass(60_000)
    await outlook({ jobTitle: 'Seller' })
    await world.pass(60_000)
    await edit({ department: 'Purchasing' })
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Seller', department: 'Purchasing' })
  })

  it('writers that meet inside Exchange are tried again until both edits stand', async () => {
    world.emulator.outlook.conduct.set({ spontaneousConflictChance: 0.7 })
    await edit({ title: 'Buyer' })
    await world.settle()
    world.emulator.outlook.conduct.set({ spontaneousConflictChance: 0 })
    await world.pass(600_000)
    await world.settle()
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it('a write whose answer is lost is told once, with what was there before (A1)', async () => {
    await outlook({ jobTitle: 'Seller' })
    await world.settle()
    await edit({ title: 'Buyer' })
    const match = { path: '/\\$batch$', appId: small.appId }
    world.emulator.faults.add({ match, times: 1, effect: { dropAfterApply: true } })
    await world.settle()
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
    const written = (await world.told()).filter(({ fields }) => fields.some(({ after }) => after === 'Buyer'))
    expect(written).toMatchObject([{ action: 'updated', direction: 'toMicrosoft' }])
    expect(written[0]?.fields).toEqual([{ field: 'title', before: 'Seller', after: 'Buyer', lost: null }])
  })

  it('coming back from the bin with an edit is one state: synced (A9)', async () => {
    await deleteContact(world.ana, { id })
    await outlook({ jobTitle: 'Seller' })
    await neighboursAreDone(database.db)
    await runSlice(world.engine, world.connectionId)
    const record = await here()
    expect(record).toMatchObject({ title: 'Seller', deletedAt: null })
    expect((await recordStates(world.ana, 'contacts', [record])).get(id)).toMatchObject({ state: 'synced' })
  })

  it('a version that moves by itself causes no write (A3)', async () => {
    await control(world.emulator, 'POST', '/etags/move', { userId: small.anaId })
    expect(await world.writesOf(() => world.settle())).toEqual([])
    await edit({ title: 'Buyer' })
    expect(await world.writesOf(() => world.settle())).toHaveLength(1)
  })

  it('deleted here and edited there: the edit brings it back from the bin', async () => {
    await deleteContact(world.ana, { id })
    meanwhile(() => outlook({ jobTitle: 'Seller' }))
    await world.settle()
    expect(await here()).toMatchObject({ deletedAt: null, title: 'Seller' })
    expect(await world.items()).toHaveLength(1)
  })
})

describe('what our own writes look like', () => {
  it('a record that was just synced says so, whichever side the edit came from (A9)', async () => {
    const state = async () => (await recordStates(world.ana, 'contacts', [await here()])).get(id)
    expect(await state()).toMatchObject({ state: 'synced', reason: null, microsoftId: itemId })
    // Time goes by while a run works.
    world.engine.timing = { ...world.engine.timing, now: tickingClock(world) }
    await outlook({ jobTitle: 'Seller' })
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Seller' })
    expect(await state()).toMatchObject({ state: 'synced' })
    await world.pass(60_000)
    await edit({ title: 'Buyer' })
    expect(await state()).toMatchObject({ state: 'pending', reason: null })
  })

  it('so does one that was edited on both sides at the same instant (A9)', async () => {
    await edit({ mobile: '1' })
    await outlook({ jobTitle: 'Seller' })
    await neighboursAreDone(database.db)
    await runSlice(world.engine, world.connectionId)
    const record = await here()
    expect(record).toMatchObject({ title: 'Seller', mobile: '1' })
    expect(record.updatedAt.getTime()).toBeGreaterThan(world.now().getTime())
    expect((await recordStates(world.ana, 'contacts', [record])).get(id)).toMatchObject({ state: 'synced' })
  })

  it('its item is shown to the owner only', async () => {
    const admin = await world.crm.admin()
    const seen = (await recordStates(admin, 'contacts', [await here()])).get(id)
    expect(seen).toMatchObject({ state: 'synced', microsoftId: null, webLink: null })
  })
})

describe('a change of owner', () => {
  it('takes the item away from the old owner, and nothing from the new one', async () => {
    const bruno = await world.crm.member()
    await edit({ ownerId: bruno.memberId })
    await world.settle()
    expect(await world.items()).toEqual([])
    expect(await world.links()).toEqual([])
    expect((await listContacts(bruno, { limit: 10 })).items).toMatchObject([{ id }])
  })

  it('what the old owner edited over there, and no run has seen, is told (A1)', async () => {
    const bruno = await world.crm.member()
    await outlook({ jobTitle: 'Seller' })
    await edit({ ownerId: bruno.memberId })
    await world.settle()
    expect(await world.items()).toEqual([])
    expect((await getContact(bruno, id)).title).toBeNull()
    const conflict = (await world.told()).find(({ action }) => action === 'conflict')
    expect(conflict?.fields).toEqual([{ field: 'title', before: 'Seller', after: null, lost: 'Seller' }])
  })

  it('also while a write to the item is under way, whose version has moved', async () => {
    const bruno = await world.crm.member()
    await edit({ title: 'Buyer' })
    meanwhile(async () => {
      await outlook({ jobTitle: 'Seller' })
      await edit({ ownerId: bruno.memberId })
    })
    await world.settle()
    expect(await world.items()).toEqual([])
    expect(await getContact(bruno, id)).toMatchObject({ title: 'Buyer' })
  })
})

function tickingClock(of: SyncWorld): () => Date {
  let ticks = 0
  return () => {
    ticks += 1
    return new Date(of.now().getTime() + ticks)
  }
}
