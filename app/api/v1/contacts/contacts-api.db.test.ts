import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { makeMember, makeOrganisation, type TestMember } from '@/lib/access/testing/make-organisation'
import { type ApiReply, apiClient } from '@/lib/web/testing/api-client'
import { leadResources } from '../leads/_resources'
import { contactResources } from './_resources'

const { list, one, restore, sync } = contactResources

describe('/contacts', () => {
  let database: TestDatabase
  let ana: TestMember
  let bruno: TestMember
  let call: Awaited<ReturnType<typeof apiClient>>
  let callAsBruno: typeof call

  beforeAll(async () => {
    database = await createTestDatabase()
    const org = await makeOrganisation(database.db)
    ana = await makeMember(database.db, org)
    bruno = await makeMember(database.db, org)
    call = await apiClient(database, ana)
    callAsBruno = await apiClient(database, bruno)
  })
  afterAll(() => database.close())

  const create = (body: unknown, headers: Record<string, string> = {}) =>
    call(list.POST, 'POST', { body, headers })
  const at = ({ body }: ApiReply) => ({ id: String(body.id) })

  it('answers 201 with the record of the contract', async () => {
    const made = await create({ lastName: 'Dupont', dateOfBirth: '1980-02-29' })
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toMatch(/^"\w+"$/)
    expect(made.body).toMatchObject({
      lastName: 'Dupont',
      firstName: null,
      dateOfBirth: '1980-02-29',
      ownerId: ana.memberId,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedBy: { type: 'user', id: ana.memberId },
      deletedAt: null,
      sync: { state: 'off', reason: 'module-off', microsoftId: null, webLink: null, lastSyncedAt: null },
    })
    expect(Object.keys(made.body)).toHaveLength(26 + 7)
    const read = await call(one.GET, 'GET', { params: at(made) })
    expect(read).toMatchObject({ status: 200, body: made.body })
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'))
  })

  it('names what is wrong with which member', async () => {
    const body = {
      email: 'nobody',
      firstName: 'x'.repeat(256),
      nickname: 'Bob',
      createdAt: null,
      ownerId: 'me',
      title: 5,
    }
    const refused = await create(body)
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation' } })
    const found = refused.body.errors as { pointer: string; code: string }[]
    expect(Object.fromEntries(found.map(({ pointer, code }) => [pointer, code]))).toEqual({
      '/lastName': 'required',
      '/email': 'invalid',
      '/firstName': 'too-long',
      '/nickname': 'unknown',
      '/createdAt': 'read-only',
      '/ownerId': 'invalid',
      '/title': 'invalid',
    })
  })

  it('gives the first answer again to a repetition, and creates once', async () => {
    const headers = { 'idempotency-key': 'k1' }
    const first = await create({ lastName: 'Once' }, headers)
    const second = await create({ lastName: 'Once' }, headers)
    expect(second).toMatchObject({ status: 201, body: first.body })
    const found = await call(list.GET, 'GET', { query: '?search=once' })
    expect(found.body.items).toHaveLength(1)
  })

  it('changes what a PATCH names, and heeds If-Match', async () => {
    const made = await create({ lastName: 'A', title: 'CEO' })
    const etag = made.headers.get('etag') ?? ''
    const patch = (body: unknown, headers = {}) =>
      call(one.PATCH, 'PATCH', { params: at(made), body, headers })
    const changed = await patch({ title: null }, { 'if-match': etag })
    expect(changed).toMatchObject({ status: 200, body: { lastName: 'A', title: null } })
    expect(changed.headers.get('etag')).not.toBe(etag)
    expect(await patch({ title: 'CTO' }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    })
    expect(await patch({ lastName: null })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/lastName', code: 'required' }] },
    })
    const deletion = { params: at(made), headers: { 'if-match': etag } }
    expect(await call(one.DELETE, 'DELETE', deletion)).toMatchObject({ status: 412 })
  })

  it('deletes to the bin and restores', async () => {
    const made = await create({ lastName: 'A' })
    const params = at(made)
    for (const _ of ['once', 'again']) {
      expect(await call(one.DELETE, 'DELETE', { params })).toMatchObject({ status: 204, body: null })
    }
    const inBin = await call(one.GET, 'GET', { params })
    expect(inBin).toMatchObject({ status: 200, body: { deletedAt: expect.any(String) } })
    const edit = { params, body: { lastName: 'B' } }
    expect(await call(one.PATCH, 'PATCH', edit)).toMatchObject({ status: 409, body: { code: 'deleted' } })
    const bin = await call(list.GET, 'GET', { query: '?deleted=true' })
    expect(bin.body.items?.[0]).toEqual(inBin.body)
    const back = await call(restore.POST, 'POST', { params })
    expect(back).toMatchObject({ status: 200, body: { deletedAt: null } })
    expect(await call(restore.POST, 'POST', { params })).toMatchObject({ status: 200, body: back.body })
  })

  it('pages newest change first', async () => {
    for (const lastName of ['Page1', 'Page2', 'Page3']) await create({ lastName })
    const first = await call(list.GET, 'GET', { query: '?search=page&limit=2' })
    expect(first.body.items?.map((item) => item.lastName)).toEqual(['Page3', 'Page2'])
    const cursor = encodeURIComponent(first.body.nextCursor ?? '')
    const second = await call(list.GET, 'GET', { query: `?search=page&limit=2&cursor=${cursor}` })
    expect(second.body).toMatchObject({ items: [{ lastName: 'Page1' }], nextCursor: null })
    const since = encodeURIComponent(String(first.body.items?.[0]?.updatedAt))
    const recent = await call(list.GET, 'GET', { query: `?search=page&updatedSince=${since}` })
    expect(recent.body.items?.map((item) => item.lastName)).toEqual(['Page3'])
  })

  it.each([
    '?limit=0',
    '?limit=201',
    '?cursor=x',
    '?updatedSince=yesterday',
    '?deleted=1',
    '?sort=name',
    '?ownerId=me',
  ])('refuses the query %s', async (query) => {
    expect(await call(list.GET, 'GET', { query })).toMatchObject({ status: 400, body: { code: 'malformed' } })
  })

  it('given away, it is out of view', async () => {
    const made = await create({ lastName: 'A' })
    const params = at(made)
    const given = await call(one.PATCH, 'PATCH', { params, body: { ownerId: bruno.memberId } })
    expect(given).toMatchObject({ status: 200, body: { ownerId: bruno.memberId } })
    expect(await call(one.GET, 'GET', { params })).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await callAsBruno(one.GET, 'GET', { params })).toMatchObject({ status: 200 })
  })

  it('answers 404 to what is no id', async () => {
    expect(await call(one.GET, 'GET', { params: { id: 'x' } })).toMatchObject({ status: 404 })
    expect(await call(sync.POST, 'POST', { params: { id: bruno.memberId } })).toMatchObject({ status: 404 })
  })
})

describe('/leads', () => {
  it('are never synced, and say so', async () => {
    const database = await createTestDatabase()
    try {
      const call = await apiClient(
        database,
        await makeMember(database.db, await makeOrganisation(database.db)),
      )
      const made = await call(leadResources.list.POST, 'POST', {
        body: { lastName: 'Martin', company: 'Acme' },
      })
      expect(made).toMatchObject({
        status: 201,
        body: { company: 'Acme', sync: { state: 'off', reason: 'no-module' } },
      })
      const params = { id: String(made.body.id) }
      const refused = await call(leadResources.sync.POST, 'POST', { params })
      expect(refused).toMatchObject({ status: 409, body: { code: 'no-module' } })
    } finally {
      await database.close()
    }
  })
})
