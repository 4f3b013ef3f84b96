import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { runSlice } from './run-slice'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('a subscription that was lost without a word is made anew once a poll finds what it did not tell', async () => {
  const world = await SyncWorld.create(database.db)
  world.listen()
  await world.settle()
  const graphId = async () => {
    const [row] = await database.db
      .select()
      .from(subscription)
      .where(eq(subscription.connectionId, world.connectionId))
    return row?.graphId
  }
  const first = await graphId()
  for (const { id } of [...world.emulator.store.collection('subscriptions').values()]) {
    world.emulator.store.collection('subscriptions').delete(id)
  }
  await world.pass(600_000)
  await world.settle()
  expect(await graphId()).toBe(first)

  await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'Weber' })
  await world.pass(600_000)
  await world.settle()
  expect(await graphId()).not.toBe(first)
  expect(world.emulator.store.collection('subscriptions').size).toBe(1)
})

it('what comes while a lost subscription is made anew is read in the same run', async () => {
  const world = await SyncWorld.create(database.db)
  world.listen()
  await world.settle()
  const make = async (surname: string) =>
    world.outlook('POST', `${await world.folder()}/contacts`, { surname })
  const subscriptions = world.emulator.store.collection('subscriptions')
  for (const { id } of [...subscriptions.values()]) subscriptions.delete(id)
  await make('Weber')
  await world.pass(600_000)
  world.onAnswer = async ({ method, url }, response) => {
    // The renewal finds it lost: everything has been read by now, and nothing tells of what comes.
    if (method === 'PATCH' && url.includes('/subscriptions/')) await make('Okafor')
    return response
  }
  await runSlice(world.engine, world.connectionId)
  expect(subscriptions.size).toBe(1)
  expect(await world.links()).toHaveLength(2)
})

it('while changes come of which no notification tells, polling does the work, and a notification ends that', async () => {
  const world = await SyncWorld.create(database.db)
  world.listen()
  await world.settle()
  world.emulator.faults.add({ match: {}, effect: { notifications: 'drop' } })
  await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'Weber' })
  await world.pass(70_000)
  expect((await world.settle()).at(-1)).toEqual({ outcome: 'done', waitMs: 5_000 })

  world.emulator.faults.clear()
  await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'Okafor' })
  await world.pass(5_000)
  expect((await world.settle()).at(-1)).toEqual({ outcome: 'done', waitMs: 60_000 })
})
