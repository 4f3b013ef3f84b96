import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContact, updateContact } from '../contacts/verbs'
import { createLead } from '../leads/verbs'
import { CrmWorld } from '../testing/crm-world'
import { dueReminders } from './due-reminders'
import type { MeetingDraft } from './fields'
import { listMeetings, listMeetingsBetween } from './list-meetings'
import { createMeeting, createMeetings, deleteMeeting, updateMeeting } from './verbs'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
})

const at = (title: string, start: string, end: string, more: Partial<MeetingDraft> = {}): MeetingDraft => ({
  title,
  start: `2026-${start}:00Z`,
  end: `2026-${end}:00Z`,
  timeZone: 'Europe/Paris',
  ...more,
})
const days = (title: string, start: string, end: string, more: Partial<MeetingDraft> = {}): MeetingDraft => ({
  title,
  allDay: true,
  start: `2026-${start}`,
  end: `2026-${end}`,
  timeZone: 'Europe/Paris',
  ...more,
})
/** From one midnight of Paris to another, in March 2026 before the change of clocks. */
const march = (first: number, last: number, timeZone = 'Europe/Paris') => ({
  from: new Date(Date.UTC(2026, 2, first, -1)),
  to: new Date(Date.UTC(2026, 2, last + 1, -1)),
  timeZone,
})
async function shown(context: typeof ana, query: Parameters<typeof listMeetingsBetween>[1]) {
  const { occurrences } = await listMeetingsBetween(context, query)
  return occurrences.map(({ meeting, start }) => `${meeting.title} ${start.slice(5, 16)}`)
}

describe('a calendar', () => {
  it('shows what touches its range, in order of time', async () => {
    await createMeetings(ana, [
      at('ends at its start', '03-01T22:00', '03-01T23:00'),
      at('runs into it', '03-01T22:00', '03-01T23:30'),
      at('inside', '03-02T09:00', '03-02T10:00'),
      at('without length', '03-01T23:00', '03-01T23:00'),
      at('starts at its end', '03-02T23:00', '03-02T23:30'),
      at('over all of it', '02-20T09:00', '03-20T10:00'),
    ])
    expect(await shown(ana, march(2, 2))).toEqual([
      'over all of it 02-20T09:00',
      'runs into it 03-01T22:00',
      'without length 03-01T23:00',
      'inside 03-02T09:00',
    ])
  })

  it.each([
    ['Pacific/Auckland', new Date('2026-03-01T11:00:00Z')],
    ['Europe/Paris', new Date('2026-03-01T23:00:00Z')],
    ['Pacific/Honolulu', new Date('2026-03-02T10:00:00Z')],
  ])('shows a day of somebody in %s the days that it is, not those beside it', async (timeZone, from) => {
    await createMeetings(ana, [
      days('before', '03-01', '03-02'),
      days('that day', '03-02', '03-03'),
      days('several', '02-27', '03-05'),
      days('after', '03-03', '03-04'),
    ])
    const to = new Date(from.getTime() + 86_400_000)
    expect(await shown(ana, { from, to, timeZone })).toEqual(['several 02-27', 'that day 03-02'])
  })

  it('shows each repetition of a recurring meeting', async () => {
    await createMeetings(ana, [
      at('weekly', '01-05T09:00', '01-05T10:00', { recurrence: 'FREQ=WEEKLY' }),
      at('over', '01-05T09:00', '01-05T10:00', { recurrence: 'FREQ=DAILY;COUNT=10' }),
      days('sprint', '03-02', '03-04', { recurrence: 'FREQ=WEEKLY;INTERVAL=2' }),
      at('late', '03-01T22:30', '03-02T00:30', { recurrence: 'FREQ=DAILY;UNTIL=20260303' }),
    ])
    expect(await shown(ana, march(3, 16))).toEqual([
      'sprint 03-02',
      'late 03-02T22:30',
      'late 03-03T22:30',
      'weekly 03-09T09:00',
      'sprint 03-16',
      'weekly 03-16T09:00',
    ])
  })

  it('shows of one host, about one contact, and nothing from the bin', async () => {
    const admin = await world.admin()
    const contact = await createContact(ana, { lastName: 'Roux' })
    const about = { type: 'contact' as const, id: contact.id }
    const [gone] = await createMeetings(ana, [
      at('gone', '03-02T09:00', '03-02T10:00'),
      at('mine', '03-02T09:00', '03-02T10:00'),
      at('related', '03-02T10:00', '03-02T11:00', { relatedTo: about }),
      at('takes part', '03-02T11:00', '03-02T12:00', { participants: [about] }),
    ])
    await deleteMeeting(ana, { id: gone?.id ?? '' })
    await createMeeting(admin, at('admin’s', '03-02T12:00', '03-02T13:00'))
    expect(await shown(ana, march(2, 2))).toHaveLength(3)
    expect(await shown(admin, march(2, 2))).toHaveLength(4)
    expect(await shown(admin, { ...march(2, 2), ownerId: admin.memberId })).toEqual(['admin’s 03-02T12:00'])
    expect(await shown(ana, { ...march(2, 2), about })).toEqual([
      'related 03-02T10:00',
      'takes part 03-02T11:00',
    ])
  })

  it('shows nobody else’s, nothing of another organisation, and nothing without the right', async () => {
    await createMeeting(ana, at('mine', '03-02T09:00', '03-02T10:00'))
    const stranger = await (await CrmWorld.create(database.db)).admin()
    expect(await shown(await world.member(), march(2, 2))).toEqual([])
    expect(await shown(stranger, march(2, 2))).toEqual([])
    const refused = { code: 'permission-required', details: { permission: 'meetings.view' } }
    const without = await world.without('meetings.view')
    await expect(listMeetingsBetween(without, march(2, 2))).rejects.toMatchObject(refused)
    await expect(listMeetings(without, { limit: 5 })).rejects.toMatchObject(refused)
    const moment = { since: world.now, until: world.now, timeZone: 'UTC' }
    await expect(dueReminders(without, moment)).rejects.toMatchObject(refused)
  })

  it('refuses a range that nobody looks at', async () => {
    const range = { from: new Date('2020-01-01'), to: new Date('2026-01-01'), timeZone: 'UTC' }
    await expect(listMeetingsBetween(ana, range)).rejects.toMatchObject({ code: 'malformed' })
  })
})

describe('the list of meetings', () => {
  it('is in order of the start, page by page, of what is to come or of what is over', async () => {
    await createMeetings(ana, [
      at('C', '03-04T09:00', '03-04T10:00'),
      at('over', '03-02T07:00', '03-02T08:00'),
      days('today', '03-02', '03-03'),
      days('yesterday', '03-01', '03-02'),
      at('B', '03-03T09:00', '03-03T10:00'),
      at('A', '03-02T08:30', '03-02T09:30'),
      at('weekly', '01-05T09:00', '01-05T10:00', { recurrence: 'FREQ=WEEKLY' }),
    ])
    const when = { over: false, now: world.now, timeZone: 'Europe/Paris' }
    const titles = async (over: boolean) => {
      const sort = { by: 'start', descending: over } as const
      const query = { when: { ...when, over }, sort, limit: 2 }
      const found: string[] = []
      let page = await listMeetings(ana, query)
      for (; page.next !== null; page = await listMeetings(ana, { ...query, after: page.next })) {
        found.push(...page.items.map(({ title }) => title))
      }
      return [...found, ...page.items.map(({ title }) => title)]
    }
    expect(await titles(false)).toEqual(['weekly', 'today', 'A', 'B', 'C'])
    expect(await titles(true)).toEqual(['over', 'yesterday'])
  })

  it('finds by title and place', async () => {
    await createMeetings(ana, [
      at('Réunion budget', '03-02T09:00', '03-02T10:00', { location: 'Salle Œuvre' }),
      at('Other', '03-02T09:00', '03-02T10:00'),
    ])
    for (const search of ['reun', 'oeuvre']) {
      expect((await listMeetings(ana, { limit: 5, search })).items).toHaveLength(1)
    }
  })
})

describe('a search for meetings', () => {
  const hour = { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' }
  const found = async (context: typeof ana, search: string) =>
    (await listMeetings(context, { limit: 9, search, sort: { by: 'name', descending: false } })).items.map(
      ({ title }) => title,
    )

  it('finds by who takes part: name and addresses, and not by where they live', async () => {
    const zoe = await createContact(ana, {
      firstName: 'Zoé',
      lastName: 'Œuvrard',
      email: 'z.roux@acme.example',
      secondaryEmail: 'privee@home.example',
      mailingCity: 'Lyon',
    })
    const lead = await createLead(ana, { lastName: 'Petit' })
    const participants = [
      { type: 'contact' as const, id: zoe.id },
      { type: 'lead' as const, id: lead.id },
      { type: 'user' as const, id: ana.memberId },
      { type: 'email' as const, email: 'Hélène_Blanc@outside.example', name: 'Иван Łoś' },
    ]
    await createMeetings(ana, [
      { ...hour, title: 'Budget', participants },
      { ...hour, title: 'Budget alone' },
    ])
    for (const search of ['zoe', 'oeuv', 'roux', 'privee@home', 'petit', 'test', 'blanc', 'иван', 'los'])
      expect(await found(ana, search), search).toEqual(['Budget'])
    expect(await found(ana, 'zoe petit budg')).toEqual(['Budget'])
    expect(await found(ana, 'budg')).toEqual(['Budget', 'Budget alone'])
    for (const search of ['lyon', 'ouvrard', 'alone zoe'])
      expect(await found(ana, search), search).toEqual([])
  })

  it('follows a participant who is called otherwise, and pages what it finds', async () => {
    const { id } = await createContact(ana, { lastName: 'Roux' })
    const participants = [{ type: 'contact' as const, id }]
    await createMeetings(
      ana,
      ['A', 'B', 'C'].map((title) => ({ ...hour, title, participants })),
    )
    await updateContact(ana, { id, patch: { lastName: 'Legrand' } })
    expect(await found(ana, 'roux')).toEqual([])
    const query = { search: 'legr', sort: { by: 'start', descending: false }, limit: 2 } as const
    const first = await listMeetings(ana, query)
    const second = await listMeetings(ana, { ...query, after: first.next ?? undefined })
    expect([...first.items, ...second.items].map(({ title }) => title).sort()).toEqual(['A', 'B', 'C'])
  })

  it('does not betray whom the reader may not see, and refuses another organisation (A7)', async () => {
    const admin = await world.admin()
    const { id } = await createContact(admin, { lastName: 'Secret' })
    const participants = [{ type: 'contact' as const, id }]
    const meeting = await createMeeting(admin, { ...hour, title: 'Theirs', participants })
    await updateMeeting(admin, { id: meeting.id, patch: { ownerId: ana.memberId } })
    expect(await found(admin, 'secret')).toEqual(['Theirs'])
    expect(await found(ana, 'secret')).toEqual([])
    const blind = await world.member(
      builtInPermissions.administrator.filter((name) => name !== 'contacts.view'),
    )
    expect(await found(blind, 'secret')).toEqual([])
    const stranger = await (await CrmWorld.create(database.db)).admin()
    expect(await found(stranger, 'secret')).toEqual([])
    expect(await found(stranger, 'theirs')).toEqual([])
  })
})

describe('reminders', () => {
  const due = async (since: string, until: string) =>
    (
      await dueReminders(ana, {
        since: new Date(`2026-03-${since}:00Z`),
        until: new Date(`2026-03-${until}:00Z`),
        timeZone: 'Europe/Paris',
      })
    ).map(({ meeting, start, dueAt }) => [
      meeting.title,
      start.slice(5, 16),
      dueAt.toISOString().slice(5, 16),
    ])

  it('are due once: after the last look, up to now', async () => {
    await createMeeting(ana, at('Talk', '03-02T09:00', '03-02T10:00', { reminderMinutes: 15 }))
    expect(await due('02T08:44', '02T08:45')).toEqual([['Talk', '03-02T09:00', '03-02T08:45']])
    expect(await due('02T08:45', '02T09:30')).toEqual([])
    expect(await due('02T08:00', '02T08:44')).toEqual([])
  })

  it('come before each repetition, and before the day of the user', async () => {
    await createMeetings(ana, [
      at('weekly', '02-02T09:00', '02-02T10:00', { recurrence: 'FREQ=WEEKLY', reminderMinutes: 60 }),
      days('fair', '03-09', '03-10', { reminderMinutes: 1_440 }),
    ])
    expect(await due('02T00:00', '09T12:00')).toEqual([
      ['weekly', '03-02T09:00', '03-02T08:00'],
      ['fair', '03-09', '03-07T23:00'],
      ['weekly', '03-09T09:00', '03-09T08:00'],
    ])
  })

  it('are of one’s own meetings that take place', async () => {
    const admin = await world.admin()
    const draft = at('Talk', '03-02T09:00', '03-02T10:00', { reminderMinutes: 15 })
    await createMeeting(admin, draft)
    await createMeeting(world.syncOf(ana), { ...draft, status: 'cancelled' })
    await createMeeting(ana, { ...draft, reminderMinutes: null })
    const { id } = await createMeeting(ana, draft)
    await deleteMeeting(ana, { id })
    expect(await due('02T08:00', '02T09:00')).toEqual([])
  })
})
