import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import { control } from '@/emulator/testing/control'
import { deleteMeeting, listOwnedMeetings, restoreMeeting } from '@/lib/crm/meetings/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { previewConnection } from '@/lib/sync/preview/preview-connection'
import { attendeesInMicrosoft } from '@/lib/sync/records/attendees-in-microsoft'
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

const count = async () => [(await life.all()).length, (await world.items()).length]
const settleLater = async () => {
  await world.pass(1_000)
  await world.settle()
}
const attendees = [{ type: 'required', emailAddress: { address: 'marc@fabrikam.example', name: 'Marc' } }]
const mailed = async () => {
  const { body } = await control(world.emulator, 'GET', '/mail')
  return (body as { kind: string }[]).filter(({ kind }) => kind === 'meeting').length
}

describe('deleting one meeting (M9)', () => {
  it('in the CRM deletes its event', async () => {
    const { id } = await life.make()
    await world.settle()
    await deleteMeeting(world.ana, { id })
    await settleLater()
    expect(await count()).toEqual([0, 0])
  })

  it('in Microsoft 365 puts the meeting into the recycle bin, and restored it is there again (A1)', async () => {
    const { id } = await life.make()
    await world.settle()
    await world.outlook('DELETE', `/events/${(await life.event()).id}`)
    await settleLater()
    expect((await life.byId(id))?.deletedAt).not.toBeNull()
    await restoreMeeting(world.ana, id)
    await settleLater()
    expect(await count()).toEqual([1, 1])
  })

  it('an edit beats it, in both directions', async () => {
    const here = await life.make({ title: 'here' })
    const there = await life.make({ title: 'there' })
    await settleLater()
    const events = await world.items()
    const eventOf = (title: string) => events.find(({ subject }) => subject === title)?.id
    await world.outlook('DELETE', `/events/${eventOf('here')}`)
    await life.edit(here.id, { location: 'Room 4' })
    await deleteMeeting(world.ana, { id: there.id })
    await life.editEvent(eventOf('there'), { subject: 'edited there' })
    await settleLater()
    expect((await life.all()).map(({ title }) => title).sort()).toEqual(['edited there', 'here'])
    expect((await world.items()).map(({ subject }) => subject).sort()).toEqual(['edited there', 'here'])
  })

  it('many at once are held (A5)', async () => {
    for (let at = 0; at < 12; at += 1) await life.make({ title: `N${at}` })
    await settleLater()
    for (const { id } of await world.items()) await world.outlook('DELETE', `/events/${id}`)
    await settleLater()
    expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-deletions' })
    expect(await count()).toEqual([12, 0])
    await resumeConnection(world.ana, 'meetings', 'restore')
    await world.settle()
    expect(await count()).toEqual([12, 12])
  })
})

describe.each(uncertainChoices.U44)('what delta calls removed (U44 = %s)', (U44) => {
  beforeEach(() => world.emulator.settings.setUncertain({ U44 }))

  it('moved to another calendar it goes to the recycle bin, and the activity says so', async () => {
    const { id } = await life.make()
    await world.settle()
    const other = await life.otherCalendar()
    await world.move(String((await life.event()).id), other.split('/')[2] ?? '')
    await settleLater()
    expect((await life.byId(id))?.deletedAt).not.toBeNull()
    expect(await life.reasons()).toContain('deleted moved-to-another-calendar')
    const page = await world.outlook('GET', `${other}/events`)
    expect(page.value).toHaveLength(1)
  })

  it('an item that is still there stays', async () => {
    const { id } = await life.make()
    await world.settle()
    const { id: eventId } = await life.event()
    world.onAnswer = async (request, response) => {
      if (!request.url.includes('/delta')) return response
      const page = (await response.json()) as { value: unknown[] }
      return Response.json({
        ...page,
        value: [...page.value, { id: eventId, '@removed': { reason: 'deleted' } }],
      })
    }
    await settleLater()
    expect(await life.get(id)).toMatchObject({ deletedAt: null })
    expect(await world.links()).toMatchObject([{ state: 'linked', removedAt: null }])
  })
})

it('events of other calendars are left alone (M3)', async () => {
  await world.settle()
  await life.makeEvent({ subject: 'Private' }, await life.otherCalendar())
  await life.makeEvent({ subject: 'Default' }, '')
  await settleLater()
  expect(await life.all()).toEqual([])
})

describe('the end of the calendar (M10, A6)', () => {
  it.each(uncertainChoices.U2)(
    'deleted in Microsoft 365 it ends the sync, and the meetings stay (U2 = %s)',
    async (U2) => {
      world.emulator.settings.setUncertain({ U2 })
      for (let at = 0; at < 3; at += 1) await life.make()
      await world.settle()
      await world.outlook('DELETE', await world.folder())
      await world.settle()
      expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted' })
      expect(await life.all()).toHaveLength(3)
    },
  )

  it('disabling removes it and mails nobody, whoever its events invite (A8)', async () => {
    await life.make()
    await world.settle()
    await life.makeEvent({ attendees })
    await settleLater()
    const before = await mailed()
    const deps = { engine: world.engine, signIn: world.signIn }
    expect(await previewConnection(world.ana, deps, 'meetings', {}, 'disable')).toMatchObject({
      microsoft: { delete: 2 },
      invited: { events: 1, attendees: 1 },
    })
    await disableConnection(world.ana, 'meetings', { keep: false })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'disabled-by-user' })
    expect(
      (await listOwnedMeetings(world.ana, { ownerId: world.ana.memberId, afterId: null, limit: 9 })).length,
    ).toBe(2)
    const calendars = (await world.outlook('GET', '/calendars')).value as { name: string }[]
    expect(calendars.filter(({ name }) => name.startsWith('Tandem'))).toEqual([])
    expect(await mailed()).toBe(before)
  })

  it('a calendar that was kept is taken up again, and nothing is doubled', async () => {
    await life.make({ title: 'One' })
    await world.settle()
    await life.makeEvent({ subject: 'Two', attendees })
    await settleLater()
    await disableConnection(world.ana, 'meetings', { keep: true })
    await world.settle()
    await world.pass(61_000)
    await world.enable()
    await settleLater()
    expect(await count()).toEqual([2, 2])
    expect((await world.row()).containerName).toBe('Tandem CRM')
  })

  it('a calendar of the same name that is not ours stays untouched: ours gets a number (M1)', async () => {
    world = await SyncWorld.create(database.db, { module: 'meetings' })
    await world.outlook('POST', '/calendars', { name: 'Tandem CRM' })
    await life.make()
    await world.settle()
    expect(await world.row()).toMatchObject({ containerName: 'Tandem CRM 2' })
    expect(await world.items()).toHaveLength(1)
  })
})

describe('nobody is mailed by the sync (A8)', () => {
  it('the number of people Microsoft would mail is known without asking it', async () => {
    await world.settle()
    await life.makeEvent({ subject: 'With', attendees })
    await life.makeEvent({ subject: 'Without' })
    await settleLater()
    const all = await life.all()
    const counts = await attendeesInMicrosoft(
      world.ana,
      all.map(({ id }) => id),
    )
    expect([...counts.values()]).toEqual([1])
    const stranger = await world.crm.member()
    expect(
      await attendeesInMicrosoft(
        { ...stranger, organisationId: crypto.randomUUID() },
        all.map(({ id }) => id),
      ),
    ).toEqual(new Map())
  })

  it('an edit here never changes who is invited, and an edit of nothing writes nothing', async () => {
    await world.settle()
    await life.makeEvent({ attendees })
    await settleLater()
    const before = await mailed()
    await world.pass(26 * 3_600_000)
    await world.settle()
    expect(await mailed()).toBe(before)
    const [meeting] = await life.all()
    await life.edit(meeting?.id ?? '', { title: 'Renamed' })
    await settleLater()
    expect(await life.event()).toMatchObject({
      subject: 'Renamed',
      attendees: [{ emailAddress: { address: 'marc@fabrikam.example' } }],
    })
  })
})
