import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { meetingDraft } from '@/lib/crm/meetings/fields'
import { createMeeting, getMeeting, listOwnedMeetings, updateMeeting } from '@/lib/crm/meetings/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
})

const make = (more: Record<string, unknown> = {}) =>
  createMeeting(
    world.ana,
    meetingDraft.parse({
      title: 'Review',
      start: '2026-03-05T13:00:00Z',
      end: '2026-03-05T14:00:00Z',
      timeZone: 'Europe/Paris',
      ...more,
    }),
  )
const meetings = () =>
  listOwnedMeetings(world.ana, { ownerId: world.ana.memberId, afterId: null, limit: 200 })
const utc = (dateTime: string) => ({ dateTime: `${dateTime}:00.0000000`, timeZone: 'UTC' })

describe('meetings of the user, in both places (M1, M2, M3)', () => {
  it('a meeting of the CRM appears in the calendar, in its zone and without attendees (M4)', async () => {
    await make({
      location: 'Room 4',
      description: 'One\nTwo',
      participants: [{ type: 'email', email: 'x@y.example' }],
    })
    await world.settle()
    const [event, ...more] = await world.items()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      subject: 'Review',
      location: { displayName: 'Room 4' },
      isAllDay: false,
      start: utc('2026-03-05T13:00'),
      end: utc('2026-03-05T14:00'),
      originalStartTimeZone: 'Romance Standard Time',
      attendees: [],
    })
    expect(JSON.stringify(event?.body)).toContain('<div>One</div><div>Two</div>')
  })

  it('an event made in the calendar becomes a meeting that the user hosts', async () => {
    await world.settle()
    await world.outlook('POST', `${await world.folder()}/events`, {
      subject: 'Visit',
      start: { dateTime: '2026-03-06T09:00:00', timeZone: 'Tokyo Standard Time' },
      end: { dateTime: '2026-03-06T10:30:00', timeZone: 'Tokyo Standard Time' },
      body: { contentType: 'html', content: '<p>Agenda</p><p>Lunch</p>' },
    })
    await world.settle()
    expect(await meetings()).toMatchObject([
      {
        title: 'Visit',
        ownerId: world.ana.memberId,
        origin: 'microsoft',
        start: '2026-03-06T00:00:00.000Z',
        end: '2026-03-06T01:30:00.000Z',
        timeZone: 'Asia/Tokyo',
        description: 'Agenda\nLunch',
      },
    ])
  })

  it('edits cross in both directions, and everything else of the event stays', async () => {
    const { id } = await make({ description: 'Text' })
    await world.settle()
    const [event] = await world.items()
    await world.outlook('PATCH', `/events/${event?.id}`, {
      subject: 'Moved over there',
      categories: ['Blue'],
      showAs: 'free',
      reminderMinutesBeforeStart: 5,
    })
    await updateMeeting(world.ana, { id, patch: { location: 'Room 5' } })
    await world.settle()
    expect(await getMeeting(world.ana, id)).toMatchObject({ title: 'Moved over there', location: 'Room 5' })
    expect(await world.items()).toMatchObject([
      {
        subject: 'Moved over there',
        location: { displayName: 'Room 5' },
        categories: ['Blue'],
        showAs: 'free',
        reminderMinutesBeforeStart: 5,
        body: event?.body,
      },
    ])
  })

  it('two idle sides cause no write (A3)', async () => {
    await make()
    await world.settle()
    await world.pass(60_000)
    await world.settle()
    const writes = await world.writesOf(async () => {
      await world.pass(26 * 3_600_000)
      await world.settle()
    })
    expect(writes).toEqual([])
  })
})
