import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { meetingLife, weekly } from '@/lib/sync/testing/meeting-life'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { previewConnection } from './preview-connection'

let database: TestDatabase
let world: SyncWorld
const life = meetingLife(() => world)
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const preview = (purpose: 'enable' | 'disable' = 'enable') =>
  previewConnection(world.ana, { engine: world.engine, signIn: world.signIn }, 'meetings', {}, purpose)

it('says which meetings stay in the CRM and why, before, while and after they are synced; and writes nothing', async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
  await life.make()
  await life.make({ recurrence: 'FREQ=DAILY' })
  await life.make({ start: life.at(-900), end: life.at(-900, '10:00') })
  await world.settle()
  await life.makeEvent({
    recurrence: weekly,
    start: { dateTime: '2026-03-09T09:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-03-09T10:00:00', timeZone: 'UTC' },
  })
  await world.settle()
  const stayed = [
    { reason: 'recurring', count: 1 },
    { reason: 'outside-window', count: 1 },
  ]
  const before = await preview('disable')
  // The series goes with the calendar, though it was never synced.
  const unsynced = [{ reason: 'recurring', count: 1 }]
  expect(before).toMatchObject({ delete: 2, unsynced, createInMicrosoft: 0 })
  expect(before.skipped).toEqual(expect.arrayContaining(stayed))

  await disableConnection(world.ana, 'meetings', { keep: true })
  await world.settle()
  await world.loginIsHers()
  const writes = await world.writesOf(async () => {
    expect(await preview()).toMatchObject({
      matched: 1,
      createInCrm: 0,
      createInMicrosoft: 0,
      skipped: expect.arrayContaining([
        { reason: 'recurring', count: 2 },
        { reason: 'outside-window', count: 1 },
      ]),
    })
  })
  expect(writes).toEqual([])
})
