import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import { small } from '@/emulator/testing/small-seed'
import { deleteMeeting } from '@/lib/crm/meetings/verbs'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
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
  await world.pass(1_000)
  await world.settle()
}
const stateOf = async (id: string) => {
  const meeting = await life.byId(id)
  return (await recordStates(world.ana, 'meetings', meeting ? [meeting] : [])).get(id)
}
const monday = {
  start: { dateTime: '2026-03-09T09:00:00', timeZone: 'UTC' },
  end: { dateTime: '2026-03-09T10:00:00', timeZone: 'UTC' },
}
const series = { ...monday, subject: 'Weekly', recurrence: weekly }
const attendees = [{ type: 'required', emailAddress: { address: 'marc@fabrikam.example', name: 'Marc' } }]

describe('recurring meetings of the CRM (M5)', () => {
  it('stay in the CRM, and the activity says so once', async () => {
    const { id } = await life.make({ recurrence: 'FREQ=WEEKLY' })
    await settleLater()
    await life.edit(id, { title: 'Renamed' })
    await settleLater()
    await world.pass(26 * 3_600_000)
    await world.settle()
    expect(await world.items()).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'recurring', microsoftId: null })
    expect(await life.reasons()).toEqual(['skipped recurring'])
    expect((await viewConnection(world.ana, 'meetings')).counts).toMatchObject({ skipped: 1, pending: 0 })
  })

  it('one that becomes recurring leaves Microsoft 365, and comes back as a single one (M9)', async () => {
    const { id } = await life.make()
    await world.settle()
    await life.edit(id, { recurrence: 'FREQ=DAILY;COUNT=5' })
    await settleLater()
    expect(await world.items()).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
    expect(await life.reasons()).toContain('deleted recurring')
    await life.edit(id, { recurrence: null })
    await settleLater()
    expect(await world.items()).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'synced' })
  })

  it('one whose event has attendees is let go instead: deleting it would mail them (A8)', async () => {
    await world.settle()
    await life.makeEvent({ attendees })
    await settleLater()
    const [meeting] = await life.all()
    const id = meeting?.id ?? ''
    await life.edit(id, { recurrence: 'FREQ=DAILY;COUNT=5' })
    await settleLater()
    expect(await world.items()).toHaveLength(1)
    expect(await life.reasons()).toContain('unlinked kept-for-attendees')
    expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'recurring', microsoftId: null })
    await life.editEvent((await life.event()).id, { location: { displayName: 'Room 9' } })
    await settleLater()
    expect(await life.all()).toHaveLength(1)
    await life.edit(id, { recurrence: null, title: 'Single again' })
    await settleLater()
    expect(await life.all()).toMatchObject([{ id, title: 'Single again', location: 'Room 9' }])
    expect(await world.items()).toMatchObject([
      { subject: 'Single again', location: { displayName: 'Room 9' } },
    ])
  })
})

describe('series in the calendar (M5)', () => {
  it('are passed over with all their occurrences, and the activity says so once', async () => {
    await world.settle()
    const { id } = await life.makeEvent(series)
    const page = await world.outlook(
      'GET',
      `/events/${id}/instances?startDateTime=2026-03-16T00:00:00Z&endDateTime=2026-04-20T00:00:00Z`,
    )
    const [occurrence] = page.value as { id: string }[]
    await life.editEvent(occurrence?.id, { subject: 'This week only' })
    await settleLater()
    await life.editEvent(id, { subject: 'Renamed' })
    await settleLater()
    await world.pass(26 * 3_600_000)
    await world.settle()
    expect(await life.all()).toEqual([])
    expect(await life.reasons()).toEqual(['skipped recurring'])
    const [told] = await world.told()
    expect(told?.fields).toMatchObject([{ field: 'title', after: 'Weekly' }])
  })

  it('one that becomes a single event is taken over', async () => {
    await world.settle()
    const { id } = await life.makeEvent(series)
    await settleLater()
    await life.editEvent(id, { recurrence: null })
    await settleLater()
    expect(await life.all()).toMatchObject([{ title: 'Weekly' }])
  })

  it.each(uncertainChoices.U11)(
    'a single event that becomes a series keeps its meeting when Microsoft cannot say at once what became of its former id (%s)',
    async (U11) => {
      world.emulator.settings.setUncertain({ U11 })
      const { id } = await life.make()
      await world.settle()
      const former = String((await life.event()).id)
      await life.editEvent(former, { ...monday, recurrence: weekly })
      const match = { method: 'GET', path: `/events/${former}`, appId: small.appId }
      world.emulator.faults.add({ match, times: 1, effect: { status: 503 } })
      await settleLater()
      await settleLater()
      expect(await life.all()).toMatchObject([{ id, deletedAt: null }])
      expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
    },
  )

  describe.each(uncertainChoices.U11)('a single event that becomes a series (its id: %s)', (U11) => {
    let id: string
    beforeEach(async () => {
      world.emulator.settings.setUncertain({ U11 })
      id = (await life.make()).id
      await world.settle()
      await life.editEvent((await life.event()).id, { ...monday, recurrence: weekly })
      await settleLater()
    })

    it('leaves the sync, and the meeting stays', async () => {
      expect(await life.all()).toMatchObject([{ id, recurrence: null, deletedAt: null }])
      expect(await life.reasons()).toContain('unlinked recurring')
      expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
      await life.edit(id, { title: 'Edited here' })
      await settleLater()
      await world.pass(26 * 3_600_000)
      await world.settle()
      expect(await life.all()).toHaveLength(1)
      expect(await world.items()).toMatchObject([{ subject: 'Review', type: 'seriesMaster' }])
    })

    it('as a single one again it is the same meeting, with what was edited on both sides', async () => {
      await life.edit(id, { location: 'Room 4' })
      await settleLater()
      await life.editEvent((await life.event()).id, { recurrence: null, subject: 'Edited there' })
      await settleLater()
      expect(await life.all()).toMatchObject([{ id, title: 'Edited there', location: 'Room 4' }])
      expect(await world.items()).toMatchObject([
        { subject: 'Edited there', location: { displayName: 'Room 4' } },
      ])
      expect(await stateOf(id)).toMatchObject({ state: 'synced' })
    })

    it('and is deleted over there lets the meeting stay, until somebody takes it up again', async () => {
      await world.outlook('DELETE', `/events/${(await life.event()).id}`)
      await settleLater()
      expect(await life.all()).toMatchObject([{ id, deletedAt: null }])
      expect(await stateOf(id)).toMatchObject({ state: 'skipped', reason: 'removed-in-microsoft' })
      await requestRecordSync(world.ana, 'meetings', await life.get(id))
      await settleLater()
      expect(await world.items()).toMatchObject([{ subject: 'Review', type: 'singleInstance' }])
      expect(await stateOf(id)).toMatchObject({ state: 'synced' })
    })

    it('whose meeting was deleted meanwhile is a new meeting when it is single again', async () => {
      await deleteMeeting(world.ana, { id })
      await settleLater()
      expect(await world.items()).toHaveLength(1)
      await life.editEvent((await life.event()).id, { recurrence: null })
      await settleLater()
      const all = await life.all()
      expect(all).toHaveLength(1)
      expect(all[0]?.id).not.toBe(id)
      expect(await world.items()).toHaveLength(1)
    })
  })
})
