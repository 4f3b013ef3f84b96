import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { ModuleName } from '@/lib/sync/modules/module'
import { runSlice } from '@/lib/sync/run/run-slice'
import { abandonedMs, type Lateness, type Loss, lateBatches } from './late-batches'
import { livedContacts } from './lived-contacts'
import { livedMeetings } from './lived-meetings'
import { livedTasks } from './lived-tasks'
import { Crash } from './simulation-trouble'
import { SyncWorld } from './sync-world'
import { asItComes } from './ways'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const livedModules = { contacts: livedContacts, meetings: livedMeetings, tasks: livedTasks }

/** The first sync is over, and so many records are to be sent. */
async function worldWith(module: ModuleName, records: number) {
  const world = await SyncWorld.create(database.db, { module })
  await world.settle()
  let made = 0
  const serial = () => {
    made += 1
    return made
  }
  const life = { serial, chance: () => false, pick: <T>([first]: readonly T[]) => first, now: world.now }
  const names: (string | null)[] = []
  while (names.length < records) names.push((await livedModules[module].make(world.ana, life)).value)
  return { world, names }
}

/** The first batch that writes loses its caller. */
function loseFirst(world: SyncWorld, lateness: Lateness): void {
  let isFirst = true
  const strike = () => {
    const struck = isFirst ? lateness : null
    isFirst = false
    return struck
  }
  const crash = () => {
    world.engine.checkpoint = async () => {
      delete world.engine.checkpoint
      throw new Crash()
    }
  }
  world.house.way = lateBatches(world.house, strike, crash)
}

const namesThere = async (world: SyncWorld) =>
  (await world.items()).map(livedModules[world.module.name].itemName).sort()

describe.each(['contacts', 'tasks', 'meetings'] as const)('one record has one item (A2): %s', (module) => {
  it.each<Loss>(['silence', 'gateway', 'crash'])(
    'although Microsoft goes on without its caller: %s',
    async (loss) => {
      const { world, names } = await worldWith(module, 8)
      loseFirst(world, { loss, after: 1, lateMs: abandonedMs - 1 })
      await runSlice(world.engine, world.connectionId, 'one').catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
      for (let slice = 0; slice < 4; slice += 1) {
        await world.pass(2_500)
        await runSlice(world.engine, world.connectionId, 'one')
      }
      await world.pass(120_000)
      await world.settle()
      expect(await namesThere(world)).toEqual(names.sort())
    },
  )

  it('although its caller gives a worker up that goes on, and has another one begin', async () => {
    const { world, names } = await worldWith(module, 3)
    let isFirst = true
    world.house.way = async (request, carry) => {
      if (!isFirst || !request.url.endsWith('/$batch')) return carry(request)
      isFirst = false
      await world.pass(abandonedMs)
      await runSlice(world.engine, world.connectionId, 'one')
      return carry(request)
    }
    expect(await runSlice(world.engine, world.connectionId, 'one')).toEqual({ outcome: 'busy' })
    world.house.way = asItComes
    await world.pass(120_000)
    await world.settle()
    expect(await namesThere(world)).toEqual(names.sort())
  })
})

it('a worker that finds the container gone when another one has ended the sync already says so, and nothing else', async () => {
  const { world } = await worldWith('contacts', 1)
  await world.outlook('DELETE', await world.folder())
  world.house.way = async (request, carry) => {
    if (!request.url.includes('contactFolders')) return carry(request)
    world.house.way = asItComes
    await runSlice(world.engine, world.connectionId, 'one')
    return carry(request)
  }
  expect(await runSlice(world.engine, world.connectionId, 'one')).toEqual({ outcome: 'busy' })
  expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted' })
})
