import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createMeetings, deleteMeetings, listOwnedMeetings } from '@/lib/crm/meetings/verbs'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const titles = async () => {
  const page = { ownerId: world.ana.memberId, afterId: null, limit: 100 }
  return (await listOwnedMeetings(world.ana, page)).map(({ title }) => title).sort()
}
const subjects = async () => (await world.items()).map(({ subject }) => String(subject)).sort()
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `M${10 + from + at}`)
const daily = {
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'numbered', startDate: '2026-03-09', numberOfOccurrences: 5 },
}

/** 12 of 20 meetings are deleted in the CRM, which is held. */
async function hold() {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
  world.emulator.settings.setUncertain({ U11: 'new-id' })
  const made = await createMeetings(
    world.ana,
    names(0, 20).map((title) => ({ title, start: '2026-03-09T09:00:00Z', end: '2026-03-09T10:00:00Z' })),
  )
  await world.settle()
  await world.pass(10_000)
  await deleteMeetings(
    world.ana,
    made.slice(0, 12).map(({ id }) => id),
  )
  await world.settle()
  expect((await world.row()).reason).toBe('many-deletions')
}

/** What an event of a held deletion becomes over there, each time under another id. */
async function turn(recurrence: typeof daily | null) {
  const item = (await world.items()).find(({ subject }) => subject === 'M10')
  await world.outlook('PATCH', await world.itemPath(item ?? {}), { recurrence })
}
async function decide(decision: 'apply' | 'restore') {
  await world.pass(1_000)
  await resumeConnection(world.ana, 'meetings', decision)
  await world.settle()
  await world.pass(1_000)
  expect(await world.writesOf(() => world.settle())).toEqual([])
}

describe('an event whose deletion is held, and whose id changes meanwhile', () => {
  it.each([
    ['seen in between', true],
    ['seen afterwards', false],
  ])(
    'is one, and is brought back with its record, though it was a series for a while (%s)',
    async (_, seen) => {
      await hold()
      await turn(daily)
      if (seen) await world.settle()
      await turn(null)
      await world.settle()
      await decide('restore')
      expect(await subjects()).toEqual(names(0, 20))
      expect(await titles()).toEqual(names(0, 20))
    },
  )

  it('goes with the others, if that is decided', async () => {
    await hold()
    await turn(daily)
    await turn(null)
    await world.settle()
    await decide('apply')
    expect(await subjects()).toEqual(names(12, 20))
    expect(await titles()).toEqual(names(12, 20))
  })

  it('goes or comes back though nobody has looked before the decision', async () => {
    for (const decision of ['apply', 'restore'] as const) {
      await hold()
      await turn(daily)
      await turn(null)
      await decide(decision)
      const left = decision === 'apply' ? names(12, 20) : names(0, 20)
      expect(await subjects()).toEqual(left)
      expect(await titles()).toEqual(left)
    }
  })
})
