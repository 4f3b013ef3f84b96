import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { firstSyncOf } from '@/lib/sync/connections/first-sync'
import { recordStates } from '@/lib/sync/records/record-states'
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
const on = (days: number) => ({ start: life.at(days), end: life.at(days, '10:00') })
const eventOn = (days: number) => ({ start: life.utc(days), end: life.utc(days, '10:00') })
const subjects = async () => (await world.items()).map(({ subject }) => String(subject)).sort()
const titles = async () => (await life.all()).map(({ title }) => title).sort()
const stateOf = async (id: string) => {
  const meeting = await life.byId(id)
  return (await recordStates(world.ana, 'meetings', meeting ? [meeting] : [])).get(id)
}
/** Time goes by as it does for a connection that is polled. */
const days = async (count: number) => {
  await world.pass(count * dayMs)
  await world.settle()
}

describe('which meetings have a place in the calendar (M1)', () => {
  it('those of the past 365 days and of the four years ahead; the others say so', async () => {
    const late = await life.make({ title: 'too late', ...on(1_463) })
    const old = await life.make({ title: 'too old', ...on(-367) })
    await life.make({ title: 'far', ...on(1_459) })
    await life.make({ title: 'past', ...on(-363) })
    await life.make({ title: 'days', allDay: true, start: life.day(-370), end: life.day(-360) })
    await world.settle()
    expect(await subjects()).toEqual(['days', 'far', 'past'])
    for (const { id } of [late, old])
      expect(await stateOf(id)).toMatchObject({
        state: 'skipped',
        reason: 'outside-window',
        microsoftId: null,
      })
  })

  it('the future goes first, then the past', async () => {
    const order = [1, 5, 400, -1, -30, -200]
    for (const at of [...order].reverse()) await life.make({ title: String(at), ...on(at) })
    await world.settle()
    // As they were made; those of one batch of chains in any order.
    const made = (await world.items()).map(({ subject }) => Number(subject))
    expect(made.slice(0, 3).sort((a, b) => a - b)).toEqual([1, 5, 400])
    expect(made.slice(3).sort((a, b) => b - a)).toEqual([-1, -30, -200])
  })

  it('the progress of the first sync ends with what stays outside', async () => {
    await life.make(on(-900))
    await life.make({ recurrence: 'FREQ=DAILY' })
    await life.make()
    let seen: unknown = null
    world.engine.checkpoint = async (step) => {
      if (step === 'chunk finished') seen = await firstSyncOf(world.ana, 'meetings')
    }
    await world.settle()
    expect(seen).toEqual({ done: 3, total: 3 })
  })

  it('time brings in what was too far ahead', async () => {
    const { id } = await life.make(on(1_464))
    await world.settle()
    expect(await world.items()).toEqual([])
    await days(4)
    expect(await world.items()).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'synced' })
  })

  it('an edit brings in what was outside', async () => {
    const { id } = await life.make(on(-400))
    await world.settle()
    await world.pass(1_000)
    await life.edit(id, on(3))
    await world.pass(1_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'synced' })
  })

  it('one that slides out stays where it is, and is still the same meeting', async () => {
    const { id } = await life.make({ title: 'old', ...on(-363) })
    await world.settle()
    await days(10)
    expect(await subjects()).toEqual(['old'])
    await life.editEvent((await life.event()).id, { subject: 'renamed' })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ title: 'renamed', deletedAt: null })
    await life.edit(id, { location: 'Archive' })
    await world.settle()
    expect(await world.items()).toMatchObject([{ location: { displayName: 'Archive' } }])
    expect(await life.all()).toHaveLength(1)
  })
})

describe('what delta does not show', () => {
  it('an event made outside the window becomes a meeting too (M3)', async () => {
    await world.settle()
    await life.makeEvent({ subject: 'ancient', ...eventOn(-2_000) })
    await life.makeEvent({ subject: 'distant', ...eventOn(3_000) })
    await world.settle()
    expect(await titles()).toEqual(['ancient', 'distant'])
  })

  it('an edit outside the window arrives within 15 minutes, both ways', async () => {
    await world.settle()
    await life.makeEvent({ subject: 'distant', ...eventOn(3_000) })
    await world.settle()
    await life.editEvent((await life.event()).id, { subject: 'renamed' })
    // Delta is made to say nothing of it.
    world.onAnswer = async (request, response) =>
      request.url.includes('delta') ? withoutRemovals(response) : response
    await world.pass(15 * 60_000)
    await world.settle()
    expect(await titles()).toEqual(['renamed'])
  })

  it('moved out of the window and in again by its user, it stays one meeting', async () => {
    const { id } = await life.make()
    await world.settle()
    const { id: eventId } = await life.event()
    await life.editEvent(eventId, eventOn(3_000))
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: life.at(3_000), deletedAt: null })
    await life.editEvent(eventId, eventOn(-900))
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: life.at(-900), deletedAt: null })
    await life.editEvent(eventId, eventOn(4))
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: life.at(4), deletedAt: null })
    expect(await life.all()).toHaveLength(1)
    expect(await world.items()).toHaveLength(1)
  })

  it('an event outside the window that is deleted goes to the recycle bin', async () => {
    await world.settle()
    await life.makeEvent({ subject: 'distant', ...eventOn(3_000) })
    await life.makeEvent({ subject: 'near', ...eventOn(2) })
    await world.settle()
    const distant = (await world.items()).find(({ subject }) => subject === 'distant')
    await world.outlook('DELETE', `/events/${distant?.id}`)
    await world.settle()
    expect(await titles()).toEqual(['near'])
  })
})

describe('the rolling of the window', () => {
  it('deletes and doubles nothing, and writes nothing', async () => {
    world.engine.pageSize = 2
    for (const at of [-364, -100, 0, 100, 1_455]) await life.make({ title: String(at), ...on(at) })
    await world.settle()
    await life.makeEvent({ subject: 'ancient', ...eventOn(-2_000) })
    await world.settle()
    const before = await subjects()
    const writes = await world.writesOf(async () => {
      for (let day = 0; day < 5; day += 1) await days(1)
    })
    expect(writes).toEqual([])
    expect(await subjects()).toEqual(before)
    expect(await titles()).toEqual(before)
    expect(await life.reasons()).not.toContain('deleted')
  })

  it('finds what was deleted while the cursor was dead', async () => {
    for (const at of [1, 2, 3]) await life.make({ title: String(at), ...on(at) })
    await world.settle()
    await world.pass(1_000)
    await world.outlook('DELETE', `/events/${(await life.event()).id}`)
    world.emulator.outlook.expireDeltaTokens('11111111-1111-4111-8111-111111111111')
    await world.settle()
    expect(await life.all()).toHaveLength(2)
  })

  it('asks for a window that one view can show (1,825 days)', async () => {
    await world.settle()
    const rounds = world.emulator.traffic.since(null).filter(({ path }) => path.includes('/delta'))
    expect(rounds.length).toBeGreaterThan(0)
    expect(rounds.every(({ status }) => status === 200)).toBe(true)
  })
})

async function withoutRemovals(response: Response): Promise<Response> {
  const page = (await response.json()) as { value?: Record<string, unknown>[] }
  const value = (page.value ?? []).filter((entry) => entry['@removed'] === undefined)
  return Response.json({ ...page, value })
}
