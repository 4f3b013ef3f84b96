import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, listContacts } from '@/lib/crm/contacts/verbs'
import { createTask } from '@/lib/crm/tasks/verbs'
import type { ModuleName } from '@/lib/sync/modules/module'
import { runSlice } from '@/lib/sync/run/run-slice'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

/** A world in which the first sync is over, and one new record is to be sent. */
async function worldOf(module: ModuleName): Promise<SyncWorld> {
  const world = await SyncWorld.create(database.db, { module })
  await world.settle()
  if (module === 'tasks') await createTask(world.ana, { subject: 'Call Okafor' })
  else await createContact(world.ana, { lastName: 'Okafor' })
  await neighboursAreDone(database.db)
  return world
}

/** Holds the first batch of the product's back, or another request, as a slow network or a busy Microsoft would. */
function holdBatch(
  world: SyncWorld,
  isIt = (url: string, _method: string) => url.endsWith('/$batch'),
): { left: Promise<void>; arrive: () => void; lose: () => void } {
  const inner = world.engine.fetch
  let [arrive, lose] = [() => {}, () => {}]
  const mayArrive = new Promise<void>((resolve, reject) => {
    arrive = resolve
    lose = () => reject(new TypeError('connection lost'))
  })
  let isFirst = true
  const left = new Promise<void>((resolve) => {
    world.engine.fetch = async (input, init) => {
      if (isFirst && isIt(String(input), init?.method ?? 'GET')) {
        isFirst = false
        resolve()
        await mayArrive
      }
      return inner(input, init)
    }
  })
  return { left, arrive, lose }
}

describe.each(['contacts', 'tasks'] as const)('one record has one item (A2): %s', (module) => {
  it('although its create arrives long after its sender has died, and was looked for meanwhile', async () => {
    const world = await worldOf(module)
    const batch = holdBatch(world)
    const orphan = runSlice(world.engine, world.connectionId, 'one')
    await batch.left

    for (const seconds of [3, 12, 40]) {
      await runSlice(world.engine, world.connectionId, 'one')
      expect(await world.items(), `after ${seconds} s`).toEqual([])
      await world.pass(seconds * 1_000)
    }
    batch.arrive()
    expect(await orphan).toEqual({ outcome: 'busy' })
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await world.links()).toMatchObject([{ state: 'linked', sentAt: null, inDoubtUntil: null }])
  })

  it('although its create never arrived and nobody knows', async () => {
    const world = await worldOf(module)
    const batch = holdBatch(world)
    const orphan = runSlice(world.engine, world.connectionId, 'one')
    await batch.left
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await world.writesOf(() => world.settle())).toEqual([])
    batch.lose()
    expect(await orphan).toEqual({ outcome: 'busy' })
  })

  it('although Microsoft is so slow that it carries out what was given up three quarters of a minute ago', async () => {
    const world = await worldOf(module)
    const inner = world.engine.fetch
    const late: (() => Promise<Response>)[] = []
    world.engine.fetch = async (input, init) => {
      if (late.length > 0 || !String(input).endsWith('/$batch')) return inner(input, init)
      late.push(() => inner(input, init))
      await world.pass(45_000)
      throw new DOMException('', 'TimeoutError')
    }
    await world.settle()
    await world.pass(40_000)
    await world.settle()
    expect(await world.items()).toEqual([])
    await late[0]?.()
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
  })

  it('although two work on it: who has lost the connection while she waited for a place sends nothing', async () => {
    const world = await worldOf(module)
    const { timing } = world.engine
    const { mailbox } = world
    const free = () =>
      world.db.execute(
        sql`update mailbox_slot set leased_until = null where mailbox like ${`%${mailbox.userId}%`}`,
      )
    // Other processes have the mailbox's places when the batch is about to leave.
    let isTaken = false
    world.engine.checkpoint = async (step) => {
      if (step !== 'doubtful creates resolved' && step !== 'feed taken up') return
      if (isTaken) return
      isTaken = true
      await world.db.execute(
        sql`update mailbox_slot set leased_until = ${new Date(world.now().getTime() + 10_000).toISOString()}::timestamptz`,
      )
    }
    let waited = false
    const slow = {
      ...world.engine,
      timing: {
        ...timing,
        sleep: async (ms: number) => {
          if (waited) return timing.sleep(ms)
          waited = true
          await free()
          await world.pass(3_000)
          await runSlice(world.engine, world.connectionId, 'one')
        },
      },
    }
    expect(await runSlice(slow, world.connectionId, 'one')).toEqual({ outcome: 'busy' })
    expect(waited).toBe(true)
    await world.pass(61_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
  })
})

it('A2: a create that nobody answers is made again seconds later, not a minute', async () => {
  const world = await worldOf('contacts')
  world.emulator.faults.add({ match: { path: '\\$batch$' }, times: 1, effect: { dropBeforeApply: true } })
  const lostAt = world.now().getTime()
  await world.settle()
  await world.pass(5_000)
  await world.settle()
  const [item] = await world.items()
  expect(Date.parse(String(item?.createdDateTime)) - lostAt).toBeLessThan(12_000)
  expect((await listContacts(world.ana, { limit: 10 })).items).toHaveLength(1)
})

describe.each(['contacts', 'meetings', 'tasks'] as const)('there is one container (A2): %s', (module) => {
  it('although its create arrives long after its sender has died, and was looked for meanwhile', async () => {
    const world = await SyncWorld.create(database.db, { module })
    const { collection } = world.module.container
    const all = async () => ((await world.outlook('GET', `${collection}?$top=100`)).value as unknown[]).length
    const before = await all()
    const create = holdBatch(world, (url, method) => method === 'POST' && url.endsWith(collection))
    await neighboursAreDone(database.db)
    const orphan = runSlice(world.engine, world.connectionId, 'one')
    await create.left
    for (const seconds of [3, 12, 40]) {
      expect(await runSlice(world.engine, world.connectionId, 'one')).toMatchObject({ outcome: 'wait' })
      expect(await all(), `after ${seconds} s`).toBe(before)
      await world.pass(seconds * 1_000)
    }
    create.arrive()
    expect(await orphan).toEqual({ outcome: 'busy' })
    await world.pass(61_000)
    await world.settle()
    expect(await all()).toBe(before + 1)
    expect(await world.row()).toMatchObject({ status: 'active', containerInDoubtUntil: null })
  })

  it('although its create never arrived and nobody knows', async () => {
    const world = await SyncWorld.create(database.db, { module })
    const { collection } = world.module.container
    const create = holdBatch(world, (url, method) => method === 'POST' && url.endsWith(collection))
    await neighboursAreDone(database.db)
    const orphan = runSlice(world.engine, world.connectionId, 'one')
    await create.left
    await world.pass(61_000)
    await world.settle()
    expect(await world.containerExists()).toBe(true)
    create.lose()
    expect(await orphan).toEqual({ outcome: 'busy' })
  })
})
