import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { meetingLife } from '@/lib/sync/testing/meeting-life'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
const life = meetingLife(() => world)
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
})

const dayMs = 86_400_000
const eventOn = (days: number) => ({ start: life.utc(days), end: life.utc(days, '10:00') })
const titles = async () => (await life.all()).map(({ title }) => title).sort()
const later = async (ms = 15 * 60_000) => {
  await world.pass(ms)
  await world.settle()
}
/** The service refuses what it is asked for. @returns how often it has */
function refuse(status: number, isTooMuch: (url: URL) => boolean): { count: number } {
  const refused = { count: 0 }
  world.onAnswer = async (request, response) => {
    if (request.method !== 'GET' || !isTooMuch(new URL(request.url))) return response
    refused.count += 1
    return Response.json({ error: { code: 'UnknownError', message: '' } }, { status })
  }
  return refused
}
const spanOf = ({ searchParams }: URL): number =>
  Date.parse(searchParams.get('endDateTime') ?? '') - Date.parse(searchParams.get('startDateTime') ?? '')

/** Everything arrives, once, wherever it is, and stays. */
async function expectWholeSync(): Promise<void> {
  await life.make({ title: 'ours' })
  await world.settle()
  for (const days of [2, 700, 3_000]) await life.makeEvent({ subject: `in ${days}`, ...eventOn(days) })
  await later()
  const all = ['in 2', 'in 3000', 'in 700', 'ours']
  expect(await titles()).toEqual(all)
  const far = (await world.items()).find(({ subject }) => subject === 'in 700')
  await life.editEvent(far?.id, { subject: 'in 700 days' })
  await later()
  expect(await titles()).toContain('in 700 days')
  await later(26 * 3_600_000)
  await world.outlook('DELETE', `/events/${far?.id}`)
  await later(26 * 3_600_000)
  expect(await titles()).toEqual(['in 2', 'in 3000', 'ours'])
  expect(await world.items()).toHaveLength(3)
  expect(await world.row()).toMatchObject({ status: 'active', failureCount: 0 })
}

describe.each([400, 504])('what is too much for the service (%i)', (status) => {
  it('a wide window of delta is asked for as a narrow one, and the listing finds the rest (M3)', async () => {
    const refused = refuse(status, (url) => spanOf(url) > 400 * dayMs)
    await expectWholeSync()
    expect(refused.count).toBeGreaterThan(0)
  })

  it('a listing by time of change is made as one of everything (M3)', async () => {
    world.engine.pageSize = 2
    const refused = refuse(status, ({ search }) => /orderby=lastModified/.test(search))
    await expectWholeSync()
    expect(refused.count).toBeGreaterThan(0)
  })
})
