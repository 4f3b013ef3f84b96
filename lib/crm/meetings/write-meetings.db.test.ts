import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, member } from '@/db/schema/access'
import { change, meeting } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, updateContact } from '../contacts/verbs'
import { createLead, deleteLead } from '../leads/verbs'
import { CrmWorld } from '../testing/crm-world'
import {
  changeOwnerOfMeetings,
  createMeeting,
  createMeetings,
  deleteMeeting,
  deleteMeetings,
  getMeeting,
  listOwnedMeetings,
  restoreMeeting,
  updateMeeting,
  updateMeetings,
} from './verbs'

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

const talk = { title: 'Talk', start: '2026-03-05T14:00:00Z', end: '2026-03-05T15:00:00Z' }
const fair = { title: 'Fair', allDay: true, start: '2026-03-05', end: '2026-03-07' }

/** The code of each refused member, by its pointer. */
async function problems(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    const { details } = error as { details?: { errors?: { pointer: string; code: string }[] } }
    return Object.fromEntries((details?.errors ?? []).map(({ pointer, code }) => [pointer, code]))
  }
  return 'nothing was refused'
}

describe('a new meeting', () => {
  const live = (who: typeof ana, timeZone: string) => {
    const accountId = database.db
      .select({ id: member.accountId })
      .from(member)
      .where(eq(member.id, who.memberId))
    return database.db.update(account).set({ timeZone }).where(eq(account.id, accountId))
  }

  it('is in the time zone of who makes it, also for another host', async () => {
    const admin = await world.admin()
    await live(admin, 'Asia/Tokyo')
    const made = await createMeeting(admin, { ...talk, ownerId: ana.memberId })
    expect(made).toMatchObject({ ownerId: ana.memberId, timeZone: 'Asia/Tokyo' })
  })

  it('is hosted by who makes it, scheduled, of the CRM, in the time zone of the user', async () => {
    await live(ana, 'America/New_York')
    const made = await createMeeting(ana, talk)
    expect(await getMeeting(ana, made.id)).toEqual(made)
    expect(made).toMatchObject({
      ownerId: ana.memberId,
      title: 'Talk',
      allDay: false,
      start: '2026-03-05T14:00:00.000Z',
      end: '2026-03-05T15:00:00.000Z',
      timeZone: 'America/New_York',
      location: null,
      participants: [],
      relatedTo: null,
      recurrence: null,
      reminderMinutes: null,
      status: 'scheduled',
      origin: 'crm',
    })
  })

  it('keeps the instant, whatever offset it was given with', async () => {
    const { start, end } = await createMeeting(ana, {
      ...talk,
      start: '2026-03-05T15:00:00+01:00',
      end: '2026-03-05T10:30:00.5-05:00',
    })
    expect([start, end]).toEqual(['2026-03-05T14:00:00.000Z', '2026-03-05T15:30:00.500Z'])
  })

  it.each(['Pacific/Auckland', 'Europe/Paris', 'Pacific/Honolulu'])(
    'that lasts all day is the same days in %s',
    async (timeZone) => {
      const { id } = await createMeeting(ana, { ...fair, timeZone })
      expect(await getMeeting(ana, id)).toMatchObject({
        allDay: true,
        start: '2026-03-05',
        end: '2026-03-07',
      })
      const [row] = await database.db.select().from(meeting).where(eq(meeting.id, id))
      expect(row?.startsAt.toISOString()).toBe('2026-03-05T00:00:00.000Z')
    },
  )

  it('may end when it starts, unless it lasts all day', async () => {
    expect(await createMeeting(ana, { ...talk, end: talk.start })).toMatchObject({ title: 'Talk' })
    expect(await problems(createMeeting(ana, { ...fair, end: fair.start }))).toEqual({ '/end': 'invalid' })
  })

  it.each<[string, object, object]>([
    ['without a title', { ...talk, title: ' ' }, { '/title': 'required' }],
    ['without times', { title: 'Talk' }, { '/start': 'required', '/end': 'required' }],
    ['without an offset', { ...talk, start: '2026-03-05T14:00:00' }, { '/start': 'invalid' }],
    ['on a day that is not', { ...fair, end: '2026-02-30' }, { '/end': 'invalid' }],
    [
      'at an instant of a day that is not',
      { ...talk, start: '2026-02-30T10:00:00Z' },
      { '/start': 'invalid' },
    ],
    ['that ends before it starts', { ...talk, end: '2026-03-05T13:59:00Z' }, { '/end': 'invalid' }],
    ['on days, but not all day', { ...fair, allDay: false }, { '/start': 'invalid', '/end': 'invalid' }],
    ['all day, but at an hour', { ...talk, allDay: true }, { '/start': 'invalid', '/end': 'invalid' }],
    ['in a zone that is not', { ...talk, timeZone: 'Europe/Paname' }, { '/timeZone': 'invalid' }],
    ['at an offset in place of a zone', { ...talk, timeZone: '+02:00' }, { '/timeZone': 'invalid' }],
    ['with a rule that is none', { ...talk, recurrence: 'every monday' }, { '/recurrence': 'invalid' }],
    [
      'that never happens again',
      { ...talk, recurrence: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31' },
      { '/recurrence': 'invalid' },
    ],
    ['with a reminder after the start', { ...talk, reminderMinutes: -5 }, { '/reminderMinutes': 'invalid' }],
    [
      'with a participant without id',
      { ...talk, participants: [{ type: 'contact' }] },
      { '/participants/0/id': 'required' },
    ],
    [
      'with a participant without address',
      { ...talk, participants: [{ type: 'email', email: '' }] },
      { '/participants/0/email': 'required' },
    ],
    [
      'with a participant of no kind',
      { ...talk, participants: [{ type: 'room', id: 'x' }] },
      { '/participants/0/type': 'invalid' },
    ],
    ['with a status', { ...talk, status: 'cancelled' }, { '/status': 'read-only' }],
    ['with an origin', { ...talk, origin: 'invitation' }, { '/origin': 'read-only' }],
    ['with an unknown member', { ...talk, colour: 'red' }, { '/colour': 'unknown' }],
  ])('is refused %s', async (_, input, expected) => {
    expect(await problems(createMeeting(ana, input as never))).toEqual(expected)
  })

  it('among many is refused with its position, and none is made', async () => {
    const work = createMeetings(ana, [talk, { ...talk, end: '2026-01-01T00:00:00Z' }])
    expect(await problems(work)).toEqual({ '/1/end': 'invalid' })
    expect(await listOwnedMeetings(ana, { ownerId: ana.memberId, afterId: null, limit: 9 })).toEqual([])
  })
})

describe('changing a meeting', () => {
  it('from timed to all day, or back, needs start and end in the same patch', async () => {
    const { id } = await createMeeting(ana, talk)
    expect(await problems(updateMeeting(ana, { id, patch: { allDay: true } }))).toEqual({
      '/start': 'required',
      '/end': 'required',
    })
    const patch = { allDay: true, start: '2026-03-05', end: '2026-03-06' }
    expect(await updateMeeting(ana, { id, patch })).toMatchObject(patch)
    expect(await problems(updateMeeting(ana, { id, patch: { allDay: false, end: talk.end } }))).toEqual({
      '/start': 'required',
    })
    const back = await updateMeeting(ana, { id, patch: { allDay: false, start: talk.start, end: talk.end } })
    expect(back).toMatchObject({ allDay: false, start: '2026-03-05T14:00:00.000Z' })
  })

  it('by one end keeps the end after the start', async () => {
    const { id } = await createMeeting(ana, talk)
    const early = { id, patch: { end: '2026-03-05T13:00:00Z' } }
    expect(await problems(updateMeeting(ana, early))).toEqual({ '/end': 'invalid' })
    const late = { id, patch: { start: '2026-03-05T16:00:00Z' } }
    expect(await problems(updateMeeting(ana, late))).toEqual({ '/start': 'invalid' })
    const both = { id, patch: { start: '2026-03-05T16:00:00Z', end: '2026-03-05T17:00:00Z' } }
    expect(await updateMeeting(ana, both)).toMatchObject({ start: '2026-03-05T16:00:00.000Z' })
  })

  it('is told by the feed in the terms of the CRM, not of the table', async () => {
    const { id } = await createMeeting(ana, talk)
    await updateMeeting(ana, { id, patch: { end: '2026-03-05T16:00:00Z', location: 'Lyon' } })
    const feed = await database.db.select().from(change).where(eq(change.recordId, id)).orderBy(change.id)
    expect(feed[1]).toMatchObject({ module: 'meeting', kind: 'updated', actorType: 'user' })
    expect(feed[1]?.fields).toEqual({
      end: { before: '2026-03-05T15:00:00.000Z', after: '2026-03-05T16:00:00.000Z' },
      location: { before: null, after: 'Lyon' },
    })
    expect(ana.wakes).toContainEqual({ module: 'meetings', memberIds: [ana.memberId] })
  })

  it('to what it is already writes nothing', async () => {
    const made = await createMeeting(ana, talk)
    world.tick()
    const same = {
      id: made.id,
      patch: { start: '2026-03-05T15:00:00+01:00', title: ' Talk ', participants: null },
    }
    expect(await updateMeeting(ana, same as never)).toEqual(made)
  })

  it('gives it another host, whose sync is woken with the former one’s (M2)', async () => {
    const bruno = await world.member()
    const { id } = await createMeeting(ana, talk)
    ana.wakes.length = 0
    await changeOwnerOfMeetings(ana, { ids: [id], ownerId: bruno.memberId })
    expect(ana.wakes.flatMap(({ memberIds }) => memberIds).sort()).toEqual(
      [ana.memberId, bruno.memberId].sort(),
    )
    await expect(getMeeting(ana, id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await getMeeting(bruno, id)).toMatchObject({ ownerId: bruno.memberId })
  })
})

describe('participants and relation of a meeting', () => {
  it('are contacts, leads, members and addresses, each once', async () => {
    const bruno = await world.member()
    const contact = await createContact(ana, { lastName: 'Roux' })
    const lead = await createLead(ana, { lastName: 'Petit' })
    const made = await createMeeting(ana, {
      ...talk,
      relatedTo: { type: 'lead', id: lead.id },
      participants: [
        { type: 'contact', id: contact.id },
        { type: 'lead', id: lead.id },
        { type: 'user', id: bruno.memberId },
        { type: 'email', email: ' zoe@client.example ', name: 'Zoé' },
        { type: 'contact', id: contact.id },
        { type: 'email', email: 'ZOE@client.example' },
      ],
    })
    expect(made.participants).toEqual([
      { type: 'contact', id: contact.id },
      { type: 'lead', id: lead.id },
      { type: 'user', id: bruno.memberId },
      { type: 'email', email: 'zoe@client.example', name: 'Zoé' },
    ])
    expect((await getMeeting(ana, made.id)).relatedTo).toEqual({ type: 'lead', id: lead.id })
  })

  it('have to be records that the user may see, and members of the organisation', async () => {
    const bruno = await world.member()
    const his = await createContact(bruno, { lastName: 'Roux' })
    const stranger = await (await CrmWorld.create(database.db)).member()
    const binned = await createLead(ana, { lastName: 'Petit' })
    await deleteLead(ana, { id: binned.id })
    const work = createMeeting(ana, {
      ...talk,
      relatedTo: { type: 'contact', id: his.id },
      participants: [
        { type: 'user', id: ana.memberId },
        { type: 'contact', id: his.id },
        { type: 'user', id: stranger.memberId },
        { type: 'lead', id: binned.id },
      ],
    })
    expect(await problems(work)).toEqual({
      '/participants/1/id': 'invalid',
      '/participants/2/id': 'invalid',
      '/participants/3/id': 'invalid',
      '/relatedTo/id': 'invalid',
    })
  })

  it('stay when they go out of sight, and do not stand in the way of other edits', async () => {
    const bruno = await world.member()
    const contact = await createContact(ana, { lastName: 'Roux' })
    const lead = await createLead(ana, { lastName: 'Petit' })
    const participants = [{ type: 'contact' as const, id: contact.id }]
    const made = await createMeeting(ana, { ...talk, participants, relatedTo: { type: 'lead', id: lead.id } })
    await updateContact(ana, { id: contact.id, patch: { ownerId: bruno.memberId } })
    await deleteLead(ana, { id: lead.id })
    const more = [...participants, { type: 'user' as const, id: bruno.memberId }]
    const patch = {
      title: 'Long talk',
      participants: more,
      relatedTo: { type: 'lead' as const, id: lead.id },
    }
    expect(await updateMeeting(ana, { id: made.id, patch })).toMatchObject(patch)
  })
})

describe('a meeting from an invitation (M8)', () => {
  const invite = { ...talk, origin: 'invitation' as const, joinUrl: 'https://teams.example/1' }

  it('is made and changed by the sync alone, which may relate it to anybody’s contact', async () => {
    const bruno = await world.member()
    const his = await createContact(bruno, { lastName: 'Roux' })
    const sync = world.syncOf(ana)
    const relatedTo = { type: 'contact' as const, id: his.id }
    const { id } = await createMeeting(sync, { ...invite, relatedTo })
    const cancelled = await updateMeeting(sync, { id, patch: { status: 'cancelled', title: 'Off' } })
    expect(cancelled).toMatchObject({ status: 'cancelled', title: 'Off', relatedTo, joinUrl: invite.joinUrl })
    expect(sync.wakes).toEqual([])
  })

  it('lets its host change notes, relation and participants, and delete it', async () => {
    const { id } = await createMeeting(world.syncOf(ana), invite)
    const contact = await createContact(ana, { lastName: 'Roux' })
    const patch = {
      notes: 'Ask for the price',
      relatedTo: { type: 'contact' as const, id: contact.id },
      participants: [{ type: 'user' as const, id: ana.memberId }],
    }
    expect(await updateMeeting(ana, { id, patch })).toMatchObject(patch)
    expect(await deleteMeeting(ana, { id })).toMatchObject({ deletedAt: expect.any(Date) })
    expect(await restoreMeeting(ana, id)).toMatchObject({ deletedAt: null })
  })

  it('refuses everything else, and takes a form that repeats what is there', async () => {
    const bruno = await world.member()
    const { id } = await createMeeting(world.syncOf(ana), invite)
    const refused = { code: 'managed-by-organiser' }
    const others = [
      { title: 'Mine' },
      { start: '2026-03-05T13:00:00Z' },
      { reminderMinutes: 5 },
      { ownerId: bruno.memberId },
    ]
    for (const patch of others) await expect(updateMeeting(ana, { id, patch })).rejects.toMatchObject(refused)
    await expect(changeOwnerOfMeetings(ana, { ids: [id], ownerId: bruno.memberId })).rejects.toMatchObject(
      refused,
    )
    const form = { ...talk, allDay: false, location: null, notes: 'Mine' }
    expect(await updateMeeting(ana, { id, patch: form })).toMatchObject({ notes: 'Mine' })
  })

  it('has no link that is not a page', async () => {
    const work = createMeeting(world.syncOf(ana), { ...invite, joinUrl: 'javascript:alert(1)' })
    expect(await problems(work)).toEqual({ '/joinUrl': 'invalid' })
  })
})

describe('rights on meetings', () => {
  it.each([
    ['meetings.create', (context: typeof ana) => createMeeting(context, talk)],
    ['meetings.view', (context: typeof ana, id: string) => getMeeting(context, id)],
    ['meetings.edit', (context: typeof ana, id: string) => updateMeeting(context, { id, patch: {} })],
    ['meetings.delete', (context: typeof ana, id: string) => deleteMeeting(context, { id })],
  ] as const)('refuses a member without %s', async (permission, call) => {
    const { id } = await createMeeting(ana, talk)
    const refused = { code: 'permission-required', details: { permission } }
    await expect(call(await world.without(permission), id)).rejects.toMatchObject(refused)
  })

  it('those of another member, or of another organisation, do not exist', async () => {
    const { id } = await createMeeting(ana, talk)
    const stranger = await (await CrmWorld.create(database.db)).admin()
    for (const other of [await world.member(), stranger]) {
      const refused = { code: 'not-found' }
      await expect(getMeeting(other, id)).rejects.toMatchObject(refused)
      await expect(updateMeeting(other, { id, patch: {} })).rejects.toMatchObject(refused)
      await expect(deleteMeeting(other, { id })).rejects.toMatchObject(refused)
      await expect(restoreMeeting(other, id)).rejects.toMatchObject(refused)
      await expect(changeOwnerOfMeetings(other, { ids: [id], ownerId: ana.memberId })).rejects.toMatchObject(
        refused,
      )
    }
    await expect(
      updateMeetings(ana, [{ id, patch: {}, expectedUpdatedAt: new Date(0) }]),
    ).rejects.toMatchObject({ code: 'stale' })
    await deleteMeetings(ana, [id])
    await expect(updateMeeting(ana, { id, patch: {} })).rejects.toMatchObject({ code: 'deleted' })
  })
})
