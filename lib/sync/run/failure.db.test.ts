import { afterAll, beforeAll, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { runSlice } from './run-slice'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('waits longer each time that Microsoft does not answer, and not for having failed before it went on', async () => {
  const world = await SyncWorld.create(database.db)
  await world.settle()
  await createContacts(
    world.ana,
    Array.from({ length: 120 }, (_, n) => ({ lastName: `Person ${n}` })),
  )
  const breakDown = () => world.emulator.faults.add({ match: { path: '\\$batch$' }, effect: { status: 503 } })
  const slice = async () => {
    await neighboursAreDone(database.db)
    return runSlice(world.engine, world.connectionId)
  }

  const fault = breakDown()
  expect(await slice()).toEqual({ outcome: 'wait', waitMs: 2_000 })
  await world.pass(2_000)
  expect(await slice()).toEqual({ outcome: 'wait', waitMs: 4_000 })
  await world.pass(4_000)

  world.emulator.faults.remove(fault.id)
  let broken = false
  world.engine.checkpoint = async (step) => {
    if (step === 'chunk finished' && !broken) breakDown()
    broken ||= step === 'chunk finished'
  }
  expect(await slice()).toEqual({ outcome: 'wait', waitMs: 2_000 })
  expect((await world.links()).some(({ state }) => state === 'linked')).toBe(true)
})
