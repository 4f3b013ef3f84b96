import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import { deleteMeeting } from '@/lib/crm/meetings/verbs'
import { meetingLife } from '@/lib/sync/testing/meeting-life'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
const life = meetingLife(() => world)
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const settleLater = async () => {
  await world.pass(1_000)
  await world.settle()
}

describe('an event moved to another calendar just before it is written to', () => {
  let id: string
  let other: string
  beforeEach(async () => {
    world = await SyncWorld.create(database.db, { module: 'meetings' })
    id = (await life.make()).id
    await world.settle()
    const event = await life.event()
    other = await life.otherCalendar()
    let moved = false
    world.engine.checkpoint = async (step) => {
      if (moved || step !== 'feed taken up') return
      moved = true
      await world.move(String(event.id), other.replace('/calendars/', ''))
    }
  })
  const elsewhere = async () => (await world.outlook('GET', `${other}/events`)).value

  it('is not deleted with its meeting', async () => {
    await deleteMeeting(world.ana, { id })
    await settleLater()
    expect(await elsewhere()).toMatchObject([{ subject: 'Review' }])
    expect(await world.items()).toEqual([])
    expect(await world.links()).toEqual([])
  })

  it('is not edited: the meeting, edited, gets an event of its own', async () => {
    await life.edit(id, { title: 'Edited' })
    await settleLater()
    // That it is gone is confirmed by the next run, like every removal (A6).
    await settleLater()
    expect(await elsewhere()).toMatchObject([{ subject: 'Review' }])
    expect(await world.items()).toMatchObject([{ subject: 'Edited' }])
    expect(await life.all()).toMatchObject([{ id, title: 'Edited' }])
  })
})

it('an event moved away before its answer came is not taken for ours when it is sent again', async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
  await world.settle()
  const other = await life.otherCalendar()
  const match = { path: '/\\$batch$', appId: small.appId }
  world.emulator.faults.add({ match, times: 1, effect: { dropAfterApply: true } })
  await life.make()
  world.engine.checkpoint = async (step) => {
    if (step !== 'chain answered') return
    delete world.engine.checkpoint
    await world.move(String((await life.event()).id), other.replace('/calendars/', ''))
  }
  for (const ms of [10_000, 10_000, 10_000]) {
    await world.pass(ms)
    await world.settle()
  }
  const [ours] = await world.items()
  expect(ours).toMatchObject({ subject: 'Review' })
  expect(await world.links()).toMatchObject([{ state: 'linked', itemId: ours?.id }])
  expect((await world.outlook('GET', `${other}/events`)).value).toMatchObject([{ subject: 'Review' }])
})
