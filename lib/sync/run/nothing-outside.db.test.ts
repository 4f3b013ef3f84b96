import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
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
