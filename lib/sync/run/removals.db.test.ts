import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const contacts = async () => (await listContacts(world.ana, { limit: 200 })).items
const bin = async () => (await listContacts(world.ana, { limit: 200, deleted: true })).items
const numberOf = (item: GraphJson) => Number(String(item.surname).slice(1))
const remove = async (count: number) => {
  const items = (await world.items()).sort((a, b) => numberOf(a) - numberOf(b))
  for (const item of items.slice(0, count)) await world.outlook('DELETE', `/contacts/${item.id}`)
  await world.pass(1_000)
}
async function begin(options: { deleteInCrm: boolean }, count = 1) {
  world = await SyncWorld.create(database.db, { options })
  const ids: string[] = []
  for (let at = 0; at < count; at += 1) {
    ids.push((await createContact(world.ana, { lastName: `N${at}`, title: 'Buyer' })).id)
  }
  await world.settle()
  return ids
}

describe('an item deleted in Microsoft 365, where that deletes in the CRM (C3)', () => {
  let id: string
  beforeEach(async () => {
    id = (await begin({ deleteInCrm: true }))[0] ?? ''
  })

  it('puts the record into the recycle bin, and one click brings it back to both sides (A1)', async () => {
    await remove(1)
    await world.settle()
    expect(await bin()).toMatchObject([{ id }])
    const told = (await world.told()).find(({ action }) => action === 'deleted')
    await restoreActivity(world.ana, 'contacts', String(told?.id))
    await world.settle()
    expect(await contacts()).toMatchObject([{ id, title: 'Buyer' }])
    expect(await world.items()).toMatchObject([{ surname: 'N0', jobTitle: 'Buyer' }])
  })

  it('an edit made here meanwhile beats the deletion: the item is made again', async () => {
    await remove(1)
    await updateContact(world.ana, { id, patch: { title: 'Head' } })
    await world.settle()
    expect(await contacts()).toMatchObject([{ id, title: 'Head' }])
    expect(await world.items()).toMatchObject([{ surname: 'N0', jobTitle: 'Head' }])
  })

  it('without the permission to delete it is let go like any other', async () => {
    world = await SyncWorld.create(database.db, {
      options: { deleteInCrm: true },
      without: ['contacts.delete'],
    })
    await createContact(world.ana, { lastName: 'Kept' })
    await world.settle()
    await remove(1)
    await world.settle()
    expect(await contacts()).toMatchObject([{ lastName: 'Kept' }])
    expect(await world.links()).toMatchObject([{ state: 'unlinked' }])
  })
})

describe('an item that was let go (C3)', () => {
  let id: string
  beforeEach(async () => {
    id = (await begin({ deleteInCrm: false }))[0] ?? ''
  })
  const takeUp = async () => {
    const record = await getContact(world.ana, id)
    await requestRecordSync(world.ana, 'contacts', record)
  }

  it('says so, and the user can take it up again', async () => {
    await remove(1)
    await world.settle()
    const state = (await recordStates(world.ana, 'contacts', await contacts())).get(id)
    expect(state).toMatchObject({ state: 'skipped', reason: 'removed-in-microsoft', microsoftId: null })
    await takeUp()
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'N0' }])
    expect(await world.links()).toMatchObject([{ state: 'linked' }])
  })

  it('moved out of the folder counts as deleted from it; moved back it is the same contact (A2)', async () => {
    const [item] = await world.items()
    const other = await world.outlook('POST', '/contactFolders', { displayName: 'Other' })
    await world.move(String(item?.id), String(other.id))
    await world.settle()
    expect(await world.links()).toMatchObject([{ state: 'unlinked' }])
    expect(await contacts()).toMatchObject([{ id }])
    await world.move(String(item?.id), String((await world.row()).containerId))
    await world.settle()
    expect(await contacts()).toMatchObject([{ id }])
    expect(await world.items()).toHaveLength(1)
    expect(await world.links()).toMatchObject([{ state: 'linked', recordId: id }])
  })

  it('restored from the bin it begins anew', async () => {
    await remove(1)
    await world.settle()
    await deleteContact(world.ana, { id })
    await world.settle()
    await restoreContact(world.ana, id)
    await world.settle()
    expect(await world.items()).toMatchObject([{ surname: 'N0' }])
  })
})

describe('what is said to be removed is looked for first (A6)', () => {
  it('an item that is still there stays, whatever delta says', async () => {
    const [id] = await begin({ deleteInCrm: true })
    const [item] = await world.items()
    world.onAnswer = async (request, response) => {
      if (!request.url.includes('/delta')) return response
      const page = (await response.json()) as { value: unknown[] }
      return Response.json({
        ...page,
        value: [...page.value, { id: item?.id, '@removed': { reason: 'deleted' } }],
      })
    }
    await world.settle()
    world.onAnswer = async (_, response) => response
    await world.settle()
    expect(await contacts()).toMatchObject([{ id }])
    expect(await world.links()).toMatchObject([{ state: 'linked', removedAt: null }])
  })

  it('after a lost cursor a full round deletes nothing that is there', async () => {
    await begin({ deleteInCrm: true }, 5)
    world.engine.pageSize = 2
    world.emulator.outlook.expireDeltaTokens('11111111-1111-4111-8111-111111111111')
    const writes = await world.writesOf(() => world.settle())
    expect(writes).toEqual([])
    expect(await contacts()).toHaveLength(5)
  })

  it('a full round finds out what was deleted while the cursor was dead', async () => {
    await begin({ deleteInCrm: true }, 5)
    await remove(1)
    world.emulator.outlook.expireDeltaTokens('11111111-1111-4111-8111-111111111111')
    await world.settle()
    expect(await contacts()).toHaveLength(4)
  })
})

describe('the folder deleted in Microsoft 365 ends the sync, and the contacts stay (C4, A6)', () => {
  const readings = uncertainChoices.U1.flatMap((U1) => uncertainChoices.U2.map((U2) => ({ U1, U2 })))
  it.each(readings)('U1 = $U1, U2 = $U2', async (reading) => {
    await begin({ deleteInCrm: true }, 3)
    world.emulator.settings.setUncertain(reading)
    await world.outlook('DELETE', await world.folder())
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted', containerId: null })
    expect(await contacts()).toHaveLength(3)
    expect(await world.links()).toEqual([])
  })

  it('also when it goes while a run is looking at it', async () => {
    await begin({ deleteInCrm: true }, 3)
    await remove(1)
    const folder = await world.folder()
    let armed = true
    world.onAnswer = async (request, response) => {
      if (armed && request.url.includes('/delta')) {
        armed = false
        await world.outlook('DELETE', folder)
      }
      return response
    }
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted' })
    expect(await contacts()).toHaveLength(3)
  })
})

describe('many deletions at once are held (A5)', () => {
  it('above ten and a quarter, while other changes go on, and the states say so', async () => {
    const ids = await begin({ deleteInCrm: true }, 16)
    await remove(11)
    await updateContact(world.ana, { id: ids[15] ?? '', patch: { title: 'Head' } })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-deletions' })
    expect(await contacts()).toHaveLength(16)
    const states = await recordStates(world.ana, 'contacts', await contacts())
    const held = [...states.values()].filter(({ reason }) => reason === 'deletion-held')
    expect(held).toHaveLength(11)
    expect((await world.items()).some(({ jobTitle }) => jobTitle === 'Head')).toBe(true)
  })

  it('those that a run sees first count with those that follow on their heels', async () => {
    await begin({ deleteInCrm: true }, 16)
    await remove(4)
    const answered = world.onAnswer
    world.onAnswer = async (request, response) => {
      if (!request.url.includes('/delta')) return response
      world.onAnswer = answered
      await remove(9)
      return response
    }
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-deletions' })
    expect(await contacts()).toHaveLength(16)
  })

  it('apply deletes them in the CRM', async () => {
    await begin({ deleteInCrm: true }, 16)
    await remove(11)
    await world.settle()
    await resumeConnection(world.ana, 'contacts', 'apply')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null, heldDecision: null })
    expect(await contacts()).toHaveLength(5)
    expect(await bin()).toHaveLength(11)
  })

  it('restore makes one item per record again', async () => {
    await begin({ deleteInCrm: true }, 16)
    await remove(11)
    await world.settle()
    await resumeConnection(world.ana, 'contacts', 'restore')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await contacts()).toHaveLength(16)
    expect(new Set((await world.items()).map(({ surname }) => surname)).size).toBe(16)
    expect(await world.items()).toHaveLength(16)
  })

  it('ten, or not more than a quarter, are not many', async () => {
    await begin({ deleteInCrm: true }, 12)
    await remove(10)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await contacts()).toHaveLength(2)
  })

  it('only those count that would delete here: what was edited meanwhile would not', async () => {
    const ids = await begin({ deleteInCrm: true }, 12)
    await remove(12)
    for (const id of ids.slice(0, 2)) await updateContact(world.ana, { id, patch: { title: 'Head' } })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await contacts()).toHaveLength(2)
    expect(await world.items()).toHaveLength(2)
  })

  it('where deletions let go, nothing is held', async () => {
    await begin({ deleteInCrm: false }, 12)
    await remove(12)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await contacts()).toHaveLength(12)
  })

  it('moved back into the folder before anybody decided, it is over', async () => {
    await begin({ deleteInCrm: true }, 12)
    const other = await world.outlook('POST', '/contactFolders', { displayName: 'Other' })
    const items = (await world.items()).map(({ id }) => String(id))
    for (const id of items) await world.move(id, String(other.id))
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'held' })
    for (const id of items) await world.move(id, String((await world.row()).containerId))
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await contacts()).toHaveLength(12)
    expect(await world.items()).toHaveLength(12)
  })
})
