import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailboxUsage } from '@/db/schema/microsoft'
import { activity, run } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact } from '@/lib/crm/contacts/verbs'
import { purgeSyncHistory } from './purge-sync-history'
import { SyncWorld } from './testing/sync-world'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const DAY_MS = 24 * 3_600_000

it('activity goes after 90 days, runs after 30, and what can be put back stays until then', async () => {
  const world = await SyncWorld.create(database.db)
  await createContact(world.ana, { lastName: 'Okafor' })
  await world.settle()
  const left = async () => ({
    activity: (await database.db.select().from(activity)).length,
    runs: (await database.db.select().from(run)).length,
    usage: (await database.db.select().from(mailboxUsage)).length,
  })
  const later = (days: number) => new Date(world.now().getTime() + days * DAY_MS)
  const before = await left()
  await purgeSyncHistory(database.db, world.now())
  expect(await left()).toEqual(before)
  await purgeSyncHistory(database.db, later(61))
  expect(await left()).toMatchObject({ activity: before.activity, runs: 0, usage: 0 })
  await purgeSyncHistory(database.db, later(91))
  expect(await left()).toMatchObject({ activity: 0 })
})
