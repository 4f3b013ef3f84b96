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

it('activity and runs go after 90 days, and what can be put back or undone stays until then', async () => {
  const { db } = database
  const world = await SyncWorld.create(db)
  await createContact(world.ana, { lastName: 'Okafor' })
  await world.settle()
  const left = async () => ({
    activity: await db.$count(activity),
    runs: await db.$count(run),
    usage: await db.$count(mailboxUsage),
  })
  const later = (days: number) => new Date(world.now().getTime() + days * DAY_MS)
  const before = await left()
  await purgeSyncHistory(db, world.now())
  expect(await left()).toEqual(before)
  await purgeSyncHistory(db, later(89))
  expect(await left()).toEqual({ ...before, usage: 0 })
  await purgeSyncHistory(db, later(91))
  expect(await left()).toEqual({ activity: 0, runs: 0, usage: 0 })
})

it('goes through thousands of rows in batches, and leaves what is young', async () => {
  const { db } = database
  const world = await SyncWorld.create(db)
  const { organisationId } = world.crm
  const entry = {
    organisationId,
    connectionId: world.connectionId,
    direction: 'toCrm',
    action: 'updated',
  } as const
  const at = (days: number) => new Date(world.now().getTime() - days * DAY_MS)
  const old = Array.from({ length: 2_100 }, () => ({ ...entry, at: at(100) }))
  await db.insert(activity).values([...old, { ...entry, at: at(1) }])
  expect(await purgeSyncHistory(db, world.now())).toBe(2_100)
  expect(await db.$count(activity)).toBe(1)
})
