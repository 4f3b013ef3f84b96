import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  type TestMember,
} from '@/lib/access/testing/make-organisation'
import { createContact } from '@/lib/crm/contacts/verbs'
import { createMeeting } from '@/lib/crm/meetings/verbs'
import { type ApiReply, apiClient } from '@/lib/web/testing/api-client'
import { meetingResources } from './_resources'

const { list, one, restore, sync } = meetingResources

describe('/meetings', () => {
  let database: TestDatabase
  let ana: TestMember
  let bruno: TestMember
  let call: Awaited<ReturnType<typeof apiClient>>

  beforeAll(async () => {
    database = await createTestDatabase()
    const org = await makeOrganisation(database.db)
    ana = await makeMember(database.db, org)
    bruno = await makeMember(database.db, org)
    call = await apiClient(database, ana)
  })
  afterAll(() => database.close())

  const talk = { title: 'Talk', start: '2026-03-05T15:00:00+01:00', end: '2026-03-05T16:00:00+01:00' }
  const create = (body: unknown, headers: Record<string, string> = {}) =>
    call(list.POST, 'POST', { body, headers })
  const at = ({ body }: ApiReply) => ({ id: String(body.id) })
  const problemsOf = ({ body }: ApiReply) =>
    Object.fromEntries(
      (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
    )

  it('answers 201 with the record of the contract', async () => {
    const made = await create(talk)
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toMatch(/^"\w+"$/)
    const { id: _, createdAt: __, updatedAt: ___, ...body } = made.body
    expect(body).toEqual({
      title: 'Talk',
      location: null,
      allDay: false,
      start: '2026-03-05T14:00:00.000Z',
      end: '2026-03-05T15:00:00.000Z',
      timeZone: 'Europe/Paris',
      participants: [],
      relatedTo: null,
      description: null,
      notes: null,
      recurrence: null,
      reminderMinutes: null,
      status: 'scheduled',
      origin: 'crm',
      joinUrl: null,
      ownerId: ana.memberId,
      updatedBy: { type: 'user', id: ana.memberId },
      deletedAt: null,
      sync: {
        state: 'off',
        reason: expect.stringMatching(/^(module-off|not-available)$/),
        microsoftId: null,
        webLink: null,
        lastSyncedAt: null,
      },
    })
    const read = await call(one.GET, 'GET', { params: at(made) })
    expect(read).toMatchObject({ status: 200, body: made.body })
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'))
  })

  it('tells participants with their names, and takes them back as they were told', async () => {
    const contact = await createContact(contextOf(database.db, ana), {
      firstName: 'Zoé',
      lastName: 'Roux',
      email: 'zoe@client.example',
    })
    const participants = [
      { type: 'contact', id: contact.id },
      { type: 'user', id: bruno.memberId },
      { type: 'email', email: 'guest@client.example' },
    ]
    const made = await create({ ...talk, participants, relatedTo: { type: 'contact', id: contact.id } })
    const told = [
      { type: 'contact', id: contact.id, name: 'Zoé Roux', email: 'zoe@client.example' },
      { type: 'user', id: bruno.memberId, name: expect.any(String), email: expect.any(String) },
      { type: 'email', email: 'guest@client.example' },
    ]
    expect(made.body).toMatchObject({ participants: told, relatedTo: { type: 'contact', id: contact.id } })
    const again = { participants: made.body.participants, relatedTo: made.body.relatedTo }
    const same = await call(one.PATCH, 'PATCH', { params: at(made), body: again })
    expect(same).toMatchObject({ status: 200, body: made.body })
    const cleared = await call(one.PATCH, 'PATCH', {
      params: at(made),
      body: { participants: null, relatedTo: null },
    })
    expect(cleared).toMatchObject({ status: 200, body: { participants: [], relatedTo: null } })
  })

  it('names what is wrong with which member', async () => {
    const body = {
      start: '2026-03-05',
      end: 'soon',
      allDay: 'yes',
      timeZone: 'Mars/Base',
      participants: [{ type: 'contact' }, { type: 'email', email: 'x' }],
      relatedTo: { type: 'user', id: ana.memberId },
      recurrence: 'sometimes',
      reminderMinutes: 1.5,
      status: 'cancelled',
      origin: 'microsoft',
      colour: 'red',
    }
    const refused = await create(body)
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation' } })
    expect(problemsOf(refused)).toEqual({
      '/title': 'required',
      '/end': 'invalid',
      '/allDay': 'invalid',
      '/timeZone': 'invalid',
      '/participants/0/id': 'required',
      '/participants/1/email': 'invalid',
      '/relatedTo/type': 'invalid',
      '/recurrence': 'invalid',
      '/reminderMinutes': 'invalid',
      '/status': 'read-only',
      '/origin': 'read-only',
      '/colour': 'unknown',
    })
  })

  it('changes all day only with start and end', async () => {
    const made = await create(talk)
    const patch = (body: unknown) => call(one.PATCH, 'PATCH', { params: at(made), body })
    const alone = await patch({ allDay: true })
    expect(alone.status).toBe(422)
    expect(problemsOf(alone)).toEqual({ '/start': 'required', '/end': 'required' })
    const days = { allDay: true, start: '2026-03-05', end: '2026-03-06' }
    expect(await patch(days)).toMatchObject({ status: 200, body: days })
    expect(await patch({ end: '2026-03-05' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/end', code: 'invalid' }] },
    })
  })

  it('answers 409 where the organiser decides, and lets the host delete', async () => {
    const { actor, ...rest } = contextOf(database.db, ana)
    if (actor.type !== 'user') throw new Error('a member is a user')
    const sync = { type: 'sync' as const, memberId: actor.memberId, connectionId: bruno.memberId }
    const { id } = await createMeeting(
      { ...rest, actor: { ...sync, permissions: actor.permissions } },
      { ...talk, origin: 'invitation', joinUrl: 'https://teams.example/1' },
    )
    const patch = (body: unknown) => call(one.PATCH, 'PATCH', { params: { id }, body })
    expect(await patch({ title: 'Mine' })).toMatchObject({
      status: 409,
      body: { code: 'managed-by-organiser' },
    })
    expect(await patch({ notes: 'Mine' })).toMatchObject({
      status: 200,
      body: { origin: 'invitation', joinUrl: 'https://teams.example/1', notes: 'Mine' },
    })
    expect(await call(one.DELETE, 'DELETE', { params: { id } })).toMatchObject({ status: 204 })
  })

  it('heeds If-Match and Idempotency-Key', async () => {
    const made = await create(talk, { 'idempotency-key': 'k1' })
    expect(await create(talk, { 'idempotency-key': 'k1' })).toMatchObject({ status: 201, body: made.body })
    const etag = { 'if-match': made.headers.get('etag') ?? '' }
    const patch = (title: string) =>
      call(one.PATCH, 'PATCH', { params: at(made), body: { title }, headers: etag })
    expect(await patch('First')).toMatchObject({ status: 200 })
    expect(await patch('Second')).toMatchObject({ status: 412, body: { code: 'stale' } })
  })

  it('deletes to the bin and restores', async () => {
    const made = await create({ ...talk, title: 'Bin' })
    const params = at(made)
    for (const _ of ['once', 'again']) {
      expect(await call(one.DELETE, 'DELETE', { params })).toMatchObject({ status: 204, body: null })
    }
    const bin = await call(list.GET, 'GET', { query: '?deleted=true&search=bin' })
    expect(bin.body.items).toMatchObject([{ id: params.id, deletedAt: expect.any(String) }])
    expect(await call(one.PATCH, 'PATCH', { params, body: { title: 'B' } })).toMatchObject({
      status: 409,
      body: { code: 'deleted' },
    })
    expect(await call(restore.POST, 'POST', { params })).toMatchObject({
      status: 200,
      body: { deletedAt: null },
    })
    expect(await call(sync.POST, 'POST', { params })).toMatchObject({ status: 409 })
  })

  it('pages newest change first, and since a time', async () => {
    for (const title of ['Page1', 'Page2', 'Page3']) await create({ ...talk, title })
    const first = await call(list.GET, 'GET', { query: '?search=page&limit=2' })
    expect(first.body.items?.map((item) => item.title)).toEqual(['Page3', 'Page2'])
    const cursor = encodeURIComponent(first.body.nextCursor ?? '')
    const second = await call(list.GET, 'GET', { query: `?search=page&limit=2&cursor=${cursor}` })
    expect(second.body).toMatchObject({ items: [{ title: 'Page1' }], nextCursor: null })
    const since = encodeURIComponent(String(first.body.items?.[0]?.updatedAt))
    const recent = await call(list.GET, 'GET', { query: `?search=page&updatedSince=${since}` })
    expect(recent.body.items?.map((item) => item.title)).toEqual(['Page3'])
  })
})
