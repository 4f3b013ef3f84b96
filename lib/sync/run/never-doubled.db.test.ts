import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import { createContact, getContact, listContacts, updateContact } from '@/lib/crm/contacts/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { runSlice } from '@/lib/sync/run/run-slice'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
})

const contacts = async () => (await listContacts(world.ana, { limit: 200 })).items
const folders = async () => (await world.outlook('GET', '/contactFolders')).value as { displayName: string }[]

const checkpoints = [
  'container made',
  'page applied',
  'records taken up',
  'feed taken up',
  'intents noted',
  'chain answered',
  'chunk finished',
  'doubtful creates resolved',
]

describe('one record has one item, whatever crashes (A2)', () => {
  it.each(checkpoints)('a process that dies at "%s" for good', async (deadly) => {
    await createContact(world.ana, { lastName: 'Okafor' })
    let died = false
    world.engine.checkpoint = (step) => {
      if (step !== deadly || died) return Promise.resolve()
      died = true
      // It never comes back: its lease runs out, and another run takes over.
      return new Promise(() => {})
    }
    if (deadly === 'doubtful creates resolved') {
      world.emulator.faults.add({ match: { path: '\\$batch$' }, times: 1, effect: { dropAfterApply: true } })
    }
    await Promise.race([world.settle(), until(() => died)])
    expect(died).toBe(true)
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'Okafor' }])
    expect(await contacts()).toHaveLength(1)
    expect(await folders()).toHaveLength(1)
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it.each([
    ['the answer of a create is lost', { dropAfterApply: true }],
    ['the create itself is lost', { dropBeforeApply: true }],
    ['a gateway answers instead', { status: 504, dropAfterApply: true }],
  ])('%s', async (_, effect) => {
    await world.settle()
    await createContact(world.ana, { lastName: 'Okafor', email: 'm@x.example' })
    world.emulator.faults.add({ match: { path: '\\$batch$', appId: small.appId }, times: 1, effect })
    await world.settle()
    await world.pass(5_000)
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'Okafor' }])
    expect(await contacts()).toHaveLength(1)
    expect(await world.links()).toMatchObject([{ state: 'linked', pendingSince: null, sentAt: null }])
  })

  it('what somebody edits in an item whose create was never answered is an edit (seed 203)', async () => {
    await world.settle()
    const { id } = await createContact(world.ana, { lastName: 'Okafor', title: 'Buyer' })
    const match = { path: '\\$batch$', appId: small.appId }
    world.emulator.faults.add({ match, times: 1, effect: { dropAfterApply: true } })
    await neighboursAreDone(database.db)
    await runSlice(world.engine, world.connectionId)
    const [item] = await world.items()
    await world.pass(500)
    await world.outlook('PATCH', `/contacts/${item?.id}`, { jobTitle: 'Seller' })
    await world.settle()
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'Seller' })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Seller' }])
    expect((await world.told()).map(({ action }) => action)).toEqual(['created', 'updated'])
  })

  it('two runs at once: one works, and runs once more for the other', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => runSlice(world.engine, world.connectionId)),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'busy')).toHaveLength(3)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
  })

  it('who works step after step goes on at once where she died; others wait for the lease', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    let died = false
    world.engine.checkpoint = (step) => {
      if (step !== 'chain answered' || died) return Promise.resolve()
      died = true
      return new Promise(() => {})
    }
    await neighboursAreDone(database.db)
    void runSlice(world.engine, world.connectionId, 'one')
    await until(() => died)
    expect(await runSlice(world.engine, world.connectionId, 'another')).toEqual({ outcome: 'busy' })
    expect(await runSlice(world.engine, world.connectionId, 'one')).not.toEqual({ outcome: 'busy' })
    await world.pass(5_000)
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'Okafor' }])
    expect(await contacts()).toHaveLength(1)
  })

  it('a run that has lost its lease writes nothing more', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    let stolen = false
    world.engine.checkpoint = async (step) => {
      if (step !== 'chain answered' || stolen) return
      stolen = true
      await world.pass(61_000)
      const { checkpoint: _, ...undisturbed } = world.engine
      await runSlice(undisturbed, world.connectionId)
    }
    await neighboursAreDone(database.db)
    expect(await runSlice(world.engine, world.connectionId)).toEqual({ outcome: 'busy' })
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await contacts()).toHaveLength(1)
  })
})

describe('enabled again', () => {
  it('a container that was kept is taken up, and everything in it is known', async () => {
    await createContact(world.ana, { lastName: 'Here', title: 'Buyer' })
    await world.settle()
    await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'There' })
    await world.settle()
    const { containerId } = await world.row()
    await disableConnection(world.ana, 'contacts', { keep: true })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'disabled-by-user', containerId: null })
    expect(await contacts()).toHaveLength(2)
    const here = (await contacts()).find(({ lastName }) => lastName === 'Here')
    await updateContact(world.ana, { id: String(here?.id), patch: { department: 'Purchasing' } })
    await world.enable()
    const writes = await world.writesOf(() => world.settle())
    expect(writes).toHaveLength(1)
    expect(await world.row()).toMatchObject({ status: 'active', containerId })
    expect(await contacts()).toHaveLength(2)
    expect(await world.items()).toHaveLength(2)
    expect(await folders()).toHaveLength(1)
  })

  it('also by the marks alone, over several slices', async () => {
    for (let at = 0; at < 7; at += 1) await createContact(world.ana, { lastName: `N${at}` })
    await world.settle()
    await disableConnection(world.ana, 'contacts', { keep: true })
    await world.settle()
    await world.forgetLinks()
    Object.assign(world.engine, { pageSize: 2, sliceMs: -1 })
    await world.enable()
    await world.settle()
    expect(await contacts()).toHaveLength(7)
    expect(await world.items()).toHaveLength(7)
  })

  it('disabling removes the folder and keeps the contacts (C4); enabling makes one of each again', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor' })
    for (let time = 0; time < 3; time += 1) {
      await world.settle()
      expect(await world.items()).toMatchObject([{ surname: 'Okafor' }])
      await disableConnection(world.ana, 'contacts', { keep: false })
      await world.settle()
      expect(await folders()).toEqual([])
      expect(await world.row()).toMatchObject({ status: 'off', reason: 'disabled-by-user' })
      expect(await getContact(world.ana, id)).toMatchObject({ deletedAt: null })
      await world.enable()
    }
  })

  it('takes up what was let go (C3)', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    const [item] = await world.items()
    await world.outlook('DELETE', `/contacts/${item?.id}`)
    await world.settle()
    await disableConnection(world.ana, 'contacts', { keep: true })
    await world.settle()
    await world.enable()
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'Okafor' }])
  })
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
