import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
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

const allDay = (from: string, to: string, timeZone = 'New Zealand Standard Time') => ({
  isAllDay: true,
  start: { dateTime: `${from}T00:00:00`, timeZone },
  end: { dateTime: `${to}T00:00:00`, timeZone },
})

describe('all-day meetings are days, never instants', () => {
  it.each(['Pacific/Auckland', 'Pacific/Honolulu', 'Europe/Paris', 'America/Santiago'])(
    'from the CRM, meant in %s',
    async (timeZone) => {
      const { id } = await life.make({ allDay: true, start: '2026-04-05', end: '2026-04-07', timeZone })
      await world.settle()
      expect(await life.event()).toMatchObject({
        isAllDay: true,
        start: { dateTime: '2026-04-05T00:00:00.0000000' },
        end: { dateTime: '2026-04-07T00:00:00.0000000' },
      })
      await life.editEvent((await life.event()).id, { subject: 'Renamed' })
      await world.settle()
      const same = { allDay: true, start: '2026-04-05', end: '2026-04-07', timeZone }
      expect(await life.get(id)).toMatchObject({ title: 'Renamed', ...same })
    },
  )

  it('from Outlook, in any zone', async () => {
    await world.settle()
    await life.makeEvent(allDay('2026-04-05', '2026-04-06'))
    await world.settle()
    expect(await life.all()).toMatchObject([
      { allDay: true, start: '2026-04-05', end: '2026-04-06', timeZone: 'Pacific/Auckland' },
    ])
  })

  it('timed becomes all-day and back, in both directions', async () => {
    const { id } = await life.make()
    await world.settle()
    await life.edit(id, { allDay: true, start: '2026-04-05', end: '2026-04-06' })
    await world.settle()
    const event = await life.event()
    expect(event).toMatchObject({ isAllDay: true, start: { dateTime: '2026-04-05T00:00:00.0000000' } })
    await life.editEvent(event.id, { isAllDay: false, start: life.utc(9), end: life.utc(9, '10:30') })
    await world.settle()
    expect(await life.get(id)).toMatchObject({
      allDay: false,
      start: life.at(9),
      end: life.at(9, '10:30'),
    })
    await life.editEvent(event.id, allDay('2026-04-08', '2026-04-10'))
    await world.settle()
    expect(await life.get(id)).toMatchObject({ allDay: true, start: '2026-04-08', end: '2026-04-10' })
  })
})

describe('times of a meeting', () => {
  it('edited on both sides are a conflict once, and the whole of the loser comes back (A1)', async () => {
    const { id, start } = await life.make()
    await world.settle()
    await world.pass(1_000)
    const { id: eventId } = await life.event()
    await life.editEvent(eventId, { start: life.utc(1, '15:00'), end: life.utc(1, '16:00') })
    await world.pass(1_000)
    await life.edit(id, { end: life.at(1, '18:00') })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start, end: life.at(1, '18:00') })
    expect(await life.event()).toMatchObject({
      start: { dateTime: life.at(1, '13:00').replace('.000Z', '.0000000') },
    })
    const told = (await world.told()).filter(({ action }) => action === 'conflict')
    expect(told).toHaveLength(1)
    await restoreActivity(world.ana, 'meetings', String(told[0]?.id))
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: life.at(1, '15:00'), end: life.at(1, '16:00') })
    expect(await life.event()).toMatchObject({
      start: { dateTime: life.at(1, '15:00').replace('.000Z', '.0000000') },
    })
  })

  it('a later edit of something else does not make earlier times later', async () => {
    const { id } = await life.make()
    await world.settle()
    await world.pass(1_000)
    await life.edit(id, { end: life.at(1, '18:00') })
    await world.pass(1_000)
    const theirs = { start: life.utc(1, '15:00'), end: life.utc(1, '16:00') }
    await life.editEvent((await life.event()).id, theirs)
    await world.pass(1_000)
    await life.edit(id, { location: 'Room 4' })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: life.at(1, '15:00'), end: life.at(1, '16:00') })
  })

  it('of the zones under one Windows name the meeting keeps its own, whatever is edited over there', async () => {
    const { id } = await life.make({ timeZone: 'Europe/Madrid' })
    await world.settle()
    await life.editEvent((await life.event()).id, {
      start: { dateTime: '2026-07-06T10:00:00', timeZone: 'Romance Standard Time' },
      end: { dateTime: '2026-07-06T11:00:00', timeZone: 'Romance Standard Time' },
    })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: '2026-07-06T08:00:00.000Z', timeZone: 'Europe/Madrid' })
  })

  it('another zone over there is another zone here', async () => {
    const { id } = await life.make()
    await world.settle()
    const tokyo = (dateTime: string) => ({ dateTime, timeZone: 'Asia/Tokyo' })
    await life.editEvent((await life.event()).id, {
      start: tokyo('2026-07-06T10:00:00'),
      end: tokyo('2026-07-06T11:00:00'),
    })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ start: '2026-07-06T01:00:00.000Z', timeZone: 'Asia/Tokyo' })
  })

  it('seconds stay in the CRM: nothing is written back and forth', async () => {
    const { id } = await life.make({
      start: '2026-03-05T13:00:42Z',
      end: '2026-03-05T14:00:00Z',
    })
    await world.settle()
    expect(await life.event()).toMatchObject({ start: { dateTime: '2026-03-05T13:00:00.0000000' } })
    await life.editEvent((await life.event()).id, { subject: 'Renamed' })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ title: 'Renamed', start: '2026-03-05T13:00:42.000Z' })
  })
})

describe('the text of a meeting and its title', () => {
  const content = async () => String(((await life.event()).body as { content: string }).content)

  it('a body keeps its formatting until its text is edited here', async () => {
    await world.settle()
    await life.makeEvent({ body: { contentType: 'html', content: '<p>Bring the <b>big</b> plans</p>' } })
    await world.settle()
    const [meeting] = await life.all()
    expect(meeting?.description).toBe('Bring the big plans')
    await life.edit(meeting?.id ?? '', { title: 'Other title' })
    await world.settle()
    expect(await content()).toContain('<b>big</b>')
    await life.edit(meeting?.id ?? '', { description: 'Bring nothing' })
    await world.settle()
    expect(await content()).not.toContain('<b>big</b>')
  })

  it('the part that joins an online meeting stays under a rewritten text', async () => {
    await world.settle()
    await life.makeEvent({ isOnlineMeeting: true, body: { contentType: 'html', content: '<p>Old</p>' } })
    await world.settle()
    const [meeting] = await life.all()
    expect(meeting?.description).toBe('Old')
    await life.edit(meeting?.id ?? '', { description: 'New' })
    await world.settle()
    const event = await life.event()
    expect(await content()).toContain('New')
    expect(event).toMatchObject({ isOnlineMeeting: true })
    await life.edit(meeting?.id ?? '', { description: null })
    await world.settle()
    expect(await life.event()).toMatchObject({ isOnlineMeeting: true })
  })

  it('a title that is too long there is cut, the activity says so, and it stays whole here', async () => {
    const title = '😀'.repeat(200)
    const { id } = await life.make({ title })
    await world.settle()
    expect(await life.event()).toMatchObject({ subject: '😀'.repeat(127) })
    expect(await life.reasons()).toContain('created value-cut')
    await life.editEvent((await life.event()).id, { location: { displayName: 'Room 4' } })
    await world.settle()
    expect(await life.get(id)).toMatchObject({ title, location: 'Room 4' })
  })

  it('an event without a subject is called (no title) here, and stays without one there', async () => {
    await world.settle()
    await life.makeEvent({ subject: '' })
    await world.settle()
    const [meeting] = await life.all()
    expect(meeting?.title).toBe('(no title)')
    await life.edit(meeting?.id ?? '', { location: 'Room 4' })
    await world.settle()
    expect(await life.event()).toMatchObject({ subject: '', location: { displayName: 'Room 4' } })
  })
})
