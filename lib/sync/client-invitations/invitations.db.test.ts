import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, deleteContact } from '@/lib/crm/contacts/verbs'
import { createLead } from '@/lib/crm/leads/verbs'
import { type Guest, InvitationWorld, marc } from './testing/invitation-world'

let database: TestDatabase
let world: InvitationWorld
let ana: Guest
let contactId: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await InvitationWorld.create(database.db)
  ana = await world.guest('ana')
  contactId = (await createContact(ana, { lastName: 'Okafor', email: marc.email })).id
})

describe('what becomes a meeting (M6)', () => {
  it('an accepted invitation of a contact, with the user as host and the contact as what it is about', async () => {
    await world.accepted(ana)
    await world.settle(ana)
    expect(await world.meetings(ana)).toMatchObject([
      {
        title: 'Quarterly review',
        location: 'Room 4',
        allDay: false,
        start: '2026-03-10T13:00:00.000Z',
        end: '2026-03-10T14:00:00.000Z',
        description: 'Prices of list B',
        status: 'scheduled',
        origin: 'invitation',
        ownerId: ana.memberId,
        relatedTo: { type: 'contact', id: contactId },
        participants: [{ type: 'contact', id: contactId }],
        joinUrl: null,
      },
    ])
    expect(await world.told(ana)).toEqual(['created'])
  })

  it('a second run changes nothing', async () => {
    await world.accepted(ana)
    await world.settle(ana)
    const before = await world.meetings(ana)
    await world.settle(ana)
    expect(await world.meetings(ana)).toEqual(before)
    expect(await world.told(ana)).toEqual(['created'])
  })

  it('any address of the organiser counts, in any case', async () => {
    await createContact(ana, {
      lastName: 'Roux',
      email: 'a@roux.example',
      secondaryEmail: 'B.Roux@Roux.example',
    })
    await world.accepted(ana, {}, { name: 'Berthe Roux', email: 'b.roux@ROUX.example' })
    await world.settle(ana)
    expect(await world.meetings(ana)).toHaveLength(1)
  })

  it('an invitation that lasts all day is its days', async () => {
    const day = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone: 'Pacific/Auckland' })
    await world.accepted(ana, { isAllDay: true, start: day('2026-03-10'), end: day('2026-03-12') })
    await world.settle(ana)
    expect(await world.meetings(ana)).toMatchObject([
      { allDay: true, start: '2026-03-10', end: '2026-03-12' },
    ])
  })

  it('the link to join is kept, and the block of instructions is not', async () => {
    await world.accepted(ana, {
      isOnlineMeeting: true,
      joinUrl: 'https://teams.microsoft.com/l/meetup-join/1',
    })
    await world.settle(ana)
    expect(await world.meetings(ana)).toMatchObject([
      { description: 'Prices of list B', joinUrl: 'https://teams.microsoft.com/l/meetup-join/1' },
    ])
  })
})

describe('what does not (M6)', () => {
  const nothing = async (...told: string[]) => {
    await world.settle(ana)
    await world.settle(ana)
    expect(await world.meetings(ana)).toEqual([])
    expect(await world.told(ana)).toEqual(told)
  }

  it('one that is not answered, and the activity says so once', async () => {
    await world.invite([ana])
    await nothing('skipped not-answered')
  })

  it('a tentative one', async () => {
    await world.answer(ana, await world.invite([ana]), 'tentativelyAccept')
    await nothing('skipped tentative')
  })

  it('a series', async () => {
    await world.accepted(ana, {
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
        range: { type: 'numbered', startDate: '2026-03-10', numberOfOccurrences: 5 },
      },
    })
    await nothing('skipped recurring')
  })

  it('one of a colleague', async () => {
    const colleague = { name: 'Carl', email: 'carl@small.example' }
    await createContact(ana, { lastName: 'Carl', email: colleague.email })
    await world.accepted(ana, {}, colleague)
    await nothing('skipped organiser-is-colleague')
  })

  it('one that was cancelled before she answered', async () => {
    await world.cancel(await world.invite([ana]))
    await nothing('skipped cancelled')
  })

  it('one of a stranger, without a word', async () => {
    await world.accepted(ana, {}, { name: 'Stranger', email: 'x@stranger.example' })
    await nothing()
  })

  it('one of a contact in the recycle bin', async () => {
    await deleteContact(ana, { id: contactId })
    await world.accepted(ana)
    await nothing()
  })

  it('her own appointments', async () => {
    const at = (hour: string) => ({ dateTime: `2026-03-10T${hour}:00:00`, timeZone: 'UTC' })
    await world.outlook(ana, 'POST', '/events', { subject: 'Mine', start: at('08'), end: at('09') })
    await nothing()
  })
})

describe('what brings it in later (M6)', () => {
  it('an acceptance', async () => {
    const invited = await world.invite([ana])
    await world.settle(ana)
    await world.answer(ana, invited)
    await world.settle(ana)
    expect(await world.meetings(ana)).toHaveLength(1)
    expect(await world.told(ana)).toEqual(['skipped not-answered', 'created'])
  })

  it('a lead with the organiser’s address', async () => {
    await world.accepted(ana, {}, { name: 'Lea Blanc', email: 'lea@blanc.example' })
    await world.settle(ana)
    expect(await world.meetings(ana)).toEqual([])
    const { id } = await createLead(ana, { lastName: 'Blanc', email: 'Lea@blanc.example' })
    await world.settle(ana)
    expect(await world.meetings(ana)).toMatchObject([{ relatedTo: { type: 'lead', id } }])
  })
})
