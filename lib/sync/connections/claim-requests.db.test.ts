import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { takeLease } from '@/lib/sync/run/lease'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { claimRequests } from './claim-requests'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  await world.settle()
})

const claim = () => claimRequests(database.db, [world.connectionId], world.now())

describe('a request for a run', () => {
  it('is told by one event, however many notifications come at once', async () => {
    const told = await Promise.all([claim(), claim(), claim()])
    expect(told.flat()).toEqual([world.connectionId])
    expect((await world.row()).requestedAt).toEqual(world.now())
  })

  it('makes a run that is under way look once more, without an event', async () => {
    await takeLease(database.db, world.connectionId, world.now())
    expect(await claim()).toEqual([])
    expect((await world.row()).rerun).toBe(true)
  })

  it('whose event may have been lost is told again', async () => {
    await claim()
    await world.pass(6_000)
    expect(await claim()).toEqual([world.connectionId])
  })

  it('of a connection that does not run is none', async () => {
    await database.db
      .update(connection)
      .set({ status: 'attention' })
      .where(eq(connection.id, world.connectionId))
    expect(await claim()).toEqual([])
  })
})
