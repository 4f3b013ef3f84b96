import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiKey, member, organisation, rateLimit } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { makeMember, makeOrganisation, type TestMember } from '@/lib/access/testing/make-organisation'
import { DomainError } from '@/lib/errors'
import { apiClient } from '../testing/api-client'
import { apiNotFound } from './api-not-found'
import { apiResource } from './api-resource'
import { apiRoute } from './api-route'
import { listQuery } from './list'

const Thing = z.object({ id: z.string(), name: z.string(), updatedAt: z.string() })
const thing = { id: 'x', name: 'Thing', updatedAt: '2026-03-02T09:00:00.000Z', secret: 'stays here' }

const things = apiResource('/things', {
  GET: apiRoute({
    summary: 'List',
    tag: 'Things',
    query: listQuery,
    response: z.object({ limit: z.int() }),
    run: async (_, { query }) => ({ limit: query.limit }),
  }),
  POST: apiRoute({
    summary: 'Make',
    tag: 'Things',
    body: z.strictObject({
      name: z.string().min(1).max(5),
      note: z.string().optional(),
      tags: z.array(z.strictObject({ word: z.string() })).optional(),
    }),
    response: Thing,
    version: (made) => made.updatedAt,
    async run(context, { body }) {
      if (body.note === 'bug') throw new Error('secret text of a bug')
      if (body.note === 'state') throw new DomainError('deleted')
      // Something that must not be written twice, nor stay when the request is refused afterwards.
      await context.db.insert(organisation).values({ name: body.name, createdAt: context.now() })
      if (body.note === 'late') throw new DomainError('conflict')
      return thing
    },
  }),
  PATCH: apiRoute({
    summary: 'Change',
    tag: 'Things',
    permission: 'manage-users',
    response: z.object({ versions: z.array(z.string()).nullable() }),
    run: async (_, { expectedVersions }) => ({
      versions: expectedVersions?.map((version) => version.toISOString()) ?? null,
    }),
  }),
})

describe('a REST resource', () => {
  let database: TestDatabase
  let admin: TestMember
  let standard: TestMember
  let call: Awaited<ReturnType<typeof apiClient>>
  let callAsStandard: Awaited<ReturnType<typeof apiClient>>

  beforeAll(async () => {
    database = await createTestDatabase()
    const org = await makeOrganisation(database.db)
    admin = await makeMember(database.db, org, 'administrator')
    standard = await makeMember(database.db, org)
    call = await apiClient(database, admin)
    callAsStandard = await apiClient(database, standard)
  })
  afterAll(() => database.close())

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(things.POST, 'POST', { body, headers })
  const made = (name: string) => database.db.$count(organisation, eq(organisation.name, name))

  it('answers with what the response schema names, and nothing else', async () => {
    const reply = await post({ name: 'a' })
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({ id: 'x', name: 'Thing', updatedAt: thing.updatedAt })
    expect(reply.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  })

  it.each([
    ['no key', ''],
    ['another scheme', 'Basic abc'],
    ['an unknown key', 'Bearer tcrm_unknown'],
  ])('answers 401 to %s', async (_, authorization) => {
    const reply = await call(things.GET, 'GET', { headers: { authorization } })
    expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated', status: 401 } })
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
  })

  it('answers 401 as soon as the key is revoked or its member deactivated', async () => {
    const org = await makeOrganisation(database.db)
    const left = await makeMember(database.db, org)
    const callAsLeft = await apiClient(database, left)
    expect((await callAsLeft(things.GET, 'GET')).status).toBe(200)
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, left.memberId))
    expect((await callAsLeft(things.GET, 'GET')).status).toBe(401)
    await database.db.update(member).set({ status: 'active' }).where(eq(member.id, left.memberId))
    await database.db.update(apiKey).set({ revokedAt: new Date() }).where(eq(apiKey.memberId, left.memberId))
    expect((await callAsLeft(things.GET, 'GET')).status).toBe(401)
  })

  it('names the permission that is missing', async () => {
    const reply = await callAsStandard(things.PATCH, 'PATCH', { body: {} })
    expect(reply).toMatchObject({
      status: 403,
      body: { code: 'permission-required', permission: 'manage-users' },
    })
  })

  it.each([
    ['an unknown parameter', '?offset=1'],
    ['a parameter given twice', '?limit=1&limit=2'],
    ['a value out of range', '?limit=201'],
    ['a value of another kind', '?limit=ten'],
    ['a cursor that is not ours', '?cursor=WzEsMl0'],
    ['text that cannot be stored', '?cursor=%00'],
  ])('answers 400 to %s in the query', async (_, query) => {
    const reply = await call(things.GET, 'GET', { query })
    expect(reply).toMatchObject({ status: 400, body: { code: 'malformed' } })
  })

  it('answers 400 to broken JSON and to JSON that is no object', async () => {
    expect(await post('{"name":')).toMatchObject({ status: 400, body: { code: 'malformed' } })
    expect(await post('[]')).toMatchObject({ status: 400, body: { code: 'malformed' } })
  })

  it('says all that is wrong with a body, member by member', async () => {
    const body = { name: 'too long', id: 'mine', color: 'red', tags: [{ word: 1 }, { size: 2 }] }
    const reply = await post(body)
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ code: 'validation' })
    const errors = (reply.body.errors as { pointer: string; code: string }[]).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    )
    expect(errors.sort()).toEqual([
      '/color unknown',
      '/id read-only',
      '/name too-long',
      '/tags/0/word invalid',
      '/tags/1/size unknown',
      '/tags/1/word required',
    ])
    expect((await post({})).body.errors).toMatchObject([{ pointer: '/name', code: 'required' }])
  })

  it('refuses characters that the database cannot hold', async () => {
    const reply = await post({ name: 'a\u0000b' })
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name', code: 'invalid' }] } })
    expect((await post('{"name":"\\ud800"}')).status).toBe(422)
  })

  it('gives every refusal all members of a problem', async () => {
    const refusals = await Promise.all([
      call(things.GET, 'GET', { headers: { authorization: '' } }),
      call(things.GET, 'GET', { query: '?limit=0' }),
      callAsStandard(things.PATCH, 'PATCH', { body: {} }),
      call(things.DELETE, 'DELETE'),
      post({}),
      post({ name: 'a', note: 'state' }),
      post({ name: 'a', note: 'bug' }),
    ])
    const text = expect.stringMatching(/\S/)
    for (const { status, body } of refusals) {
      expect(body).toMatchObject({ type: text, title: text, status, detail: text, code: text })
    }
  })

  it('answers 409 with the code of the state, and 500 without a word about a bug', async () => {
    expect(await post({ name: 'a', note: 'state' })).toMatchObject({ status: 409, body: { code: 'deleted' } })
    const bug = await post({ name: 'a', note: 'bug' })
    expect(bug).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(JSON.stringify(bug.body)).not.toContain('secret')
  })

  it('answers 405 and 404 as problems', async () => {
    const reply = await call(things.DELETE, 'DELETE')
    expect(reply).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    expect(reply.headers.get('allow')).toBe('GET, POST, PATCH')
    const nowhere = await apiNotFound(new Request('http://crm.example/api/v1/nowhere'))
    expect(nowhere.status).toBe(404)
    expect(await nowhere.json()).toMatchObject({ code: 'not-found' })
  })

  it('hands the versions of If-Match to the verb', async () => {
    const etag = (await post({ name: 'etag' })).headers.get('etag') ?? ''
    const versionsFor = async (header: string) =>
      (await call(things.PATCH, 'PATCH', { headers: { 'if-match': header } })).body.versions
    expect(await versionsFor(etag)).toEqual([thing.updatedAt])
    expect(await versionsFor(`"zz", ${etag}`)).toContain(thing.updatedAt)
    expect(await versionsFor('*')).toBeNull()
    expect(await versionsFor(`W/${etag}`)).toEqual([])
  })

  describe('with an Idempotency-Key', () => {
    it('gives the first answer again and does the work once', async () => {
      const first = await post({ name: 'once' }, { 'idempotency-key': 'k1' })
      const again = await post({ name: 'once' }, { 'idempotency-key': 'k1' })
      expect(again.status).toBe(201)
      expect(again.body).toEqual(first.body)
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
      expect(await made('once')).toBe(1)
    })

    it('belongs to one user', async () => {
      await callAsStandard(things.POST, 'POST', {
        body: { name: 'mine' },
        headers: { 'idempotency-key': 'k1' },
      })
      expect(await made('mine')).toBe(1)
    })

    it('refuses another body', async () => {
      await post({ name: 'k2' }, { 'idempotency-key': 'k2' })
      const reply = await post({ name: 'other' }, { 'idempotency-key': 'k2' })
      expect(reply).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } })
    })

    it('forgets a refusal and what was written before it', async () => {
      const refused = await post({ name: 'late', note: 'late' }, { 'idempotency-key': 'k3' })
      expect(refused.status).toBe(409)
      expect(await made('late')).toBe(0)
      expect((await post({ name: 'late' }, { 'idempotency-key': 'k3' })).status).toBe(201)
    })

    it('lets one of many through while it runs', async () => {
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => post({ name: 'race' }, { 'idempotency-key': 'k4' })),
      )
      expect(await made('race')).toBe(1)
      for (const { status, body } of replies) {
        expect([201, 409]).toContain(status)
        if (status === 409) expect(body).toMatchObject({ code: 'in-progress' })
      }
    })
  })

  it('stops a key after 600 requests in a minute, and says how long to wait', async () => {
    const busy = await makeMember(database.db, await makeOrganisation(database.db))
    const callAsBusy = await apiClient(database, busy)
    const [key] = await database.db.select().from(apiKey).where(eq(apiKey.memberId, busy.memberId))
    const afterRequests = async (count: number) => {
      const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000)
      const counted = { key: `api:${key?.id}`, windowStart: minute, count }
      await database.db
        .insert(rateLimit)
        .values(counted)
        .onConflictDoUpdate({ target: rateLimit.key, set: counted })
      return callAsBusy(things.GET, 'GET')
    }
    expect((await afterRequests(599)).status).toBe(200)
    // Should a minute end in between, the count begins anew: then once more.
    const first = await afterRequests(600)
    const refused = first.status === 200 ? await afterRequests(600) : first
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  })
})
