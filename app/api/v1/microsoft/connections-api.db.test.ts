import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { account } from '@/db/schema/access'
import { createContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { contactsModule } from '@/lib/sync/modules/contacts'
import * as activities from './connections/[module]/activity/route'
import * as one from './connections/[module]/route'
import * as all from './connections/route'
import { connectionsApi, contacts } from './testing/connections-api'

const http = connectionsApi()

const codes = (body: Record<string, unknown>) =>
  (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`)

describe('GET /microsoft/connections', () => {
  it('lists the three modules; those that are not built say so', async () => {
    await http.world.settle()
    const { status, body } = await http.api(all.GET, 'GET')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      items: [
        { module: 'meetings', available: true, status: 'off', reason: null, container: null },
        { module: 'contacts', available: true, status: 'active', reason: null },
        { module: 'tasks', available: false, status: 'off', reason: 'not-available', container: null },
      ],
      nextCursor: null,
    })
  })

  it('one of them has every member of the contract, and no other', async () => {
    await createContact(http.world.ana, { lastName: 'Okafor' })
    await http.world.settle()
    const { body } = await http.api(one.GET, 'GET', contacts)
    expect(body).toEqual({
      module: 'contacts',
      available: true,
      status: 'active',
      reason: null,
      identity: { upn: 'ana@small.example', access: 'application' },
      container: { id: expect.any(String), name: 'Tandem CRM Contacts' },
      mapping: contactsModule.defaultMapping,
      values: null,
      options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest' },
      counts: { linked: 1, pending: 0, skipped: 0, conflicts: 0, failed: 0 },
      lastRun: {
        id: expect.any(String),
        startedAt: expect.stringMatching(/Z$/),
        finishedAt: expect.stringMatching(/Z$/),
        pulled: expect.any(Number),
        pushed: expect.any(Number),
        failed: 0,
      },
      delay: { toMicrosoftMs: null, toCrmMs: null },
    })
  })

  it('an unknown module is not found', async () => {
    expect(await http.api(one.GET, 'GET', { params: { module: 'mails' } })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
  })

  it('is each user’s own: another organisation sees nothing of it (A7)', async () => {
    await http.world.settle()
    const other = await http.as(await (await CrmWorld.create(http.world.db)).admin())
    expect((await other(one.GET, 'GET', contacts)).body).toMatchObject({ status: 'off', container: null })
    expect((await other(activities.GET, 'GET', contacts)).body).toEqual({ items: [], nextCursor: null })
  })
})

describe('PUT /microsoft/connections/{module}', () => {
  it('enables with the default when there is no body', async () => {
    await http.isOff()
    const { status, body } = await http.api(one.PUT, 'PUT', contacts)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'enabling', reason: null, mapping: contactsModule.defaultMapping })
  })

  it('on one that is on it changes what is given and leaves the rest', async () => {
    await http.world.settle()
    const { body } = await http.api(one.PUT, 'PUT', { ...contacts, body: { options: { deleteInCrm: true } } })
    expect(body).toMatchObject({
      status: 'active',
      options: { deleteInCrm: true, clientInvitations: false, conflict: 'latest' },
      mapping: contactsModule.defaultMapping,
    })
  })

  it.each<[string, unknown, string[]]>([
    ['an unknown member', { mappings: [] }, ['/mappings unknown']],
    ['an unknown option', { options: { delete: true } }, ['/options/delete unknown']],
    ['an empty mapping', { mapping: [] }, ['/mapping mapping-empty']],
    [
      'an unknown field and no last name',
      { mapping: [{ crm: 'shoeSize', microsoft: 'title', direction: 'both' }] },
      ['/mapping/0/crm unknown-field', '/mapping required-field-unmapped'],
    ],
    [
      'kinds that do not fit, and a field twice',
      {
        mapping: [
          { crm: 'lastName', microsoft: 'surname', direction: 'both' },
          { crm: 'dateOfBirth', microsoft: 'surname', direction: 'both' },
        ],
      },
      ['/mapping/1/microsoft mapping-duplicate', '/mapping/1 type-mismatch'],
    ],
  ])('refuses %s', async (_, body, expected) => {
    const answer = await http.api(one.PUT, 'PUT', { ...contacts, body })
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation' } })
    expect(codes(answer.body)).toEqual(expected)
  })

  it.each(['tasks'])('%s are not available yet', async (module) => {
    expect(await http.api(one.PUT, 'PUT', { params: { module } })).toMatchObject({
      status: 409,
      body: { code: 'not-available' },
    })
  })

  it('without a connected tenant there is nothing to enable', async () => {
    await http.isOff()
    await http.world.db.execute('delete from microsoft_tenant')
    expect(await http.api(one.PUT, 'PUT', contacts)).toMatchObject({
      status: 409,
      body: { code: 'not-connected' },
    })
  })

  it('a login that is nobody’s in the tenant takes a sign-in first (I3)', async () => {
    await http.isOff()
    await http.world.db.update(account).set({ email: sql`id::text || '@elsewhere.example'` })
    const { status, body } = await http.api(one.PUT, 'PUT', contacts)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'sign-in-required' })
    expect(String(body.signInUrl)).toMatch(/^https?:\/\/crm\.example\//)
  })

  it('refuses a member without the right', async () => {
    const eve = await http.as(await http.world.crm.without('sync.contacts'))
    expect(await eve(one.PUT, 'PUT', contacts)).toMatchObject({
      status: 403,
      body: { code: 'permission-required', permission: 'sync.contacts' },
    })
  })
})

describe('DELETE /microsoft/connections/{module}', () => {
  it('ends in off, disabled by the user; meanwhile it is busy; again is fine', async () => {
    await http.world.settle()
    const answer = await http.api(one.DELETE, 'DELETE', contacts)
    expect(answer).toMatchObject({ status: 202, body: { status: 'disabling' } })
    const busy = await http.api(one.PUT, 'PUT', contacts)
    expect(busy).toMatchObject({ status: 409, body: { code: 'busy' } })
    expect(busy.headers.get('retry-after')).toMatch(/^\d+$/)
    await http.world.settle()
    const again = await http.api(one.DELETE, 'DELETE', contacts)
    expect(again).toMatchObject({
      status: 202,
      body: { status: 'off', reason: 'disabled-by-user', container: null },
    })
  })

  it('of a module that was never on is fine, too', async () => {
    await http.isOff()
    expect(await http.api(one.DELETE, 'DELETE', contacts)).toMatchObject({
      status: 202,
      body: { status: 'off' },
    })
  })
})
