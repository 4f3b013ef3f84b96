import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import { changeOwnerOfMeetings, deleteMeeting } from '@/lib/crm/meetings/verbs'
import { type TaskPatch, taskDraft } from '@/lib/crm/tasks/fields'
import { changeOwnerOfTasks, createTask, listOwnedTasks, updateTask } from '@/lib/crm/tasks/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { meetingLife, weekly } from '@/lib/sync/testing/meeting-life'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const settleLater = async (ms = 1_000) => {
  await world.pass(ms)
  await world.settle()
}
/** Long enough for a round that shows everything anew. */
const fullRound = () => settleLater(26 * 3_600_000)
const leave = {
  deleted: (id: string) => deleteMeeting(world.ana, { id }),
  'given away': async (id: string) => {
    const { memberId: ownerId } = await world.crm.member()
    return changeOwnerOfMeetings(world.ana, { ids: [id], ownerId })
  },
}
const ways = ['deleted', 'given away'] as const

describe.each(ways)('a suspended pair whose meeting is then %s (M2, M5)', (way) => {
  const life = meetingLife(() => world)
  beforeEach(async () => {
    world = await SyncWorld.create(database.db, { module: 'meetings' })
  })

  it.each(uncertainChoices.U11)(
    'the series stays; as a single event it is one new meeting (%s)',
    async (U11) => {
      world.emulator.settings.setUncertain({ U11 })
      const { id } = await life.make()
      await world.settle()
      const times = { start: life.utc(1), end: life.utc(1, '10:00') }
      const startDate = life.day(1)
      const recurrence = {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'noEnd', startDate, recurrenceTimeZone: 'UTC' },
      }
      await life.editEvent((await life.event()).id, { ...times, recurrence })
      await settleLater()
      await leave[way](id)
      await settleLater()
      await fullRound()
      expect(await world.items()).toMatchObject([{ type: 'seriesMaster' }])
      expect(await life.all()).toEqual([])
      await life.editEvent((await life.event()).id, { recurrence: null })
      await settleLater()
      await fullRound()
      const all = await life.all()
      expect(all).toMatchObject([{ title: 'Review' }])
      expect(all[0]?.id).not.toBe(id)
      expect(await world.items()).toHaveLength(1)
      expect(await world.writesOf(() => settleLater())).toEqual([])
    },
  )

  it('an event kept for its attendees stays the user’s own, and is a meeting once she edits it', async () => {
    await world.settle()
    const attendees = [{ type: 'required', emailAddress: { address: 'marc@fabrikam.example', name: 'Marc' } }]
    await life.makeEvent({ attendees })
    await settleLater()
    const [meeting] = await life.all()
    const id = meeting?.id ?? ''
    await life.edit(id, { recurrence: 'FREQ=DAILY;COUNT=5' })
    await settleLater()
    await leave[way](id)
    await settleLater()
    await fullRound()
    await life.editEvent((await life.event()).id, { categories: ['Not mapped'] })
    await settleLater()
    expect(await life.all()).toEqual([])
    expect(await world.items()).toHaveLength(1)
    await life.editEvent((await life.event()).id, { location: { displayName: 'Room 9' } })
    await settleLater()
    await fullRound()
    expect(await life.all()).toMatchObject([{ title: 'Visit', location: 'Room 9' }])
    expect(await world.items()).toHaveLength(1)
  })
})

describe('a pair of which both sides recur (M5)', () => {
  const life = meetingLife(() => world)
  it('is the same meeting once both are single, whichever is first', async () => {
    world = await SyncWorld.create(database.db, { module: 'meetings' })
    const { id } = await life.make()
    await world.settle()
    const monday = { start: life.utc(8), end: life.utc(8, '10:00') }
    const range = { ...weekly.range, startDate: life.day(8) }
    const recurrence = { pattern: { type: 'daily', interval: 1 }, range }
    await life.editEvent((await life.event()).id, { ...monday, recurrence })
    await settleLater()
    await life.edit(id, { recurrence: 'FREQ=WEEKLY' })
    await settleLater()
    await life.editEvent((await life.event()).id, { recurrence: null })
    await settleLater()
    await life.edit(id, { recurrence: null, title: 'Single again' })
    await settleLater()
    expect(await life.all()).toMatchObject([{ id, title: 'Single again' }])
    expect(await world.items()).toMatchObject([{ subject: 'Single again', type: 'singleInstance' }])
  })
})

describe('a task that has become recurring in To Do (T5, T6)', () => {
  const repeats = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'noEnd', startDate: '2026-03-02', recurrenceTimeZone: 'UTC' },
  }
  const tasks = () => listOwnedTasks(world.ana, { ownerId: world.ana.memberId, afterId: null, limit: 200 })
  const edit = (id: string, patch: TaskPatch) => updateTask(world.ana, { id, patch })
  const change = async (item: GraphJson | undefined, patch: GraphJson) =>
    world.outlook('PATCH', await world.itemPath(item ?? {}), patch)
  let id: string
  let item: GraphJson | undefined
  beforeEach(async () => {
    world = await SyncWorld.create(database.db, { module: 'tasks' })
    id = (await createTask(world.ana, taskDraft.parse({ subject: 'Water', dueDate: '2026-03-02' }))).id
    await world.settle()
    item = (await world.items())[0]
    await change(item, { recurrence: repeats })
    await settleLater()
  })

  it.each([
    ['Water', 'on one page', 50],
    ['Water', 'on pages of their own', 1],
    ['Renamed', 'on one page', 50],
  ])('leaves completed copies behind that stay out like itself (%s, %s)', async (title, _, pageSize) => {
    world.engine.pageSize = pageSize
    await change(item, { title })
    await change(item, { status: 'completed' })
    await settleLater()
    expect(await world.items()).toHaveLength(2)
    expect(await tasks()).toMatchObject([{ id, status: 'notStarted' }])
  })

  it('and whose record is given away is one new task when it is single again', async () => {
    const { memberId: ownerId } = await world.crm.member()
    await edit(id, { description: 'For Bruno' })
    await changeOwnerOfTasks(world.ana, { ids: [id], ownerId })
    await settleLater()
    expect(await tasks()).toEqual([])
    expect(await world.items()).toHaveLength(1)
    await change(item, { recurrence: null })
    await settleLater()
    expect(await tasks()).toMatchObject([{ subject: 'Water' }])
    expect(await world.items()).toHaveLength(1)
  })
})

it('a suspended pair is the same pair in a calendar that was kept and is taken up again (A2)', async () => {
  const life = meetingLife(() => world)
  world = await SyncWorld.create(database.db, { module: 'meetings' })
  await life.make()
  await world.settle()
  const times = { start: life.utc(1), end: life.utc(1, '10:00') }
  const recurrence = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'noEnd', startDate: life.day(1), recurrenceTimeZone: 'UTC' },
  }
  await life.editEvent((await life.event()).id, { ...times, recurrence })
  await settleLater()
  await disableConnection(world.ana, 'meetings', { keep: true })
  await settleLater(61_000)
  await world.enable()
  await settleLater()
  expect(await world.items()).toMatchObject([{ type: 'seriesMaster' }])
  await life.editEvent((await life.event()).id, { recurrence: null })
  await settleLater()
  await fullRound()
  expect(await life.all()).toHaveLength(1)
  expect(await world.items()).toHaveLength(1)
})
