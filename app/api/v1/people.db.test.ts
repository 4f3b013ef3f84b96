import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { TEST_TIME, type TestMember } from '@/lib/access/testing/make-organisation'
import type { apiClient } from '@/lib/web/testing/api-client'
import { peopleApi } from '@/lib/web/testing/people-api'
import { GET as getMe, PATCH as patchMe } from './me/route'
import { DELETE as deleteProfile, PATCH as patchProfile } from './profiles/[id]/route'
import { GET as listProfiles, POST as postProfile } from './profiles/route'
import { GET as getUser, PATCH as patchUser } from './users/[id]/route'
import { GET as listUsers } from './users/route'

type Client = Awaited<ReturnType<typeof apiClient>>

describe('the people of the REST API', () => {
  let database: TestDatabase
  let admin: TestMember
  let ana: TestMember
  let standardProfile: string
  let callAsAdmin: Client
  let callAsAna: Client
  let callAsStranger: Client

  beforeAll(async () => {
    database = await createTestDatabase()
    const people = await peopleApi(database)
    ;({ admin, ana, callAsAdmin, callAsAna, callAsStranger } = people)
    standardProfile = people.org.profiles.standard
  })
  afterAll(() => database.close())

  describe('/me', () => {
    it('is the user of the key, whose id owns records', async () => {
      const { status, body } = await callAsAna(getMe, 'GET')
      expect(status).toBe(200)
      expect(body).toMatchObject({
        id: ana.memberId,
        email: ana.email,
        profile: { id: standardProfile, name: 'Standard', permissions: ana.permissions },
        organisation: { id: ana.organisationId },
      })
    })

    it('takes a language and a time zone, and nothing else', async () => {
      const changed = await callAsAna(patchMe, 'PATCH', { body: { locale: 'fr', timeZone: 'America/Lima' } })
      expect(changed).toMatchObject({ status: 200, body: { locale: 'fr', timeZone: 'America/Lima' } })
      expect((await callAsAna(getMe, 'GET')).body).toMatchObject({ locale: 'fr', timeZone: 'America/Lima' })
      const refused = await callAsAna(patchMe, 'PATCH', {
        body: { email: 'x@y.example', timeZone: 'Mars/Base', locale: 'de' },
      })
      expect(refused).toMatchObject({
        status: 422,
        body: {
          errors: [
            { pointer: '/locale', code: 'invalid' },
            { pointer: '/timeZone', code: 'invalid' },
            { pointer: '/email', code: 'read-only' },
          ],
        },
      })
    })
  })

  describe('/users', () => {
    it('shows every member to every member, with her user in the connected tenant', async () => {
      const tid = randomUUID()
      await database.db.insert(microsoftTenant).values({
        organisationId: admin.organisationId,
        tenantId: tid,
        name: 'Tenant',
        connectedBy: admin.memberId,
        connectedAt: TEST_TIME,
        checkedAt: TEST_TIME,
      })
      await database.db.insert(microsoftIdentity).values([
        {
          accountId: ana.accountId,
          tid,
          oid: randomUUID(),
          upn: 'ana@tenant.example',
          name: '',
          createdAt: TEST_TIME,
        },
        {
          accountId: admin.accountId,
          tid: randomUUID(),
          oid: randomUUID(),
          upn: 'x@other.example',
          name: '',
          createdAt: TEST_TIME,
        },
      ])
      const { body } = await callAsAna(listUsers, 'GET')
      expect(body.items).toHaveLength(2)
      expect(body.items).toContainEqual(
        expect.objectContaining({ id: ana.memberId, microsoft: { upn: 'ana@tenant.example' } }),
      )
      expect(body.items).toContainEqual(expect.objectContaining({ id: admin.memberId, microsoft: null }))
    })

    it('is paged', async () => {
      const first = await callAsAna(listUsers, 'GET', { query: '?limit=1' })
      const second = await callAsAna(listUsers, 'GET', { query: `?limit=1&cursor=${first.body.nextCursor}` })
      expect(second.body.nextCursor).toBeNull()
      const ids = [...(first.body.items ?? []), ...(second.body.items ?? [])].map(({ id }) => id)
      expect(ids.sort()).toEqual([admin.memberId, ana.memberId].sort())
    })

    it('is changed by whoever manages users', async () => {
      const params = { id: ana.memberId }
      const body = { status: 'deactivated' }
      expect(await callAsAna(patchUser, 'PATCH', { params, body })).toMatchObject({
        status: 403,
        body: { permission: 'manage-users' },
      })
      expect((await callAsStranger(patchUser, 'PATCH', { params, body })).status).toBe(404)
      expect(await callAsAdmin(patchUser, 'PATCH', { params, body })).toMatchObject({ status: 200, body })
      expect((await callAsAna(getMe, 'GET')).status).toBe(401)
      await callAsAdmin(patchUser, 'PATCH', { params, body: { status: 'active' } })
      expect((await callAsAna(getMe, 'GET')).status).toBe(200)
    })

    it('keeps the last administrator', async () => {
      const params = { id: admin.memberId }
      const reply = await callAsAdmin(patchUser, 'PATCH', { params, body: { profileId: standardProfile } })
      expect(reply).toMatchObject({ status: 409, body: { code: 'last-administrator' } })
    })

    it('answers 404 to an id that cannot exist', async () => {
      expect((await callAsAna(getUser, 'GET', { params: { id: 'me' } })).status).toBe(404)
      expect((await callAsAna(getUser, 'GET', { params: { id: randomUUID() } })).status).toBe(404)
    })
  })

  describe('/profiles', () => {
    it('are made, changed and deleted', async () => {
      const body = { name: 'Reader', permissions: ['contacts.view'] }
      const made = await callAsAdmin(postProfile, 'POST', { body })
      expect(made).toMatchObject({ status: 201, body: { ...body, builtIn: null } })
      const params = { id: String(made.body.id) }
      const changed = await callAsAdmin(patchProfile, 'PATCH', { params, body: { name: 'Readers' } })
      expect(changed).toMatchObject({
        status: 200,
        body: { name: 'Readers', permissions: ['contacts.view'] },
      })
      expect((await callAsAdmin(deleteProfile, 'DELETE', { params })).status).toBe(204)
      const { body: left } = await callAsAna(listProfiles, 'GET')
      expect(left.items?.map(({ name }) => name).sort()).toEqual(['Administrator', 'Standard'])
    })

    it('refuse a permission that does not exist', async () => {
      const body = { name: 'Odd', permissions: ['contacts.view', 'contacts.eat'] }
      expect(await callAsAdmin(postProfile, 'POST', { body })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/permissions/1', code: 'invalid' }] },
      })
    })

    it('that are built in answer 409', async () => {
      const params = { id: standardProfile }
      const reply = await callAsAdmin(patchProfile, 'PATCH', { params, body: { name: 'Basic' } })
      expect(reply).toMatchObject({ status: 409, body: { code: 'built-in' } })
    })
  })
})
