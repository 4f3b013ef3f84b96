import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  createContacts,
  deleteContacts,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { recordStates } from '@/lib/sync/records/record-states'
import { decidedByOther } from '@/lib/sync/testing/decided-by-other'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'
import { approveUpTo } from './approved'

let database: TestDatabase
let world: SyncWorld
let ids: string[]
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

async function begin(count: number) {
  world = await SyncWorld.create(database.db)
  const drafts = Array.from({ length: count }, (_, at) => ({ lastName: `N${at}`, title: 'Buyer' }))
  ids = (await createContacts(world.ana, drafts)).map(({ id }) => id)
  await world.settle()
  await world.pass(10_000)
}
const living = async () => (await listContacts(world.ana, { limit: 200 })).items
const bin = async () => (await listContacts(world.ana, { limit: 200, deleted: true })).items
const remove = (count: number, from = 0) => deleteContacts(world.ana, ids.slice(from, from + count))
const idsOf = (items: readonly GraphJson[]) => items.map(({ id }) => String(id)).sort()
const decide = async (decision: 'apply' | 'restore') => {
  await world.pass(1_000)
  await resumeConnection(world.ana, 'contacts', decision)
}

describe('many deletions in the CRM at once are held (A5)', () => {
  it('above ten and a quarter: items and links stay, other changes go on, and the states say so', async () => {
    await begin(40)
    const before = idsOf(await world.items())
    await remove(11)
    await updateContact(world.ana, { id: ids[20] ?? '', patch: { title: 'Head' } })
    const writes = await world.writesOf(() => world.settle())
    expect(writes.filter((write) => write.startsWith('DELETE'))).toEqual([])
    expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-deletions' })
    expect(idsOf(await world.items())).toEqual(before)
    expect((await world.items()).filter(({ jobTitle }) => jobTitle === 'Head')).toHaveLength(1)
    const states = await recordStates(world.ana, 'contacts', await bin())
    expect([...states.values()].every(({ reason }) => reason === 'deletion-held')).toBe(true)
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('ten of any number, or exactly a quarter, are not many', async () => {
    await begin(12)
    await remove(10)
    await world.settle()
    expect(await world.items()).toHaveLength(2)
    await begin(44)
    await remove(11)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await world.items()).toHaveLength(33)
  })

  it('those that a run sees first count with those that follow on their heels', async () => {
    await begin(20)
    let deleted = 0
    const pass = world.engine.timing.sleep
    world.engine.timing.sleep = async (ms) => {
      const [some, from] = [Math.max(0, Math.min(3, 12 - deleted)), deleted]
      deleted += some
      if (some > 0) await remove(some, from)
      await neighboursAreDone(database.db)
      await pass(Math.min(ms, 300))
    }
    await remove(1)
    await neighboursAreDone(database.db)
    deleted = 1
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'held' })
    expect(await world.items()).toHaveLength(20)
  })

  it('what was given away is no deletion, and what a person has approved is none to ask about', async () => {
    await begin(14)
    const bruno = await world.crm.member()
    for (const id of ids.slice(0, 12)) {
      await updateContact(world.ana, { id, patch: { ownerId: bruno.memberId } })
    }
    await world.settle()
    expect(await world.items()).toHaveLength(2)
    await begin(14)
    await remove(12)
    await approveUpTo(database.db, world.connectionId, world.now())
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await world.items()).toHaveLength(2)
  })

  it('apply deletes them in Microsoft 365, and what was deleted after the decision is asked about anew', async () => {
    await begin(40)
    await remove(12)
    await world.settle()
    await decide('apply')
    await world.pass(1_000)
    await remove(12, 12)
    await world.settle()
    expect(await world.items()).toHaveLength(28)
    expect(await world.row()).toMatchObject({ status: 'held', heldDecision: null })
    await decide('apply')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null, heldDecision: null })
    expect(await world.items()).toHaveLength(16)
    expect(await world.links()).toHaveLength(16)
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('restore brings the records out of the bin, with the items and links that they had', async () => {
    await begin(14)
    const [items, links] = [idsOf(await world.items()), (await world.links()).map(({ id }) => id).sort()]
    await remove(12)
    await world.settle()
    await decide('restore')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await living()).toHaveLength(14)
    expect(await bin()).toEqual([])
    expect(idsOf(await world.items())).toEqual(items)
    expect((await world.links()).map(({ id }) => id).sort()).toEqual(links)
    expect(await world.links()).toEqual(links.map(() => expect.objectContaining({ pendingSince: null })))
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('restored, they come back by the hand of whoever has decided so, named in the history and in the audit', async () => {
    await begin(14)
    await remove(12)
    await world.settle()
    const told = await decidedByOther(world, 'restore', ids[0] ?? '')
    expect(told).toMatchObject({ change: 'restored', story: 'created toCrm' })
    expect(await living()).toHaveLength(14)
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it.each(['held deletions decided', 'push braked'])(
    'a crash while it is carried out changes nothing (%s)',
    async (step) => {
      await begin(14)
      await remove(12)
      await world.settle()
      await decide('restore')
      await crashAt(step)
      await world.settle()
      expect(await world.row()).toMatchObject({ status: 'active', heldDecision: null })
      expect(await living()).toHaveLength(14)
      expect(await world.items()).toHaveLength(14)
    },
  )

  it('what comes back by itself, on either side, waits no longer', async () => {
    await begin(14)
    await remove(11)
    await world.settle()
    await restoreContact(world.ana, ids[0] ?? '')
    const edited = (await world.items()).find(({ surname }) => surname === 'N1')
    await world.pass(1_000)
    await world.outlook('PATCH', `/contacts/${edited?.id}`, { jobTitle: 'Still here' })
    await world.settle()
    expect(await getContact(world.ana, ids[1] ?? '')).toMatchObject({ deletedAt: null, title: 'Still here' })
    expect(await bin()).toHaveLength(9)
    expect(await world.row()).toMatchObject({ status: 'held' })
    for (const id of ids.slice(2, 11)) await restoreContact(world.ana, id)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toHaveLength(14)
  })
})

/** The process ends at a step, once. */
async function crashAt(wanted: string) {
  world.engine.checkpoint = async (step) => {
    if (step !== wanted) return
    delete world.engine.checkpoint
    throw new Error('crash')
  }
  await world.settle().catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'crash')) throw error
  })
  delete world.engine.checkpoint
}
