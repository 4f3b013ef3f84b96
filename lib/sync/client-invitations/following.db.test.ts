import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact } from '@/lib/crm/contacts/verbs'
import { createLead } from '@/lib/crm/leads/verbs'
import { deleteMeeting, getMeeting, restoreMeeting, updateMeeting } from '@/lib/crm/meetings/verbs'
import { type Guest, InvitationWorld, type Invited, marc } from './testing/invitation-world'

let database: TestDatabase
let world: InvitationWorld
let ana: Guest
let invited: Invited
let id: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await InvitationWorld.create(database.db)
  ana = await world.guest('ana')
  await createContact(ana, { lastName: 'Okafor', email: marc.email })
  invited = await world.accepted(ana)
  await world.settle(ana)
  id = (await world.meetings(ana))[0]?.id ?? ''
})

const only = async () => {
  const [meeting, ...more] = await world.meetings(ana)
  expect(more).toEqual([])
  return meeting
}
const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
const moved = { start: at('2026-03-11T08:00:00'), end: at('2026-03-11T09:30:00') }

describe('what the organiser changes follows (M8)', () => {
  it('time, place, subject and text', async () => {
    await world.change(invited, {
      ...moved,
      subject: 'Review, moved',
      location: { displayName: 'Room 5' },
      body: { contentType: 'html', content: '<p>Prices of list C</p>' },
    })
    await world.settle(ana)
    expect(await only()).toMatchObject({
      id,
      title: 'Review, moved',
      location: 'Room 5',
      description: 'Prices of list C',
      start: '2026-03-11T08:00:00.000Z',
      end: '2026-03-11T09:30:00.000Z',
      status: 'scheduled',
    })
    expect(await world.told(ana)).toEqual(['created', 'updated'])
  })

  it('from timed to all day and back', async () => {
    const day = { isAllDay: true, start: at('2026-03-12T00:00:00'), end: at('2026-03-13T00:00:00') }
    await world.change(invited, day)
    await world.settle(ana)
    expect(await only()).toMatchObject({ allDay: true, start: '2026-03-12', end: '2026-03-13' })
    await world.change(invited, { isAllDay: false, ...moved })
    await world.settle(ana)
    expect(await only()).toMatchObject({ allDay: false, start: '2026-03-11T08:00:00.000Z' })
  })

  it('also where a moved meeting asks for her answer again', async () => {
    world.emulator.settings.setUncertain({ U45: 'asked-again' })
    await world.change(invited, moved)
    await world.settle(ana)
    expect(await only()).toMatchObject({ status: 'scheduled', start: '2026-03-11T08:00:00.000Z' })
  })

  it('and what the user wrote herself stays', async () => {
    await updateMeeting(ana, { id, patch: { notes: 'Ask for the price', relatedTo: null, participants: [] } })
    await world.change(invited, { subject: 'Review, moved' })
    await world.settle(ana)
    expect(await only()).toMatchObject({
      title: 'Review, moved',
      notes: 'Ask for the price',
      relatedTo: null,
      participants: [],
    })
  })

  it('cancelled: marked so, with the title it had, however often it is cancelled', async () => {
    await world.cancel(invited)
    await world.settle(ana)
    await world.cancel(invited)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'cancelled', title: 'Quarterly review' })
    expect(await world.told(ana)).toEqual(['created', 'updated cancelled-by-organiser'])
  })

  it.each(['removed', 'kept'] as const)('declined later, and the event is %s', async (U10) => {
    world.emulator.settings.setUncertain({ U10 })
    await world.answer(ana, invited, 'decline')
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'cancelled' })
    const reason = U10 === 'kept' ? 'declined' : 'removed-in-microsoft'
    expect(await world.told(ana)).toEqual(['created', `updated ${reason}`])
  })

  it('removed from her calendar: marked cancelled', async () => {
    await world.outlook(ana, 'DELETE', `/events/${await world.eventId(ana, invited)}`)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'cancelled' })
  })

  it('declined and accepted after all: it takes place again', async () => {
    world.emulator.settings.setUncertain({ U10: 'kept' })
    await world.answer(ana, invited, 'decline')
    await world.settle(ana)
    await world.answer(ana, invited)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'scheduled' })
  })

  it('made a series: it is left as it is, and the activity says why', async () => {
    await world.change(invited, {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
        range: { type: 'numbered', startDate: '2026-03-10', numberOfOccurrences: 5 },
      },
    })
    await world.settle(ana)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'scheduled' })
    expect(await world.told(ana)).toEqual(['created', 'skipped recurring'])
  })

  it('moved beyond the window: it follows', async () => {
    await world.change(invited, { start: at('2034-03-11T08:00:00'), end: at('2034-03-11T09:00:00') })
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'scheduled', start: '2034-03-11T08:00:00.000Z' })
  })

  it('moved to another calendar of hers: as if removed, and the activity says so; moved back it goes on', async () => {
    const other = await world.outlook(ana, 'POST', '/calendars', { name: 'Private' })
    await world.move(ana, invited, String(other.id))
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'cancelled' })
    expect(await world.told(ana)).toEqual(['created', 'updated moved-to-another-calendar'])
    await world.move(ana, invited, null)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'scheduled' })
  })
})

describe('deleted in the CRM (M8)', () => {
  beforeEach(async () => {
    await deleteMeeting(ana, { id })
  })

  it('it stays away, whatever the organiser does, also after a full round', async () => {
    await world.settle(ana)
    await world.change(invited, { subject: 'Review, moved' })
    await world.settle(ana)
    world.emulator.outlook.expireDeltaTokens(ana.userId)
    await world.settle(ana)
    await world.cancel(invited)
    await world.settle(ana)
    expect(await world.meetings(ana)).toEqual([])
    expect((await getMeeting(ana, id)).deletedAt).not.toBeNull()
  })

  it('restored, it has caught up with what it missed', async () => {
    await world.change(invited, { ...moved, subject: 'Review, moved' })
    await world.settle(ana)
    await restoreMeeting(ana, id)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, title: 'Review, moved', start: '2026-03-11T08:00:00.000Z' })
  })

  it('restored after the event was removed, it is marked cancelled', async () => {
    await world.outlook(ana, 'DELETE', `/events/${await world.eventId(ana, invited)}`)
    await world.settle(ana)
    await restoreMeeting(ana, id)
    await world.settle(ana)
    expect(await only()).toMatchObject({ id, status: 'cancelled' })
  })
})

describe('several users are invited', () => {
  it('M7: each who has the switch on gets a meeting of her own, and the others none', async () => {
    const bruno = await world.guest('bruno')
    const alice = await world.guest('admin', { clientInvitations: false })
    const together = await world.invite([ana, bruno, alice], { subject: 'Together' })
    for (const guest of [ana, bruno, alice]) await world.answer(guest, together)
    for (const guest of [ana, bruno, alice]) await world.settle(guest)
    const named = async (guest: Guest) =>
      (await world.meetings(guest)).filter(({ title }) => title === 'Together')
    const [hers, his] = [await named(ana), await named(bruno)]
    expect(hers).toMatchObject([{ ownerId: ana.memberId }])
    expect(his).toMatchObject([{ ownerId: bruno.memberId }])
    expect(hers[0]?.id).not.toBe(his[0]?.id)
    expect(await world.meetings(alice)).toEqual([])
    await world.answer(bruno, together, 'decline')
    for (const guest of [ana, bruno]) await world.settle(guest)
    expect([...(await named(ana)), ...(await named(bruno))].map(({ status }) => status)).toEqual([
      'scheduled',
      'cancelled',
    ])
  })
})

describe('which of several leads and contacts with the address a meeting is about', () => {
  it('her own contact, else another’s, else her own lead, else another’s; the oldest of equals', async () => {
    const bruno = await world.guest('bruno')
    const lea = { name: 'Lea Blanc', email: 'lea@blanc.example' }
    const person = { lastName: 'Blanc', email: lea.email }
    const about = async (hour: number) => {
      const start = at(`2026-03-20T${10 + hour}:00:00`)
      await world.accepted(ana, { subject: `Call ${hour}`, start, end: start }, lea)
      await world.settle(ana)
      return (await world.meetings(ana)).find(({ title }) => title === `Call ${hour}`)?.relatedTo?.id
    }
    const later = () => world.base.pass(1_000)
    const hisLead = await createLead(bruno, person)
    expect(await about(0)).toBe(hisLead.id)
    await later()
    const herLead = await createLead(ana, person)
    expect(await about(1)).toBe(herLead.id)
    await later()
    const hisContact = await createContact(bruno, person)
    expect(await about(2)).toBe(hisContact.id)
    await later()
    const herContact = await createContact(ana, person)
    expect(await about(3)).toBe(herContact.id)
    await later()
    await createContact(ana, { lastName: 'Blanc', secondaryEmail: lea.email })
    expect(await about(4)).toBe(herContact.id)
  })
})
