import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import { meetingLife, weekly } from '@/lib/sync/testing/meeting-life'
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

const settleLater = async () => {
  await world.pass(3_000)
  await world.settle()
}
const repeats = { recurrence: 'FREQ=WEEKLY' }
const monday = {
  start: { dateTime: '2026-03-09T09:00:00', timeZone: 'UTC' },
  end: { dateTime: '2026-03-09T10:00:00', timeZone: 'UTC' },
}

describe('a meeting that becomes recurring while something is unsettled', () => {
  it('what waits for a decision over there is told before its event goes (A1, A5)', async () => {
    const ids: string[] = []
    for (let n = 0; n < 14; n += 1) ids.push((await life.make({ title: `M${n}` })).id)
    await world.settle()
    await world.pass(10_000)
    const events = (await world.items()).filter(({ subject }) => subject !== 'M0' && subject !== 'M1')
    for (const { id, subject } of events) await life.editEvent(id, { subject: `${subject} there` })
    await settleLater()
    expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-changes' })
    const leaving = ids[5] ?? ''
    await life.edit(leaving, repeats)
    await settleLater()
    expect(await world.items()).toHaveLength(13)
    const told = (await world.told()).filter(({ recordId }) => recordId === leaving)
    expect(told).toContainEqual(
      expect.objectContaining({
        action: 'conflict',
        fields: [expect.objectContaining({ field: 'title', lost: 'M5 there' })],
      }),
    )
  })

  it.each(uncertainChoices.U11)(
    'an event whose making got no answer and that becomes a series is still its own (its id: %s; A2)',
    async (U11) => {
      world.emulator.settings.setUncertain({ U11 })
      const { id } = await life.make()
      world.engine.checkpoint = async (step) => {
        if (step !== 'chain answered') return
        delete world.engine.checkpoint
        throw new Error('crash')
      }
      await expect(world.settle()).rejects.toThrow('crash')
      await life.edit(id, repeats)
      await life.editEvent((await life.event()).id, { ...monday, recurrence: weekly })
      await settleLater()
      await life.editEvent((await life.event()).id, { recurrence: null })
      await settleLater()
      await life.edit(id, { recurrence: null })
      await settleLater()
      expect(await life.all()).toMatchObject([{ id }])
      expect(await world.items()).toHaveLength(1)
    },
  )
})
