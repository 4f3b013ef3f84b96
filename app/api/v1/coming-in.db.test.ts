import { randomUUID } from 'node:crypto'
import { type ServerType, serve } from '@hono/node-server'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { invitation, owedMail } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { freePort } from '@/dev/free-port'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createEmulator, type Emulator } from '@/emulator/create-emulator'
import { demoClients, demoRegistrations, demoSeed } from '@/emulator/seed/demo'
import { demoTenants, demoUsers } from '@/emulator/seed/demo-people'
import { askToJoin } from '@/lib/access/join-requests/ask-to-join'
import type { NewOrganisation } from '@/lib/access/organisations/create-organisation'
import { TERMS_VERSION } from '@/lib/access/terms'
import { makeMember, TEST_TIME, type TestMember } from '@/lib/access/testing/make-organisation'
import { apiClient } from '@/lib/web/testing/api-client'
import { peopleApi } from '@/lib/web/testing/people-api'
import { POST as resend } from './invitations/[id]/resend/route'
import { DELETE as revoke } from './invitations/[id]/route'
import { POST as invite, GET as listInvitations } from './invitations/route'
import { POST as approve } from './join-requests/[id]/approve/route'
import { POST as decline } from './join-requests/[id]/decline/route'
import { GET as listJoinRequests } from './join-requests/route'

type Client = Awaited<ReturnType<typeof apiClient>>

let database: TestDatabase
let server: ServerType
let emulator: Emulator
let org: NewOrganisation
let admin: TestMember
let manager: TestMember
let callAsAdmin: Client
let callAsManager: Client
let callAsAna: Client
let callAsStranger: Client

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  emulator = createEmulator({
    baseUrl: origin,
    registrations: demoRegistrations('http://crm.example'),
    seed: demoSeed(),
  })
  server = serve({ fetch: emulator.fetch, hostname: '127.0.0.1', port })
  vi.stubEnv('MICROSOFT_LOGIN_URL', origin)
  vi.stubEnv('MICROSOFT_GRAPH_URL', origin)
  vi.stubEnv('MICROSOFT_CLIENT_ID', demoClients.product.clientId)
  vi.stubEnv('MICROSOFT_CLIENT_SECRET', demoClients.product.clientSecret)

  ;({ org, admin, callAsAdmin, callAsAna, callAsStranger } = await peopleApi(database))
  manager = await makeMember(database.db, org, ['manage-users'], { name: 'Farid' })
  await database.db.insert(microsoftTenant).values({
    organisationId: org.organisationId,
    tenantId: demoTenants.first.id,
    name: 'Alpinia',
    connectedBy: admin.memberId,
    connectedAt: TEST_TIME,
    checkedAt: TEST_TIME,
  })
  callAsManager = await apiClient(database, manager)
})
afterAll(async () => {
  server.close()
  emulator.close()
  vi.unstubAllEnvs()
  await database.close()
})

const newAddress = () => `${randomUUID()}@guests.example`
const standard = () => org.profiles.standard

describe('/invitations', () => {
  it('are made, listed, sent again and taken back, never with a token', async () => {
    const email = newAddress()
    const made = await callAsAdmin(invite, 'POST', {
      body: { email: email.toUpperCase(), name: 'Lucas', profileId: standard() },
    })
    expect(made.status).toBe(201)
    const { id } = made.body
    const whole = {
      id,
      email,
      name: 'Lucas',
      profileId: standard(),
      status: 'pending',
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      invitedBy: { id: admin.memberId, name: 'Alice' },
      microsoftUserId: null,
    }
    expect(made.body).toEqual(whole)
    expect((await callAsAdmin(listInvitations, 'GET')).body.items).toContainEqual(whole)

    const params = { id: String(id) }
    const again = await callAsAdmin(resend, 'POST', { params })
    expect(again).toMatchObject({ status: 200, body: { id, status: 'pending' } })
    expect((await callAsAdmin(revoke, 'DELETE', { params })).status).toBe(204)
    expect((await callAsAdmin(revoke, 'DELETE', { params })).status).toBe(204)
    expect(await callAsAdmin(resend, 'POST', { params })).toMatchObject({
      status: 409,
      body: { code: 'not-pending' },
    })
  })

  it('are one for an address: 409 for members and whoever is invited', async () => {
    const body = { email: newAddress(), profileId: standard() }
    await callAsAdmin(invite, 'POST', { body })
    expect(await callAsAdmin(invite, 'POST', { body })).toMatchObject({
      status: 409,
      body: { code: 'already-invited' },
    })
    expect(await callAsAdmin(invite, 'POST', { body: { ...body, email: manager.email } })).toMatchObject({
      status: 409,
      body: { code: 'already-member' },
    })
  })

  it('of a Microsoft 365 user need her login: 422 login-differs as the problem’s code', async () => {
    const { id: microsoftUserId, userPrincipalName: email } = demoUsers.hugo
    const body = { email: newAddress(), profileId: standard(), microsoftUserId }
    expect(await callAsAdmin(invite, 'POST', { body })).toMatchObject({
      status: 422,
      body: { code: 'login-differs' },
    })
    expect(await callAsAdmin(invite, 'POST', { body: { ...body, email } })).toMatchObject({
      status: 201,
      body: { email, microsoftUserId, name: 'Hugo Schmitt' },
    })
  })

  it.each([
    ['a guest', demoUsers.guest.id, demoUsers.guest.mail],
    ['a disabled user', demoUsers.disabled.id, demoUsers.disabled.userPrincipalName],
    ['a user of another tenant', demoUsers.oscar.id, demoUsers.oscar.userPrincipalName],
  ])('are not for %s', async (_who, microsoftUserId, email) => {
    const body = { email, profileId: standard(), microsoftUserId }
    expect(await callAsAdmin(invite, 'POST', { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/microsoftUserId' }] },
    })
  })

  it('name every mistake', async () => {
    const body = { email: 'nobody', profileId: 'x', token: 'y' }
    const reply = await callAsAdmin(invite, 'POST', { body })
    expect(reply.status).toBe(422)
    expect(reply.body.errors).toMatchObject([
      { pointer: '/email', code: 'invalid' },
      { pointer: '/profileId', code: 'invalid' },
      { pointer: '/token', code: 'unknown' },
    ])
  })

  it('are made once, and mailed once, however often the request is sent', async () => {
    const call = {
      body: { email: newAddress(), profileId: standard() },
      headers: { 'idempotency-key': randomUUID() },
    }
    const [first, second] = [await callAsAdmin(invite, 'POST', call), await callAsAdmin(invite, 'POST', call)]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    const mails = eq(owedMail.subjectId, String(first.body.id))
    expect(await database.db.$count(owedMail, mails)).toBe(1)
  })

  it('give nobody rights that the inviter lacks', async () => {
    const body = { email: newAddress(), profileId: standard() }
    expect(await callAsManager(invite, 'POST', { body })).toMatchObject({
      status: 403,
      body: { code: 'permission-required', permission: 'contacts.view' },
    })
    const own = { ...body, profileId: manager.profileId }
    expect((await callAsManager(invite, 'POST', { body: own })).status).toBe(201)
  })

  it('are 403 without the right and 404 from another organisation', async () => {
    const body = { email: newAddress(), profileId: standard() }
    const made = await callAsAdmin(invite, 'POST', { body })
    const params = { id: String(made.body.id) }
    expect((await callAsAna(invite, 'POST', { body })).status).toBe(403)
    expect((await callAsAna(listInvitations, 'GET')).status).toBe(403)
    expect((await callAsAna(resend, 'POST', { params })).status).toBe(403)
    expect((await callAsAna(revoke, 'DELETE', { params })).status).toBe(403)
    expect((await callAsStranger(resend, 'POST', { params })).status).toBe(404)
    expect((await callAsStranger(revoke, 'DELETE', { params })).status).toBe(404)
    expect((await callAsStranger(invite, 'POST', { body: { ...body, email: newAddress() } })).status).toBe(
      422,
    )
    expect((await callAsStranger(listInvitations, 'GET')).body.items).toEqual([])
  })

  it('are expired after their time, and can be sent again then', async () => {
    const made = await callAsAdmin(invite, 'POST', { body: { email: newAddress(), profileId: standard() } })
    const id = String(made.body.id)
    await database.db.update(invitation).set({ expiresAt: TEST_TIME }).where(eq(invitation.id, id))
    const { items } = (await callAsAdmin(listInvitations, 'GET', { query: '?limit=200' })).body
    expect(items?.find((one) => one.id === id)).toMatchObject({ status: 'expired' })
    expect(await callAsAdmin(resend, 'POST', { params: { id } })).toMatchObject({
      status: 200,
      body: { status: 'pending' },
    })
  })
})

describe('/join-requests', () => {
  /** A new user of the tenant asks. */
  async function ask(): Promise<{ id: string; userId: string; upn: string }> {
    const name = `asker-${randomUUID().slice(0, 8)}`
    const upn = `${name}@alpinia.example`
    const answer = await emulator.fetch(
      new Request('http://127.0.0.1/_emulator/users', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ upn, mail: upn, displayName: name, tenantId: demoTenants.first.id }),
      }),
    )
    const { id: userId } = (await answer.json()) as { id: string }
    const user = { id: userId, upn, mail: upn, name, jobTitle: null, eligible: true, language: null }
    const person = { tid: demoTenants.first.id, oid: userId, name, upn, mail: upn, guest: false }
    const question = {
      message: 'Hello',
      locale: 'en',
      address: randomUUID(),
      termsVersion: TERMS_VERSION,
    } as const
    const directory = { findUser: async () => user }
    const { requestId: id } = await askToJoin(database.db, directory, person, question, new Date())
    return { id, userId, upn }
  }
  const change = (userId: string, changes: object) =>
    emulator.fetch(
      new Request(`http://127.0.0.1/_emulator/users/${userId}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(changes),
      }),
    )

  it('are listed and approved with a profile; the second decision is told who was faster, and when', async () => {
    const { id, upn } = await ask()
    const pending = {
      id,
      name: expect.any(String),
      upn,
      mail: upn,
      message: 'Hello',
      status: 'pending',
      requestedAt: expect.any(String),
      decidedBy: null,
      decidedAt: null,
    }
    expect((await callAsAdmin(listJoinRequests, 'GET')).body.items).toContainEqual(pending)
    const call = { params: { id }, body: { profileId: standard() } }
    const approved = await callAsAdmin(approve, 'POST', call)
    const decidedBy = { id: admin.memberId, name: 'Alice' }
    expect(approved).toMatchObject({ status: 200, body: { id, status: 'approved', decidedBy } })
    const { decidedAt } = approved.body
    for (const second of [
      await callAsAdmin(approve, 'POST', call),
      await callAsManager(decline, 'POST', { params: { id }, body: {} }),
    ]) {
      expect(second).toMatchObject({ status: 409, body: { code: 'already-decided', decidedBy, decidedAt } })
    }
  })

  it('are declined, with a reason or without', async () => {
    for (const body of [{ reason: 'Not yet' }, {}, undefined]) {
      const { id } = await ask()
      const reply = await callAsManager(decline, 'POST', { params: { id }, body })
      expect(reply).toMatchObject({
        status: 200,
        body: { status: 'declined', decidedAt: expect.any(String) },
      })
    }
  })

  it.each([
    ['disabled', { accountEnabled: false }],
    ['gone', { delete: true }],
  ])('cannot be approved for a person who is %s meanwhile', async (_how, changes) => {
    const { id, userId } = await ask()
    await change(userId, changes)
    const call = { params: { id }, body: { profileId: standard() } }
    expect(await callAsAdmin(approve, 'POST', call)).toMatchObject({
      status: 409,
      body: { code: 'person-left' },
    })
  })

  it('make one member when two approve at the same time', async () => {
    const { id } = await ask()
    const call = { params: { id }, body: { profileId: manager.profileId } }
    const replies = await Promise.all([
      callAsAdmin(approve, 'POST', call),
      callAsManager(approve, 'POST', call),
      callAsAdmin(approve, 'POST', { ...call, headers: { 'idempotency-key': randomUUID() } }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('are 403 without the right, also for a profile beyond one’s own, and 404 from another organisation', async () => {
    const { id } = await ask()
    const call = { params: { id }, body: { profileId: standard() } }
    expect((await callAsAna(listJoinRequests, 'GET')).status).toBe(403)
    expect((await callAsAna(approve, 'POST', call)).status).toBe(403)
    expect((await callAsAna(decline, 'POST', { params: { id }, body: {} })).status).toBe(403)
    expect(await callAsManager(approve, 'POST', call)).toMatchObject({
      status: 403,
      body: { permission: 'contacts.view' },
    })
    expect((await callAsStranger(approve, 'POST', call)).status).toBe(404)
    expect((await callAsStranger(decline, 'POST', { params: { id }, body: {} })).status).toBe(404)
    expect((await callAsStranger(listJoinRequests, 'GET')).body.items).toEqual([])
    const unknown = { params: { id }, body: { profileId: randomUUID() } }
    expect(await callAsAdmin(approve, 'POST', unknown)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/profileId' }] },
    })
  })
})
