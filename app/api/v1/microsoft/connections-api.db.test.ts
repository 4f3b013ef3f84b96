import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { account } from '@/db/schema/access'
import { change, contact } from '@/db/schema/crm'
import { activity, connection, link, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, listContacts, updateContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { apiOf, connectProcess } from '@/lib/sync/testing/sync-api'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import * as restore from './connections/[module]/activity/[id]/restore/route'
import * as seen from './connections/[module]/activity/[id]/seen/route'
import * as activities from './connections/[module]/activity/route'
import * as preview from './connections/[module]/preview/route'
import * as resume from './connections/[module]/resume/route'
import * as one from './connections/[module]/route'
import * as runs from './connections/[module]/runs/[id]/route'
import * as sync from './connections/[module]/sync/route'
import * as all from './connections/route'
import * as defaults from './defaults/[module]/route'
import * as fields from './fields/[module]/route'

let database: TestDatabase
let world: SyncWorld
let api: Awaited<ReturnType<typeof apiOf>>
beforeAll(async () => {
  database = await createTestDatabase(6)
})
afterAll(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await database.close()
})
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  connectProcess(world)
  api = await apiOf(database, world.ana)
})

const contacts = { params: { module: 'contacts' } }
const isOff = async () => {
  await world.db.delete(connection)
  await world.loginIsHers()
}
const codes = (body: Record<string, unknown>) =>
  (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`)

describe('GET /microsoft/connections', () => {
  it('lists the three modules; those that are not built say so', async () => {
    await world.settle()
    const { status, body } = await api(all.GET, 'GET')
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
    await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    const { body } = await api(one.GET, 'GET', contacts)
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
    expect(await api(one.GET, 'GET', { params: { module: 'mails' } })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
  })

  it('is each user’s own: another organisation sees nothing of it (A7)', async () => {
    await world.settle()
    const other = await apiOf(database, await (await CrmWorld.create(world.db)).admin())
    expect((await other(one.GET, 'GET', contacts)).body).toMatchObject({ status: 'off', container: null })
    expect((await other(activities.GET, 'GET', contacts)).body).toEqual({ items: [], nextCursor: null })
  })
})

describe('PUT /microsoft/connections/{module}', () => {
  it('enables with the default when there is no body', async () => {
    await isOff()
    const { status, body } = await api(one.PUT, 'PUT', contacts)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'enabling', reason: null, mapping: contactsModule.defaultMapping })
  })

  it('on one that is on it changes what is given and leaves the rest', async () => {
    await world.settle()
    const { body } = await api(one.PUT, 'PUT', { ...contacts, body: { options: { deleteInCrm: true } } })
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
    const answer = await api(one.PUT, 'PUT', { ...contacts, body })
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation' } })
    expect(codes(answer.body)).toEqual(expected)
  })

  it.each(['tasks'])('%s are not available yet', async (module) => {
    expect(await api(one.PUT, 'PUT', { params: { module } })).toMatchObject({
      status: 409,
      body: { code: 'not-available' },
    })
  })

  it('without a connected tenant there is nothing to enable', async () => {
    await isOff()
    await world.db.execute('delete from microsoft_tenant')
    expect(await api(one.PUT, 'PUT', contacts)).toMatchObject({
      status: 409,
      body: { code: 'not-connected' },
    })
  })

  it('a login that is nobody’s in the tenant takes a sign-in first (I3)', async () => {
    await isOff()
    await world.db.update(account).set({ email: sql`id::text || '@elsewhere.example'` })
    const { status, body } = await api(one.PUT, 'PUT', contacts)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'sign-in-required' })
    expect(String(body.signInUrl)).toMatch(/^https?:\/\/crm\.example\//)
  })

  it('refuses a member without the right', async () => {
    const eve = await apiOf(database, await world.crm.without('sync.contacts'))
    expect(await eve(one.PUT, 'PUT', contacts)).toMatchObject({
      status: 403,
      body: { code: 'permission-required', permission: 'sync.contacts' },
    })
  })
})

describe('DELETE /microsoft/connections/{module}', () => {
  it('ends in off, disabled by the user; meanwhile it is busy; again is fine', async () => {
    await world.settle()
    const answer = await api(one.DELETE, 'DELETE', contacts)
    expect(answer).toMatchObject({ status: 202, body: { status: 'disabling' } })
    const busy = await api(one.PUT, 'PUT', contacts)
    expect(busy).toMatchObject({ status: 409, body: { code: 'busy' } })
    expect(busy.headers.get('retry-after')).toMatch(/^\d+$/)
    await world.settle()
    const again = await api(one.DELETE, 'DELETE', contacts)
    expect(again).toMatchObject({
      status: 202,
      body: { status: 'off', reason: 'disabled-by-user', container: null },
    })
  })

  it('of a module that was never on is fine, too', async () => {
    await isOff()
    expect(await api(one.DELETE, 'DELETE', contacts)).toMatchObject({ status: 202, body: { status: 'off' } })
  })
})

describe('POST …/sync and GET …/runs/{id}', () => {
  it('requests share a run, which tells when it has finished', async () => {
    await world.settle()
    const first = await api(sync.POST, 'POST', contacts)
    const second = await api(sync.POST, 'POST', contacts)
    expect(first.status).toBe(202)
    expect(second.body.runId).toBe(first.body.runId)
    const id = String(first.body.runId)
    const params = { params: { module: 'contacts', id } }
    expect((await api(runs.GET, 'GET', params)).body).toMatchObject({ id, finishedAt: null })
    await world.settle()
    expect((await api(runs.GET, 'GET', params)).body.finishedAt).toMatch(/Z$/)
  })

  it('a module that is off has none', async () => {
    await isOff()
    expect(await api(sync.POST, 'POST', contacts)).toMatchObject({
      status: 409,
      body: { code: 'module-off' },
    })
    const id = crypto.randomUUID()
    expect(await api(runs.GET, 'GET', { params: { module: 'contacts', id } })).toMatchObject({ status: 404 })
    expect(await api(runs.GET, 'GET', { params: { module: 'contacts', id: 'x' } })).toMatchObject({
      status: 404,
    })
  })
})

describe('POST …/preview', () => {
  const everything = async () =>
    JSON.stringify(
      await Promise.all(
        [contact, change, link, connection, activity, subscription].map((table) =>
          world.db.select().from(table),
        ),
      ),
    )

  async function writesNothing<T>(work: () => Promise<T>): Promise<T> {
    const before = await everything()
    const answers: T[] = []
    const writes = await world.writesOf(async () => {
      answers.push(await work())
    })
    expect(writes).toEqual([])
    expect(await everything()).toBe(before)
    return answers[0] as T
  }

  it('counts what enabling would do, and writes nothing on either side', async () => {
    await isOff()
    await createContact(world.ana, { lastName: 'Okafor' })
    await createContact(world.ana, { lastName: 'Weber' })
    const { status, body } = await writesNothing(() => api(preview.POST, 'POST', contacts))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      matched: 0,
      createInMicrosoft: 2,
      createInCrm: 0,
      update: 0,
      delete: 0,
      skipped: [],
    })
    expect(body.samples).toHaveLength(2)
  })

  it('of a folder from before it tells what would be matched and made here', async () => {
    await world.settle()
    const folder = await world.folder()
    for (const [surname, address] of [
      ['Okafor', 'o@x.example'],
      ['Weber', 'w@x.example'],
    ]) {
      await world.outlook('POST', `${folder}/contacts`, { surname, emailAddresses: [{ address }] })
    }
    await isOff()
    await createContact(world.ana, { lastName: 'Okafor', email: 'o@x.example' })
    await createContact(world.ana, { lastName: 'Roy' })
    const { body } = await writesNothing(() => api(preview.POST, 'POST', contacts))
    expect(body).toMatchObject({ matched: 1, createInCrm: 1, createInMicrosoft: 1, update: 0 })
  })

  it('of a folder that was kept it knows every contact again', async () => {
    await createContact(world.ana, { lastName: 'Here' })
    await world.settle()
    await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'There' })
    await world.settle()
    await api(one.DELETE, 'DELETE', { ...contacts, query: '?keep=true' })
    await world.settle()
    await world.loginIsHers()
    const { body } = await writesNothing(() => api(preview.POST, 'POST', contacts))
    expect(body).toMatchObject({ matched: 2, createInCrm: 0, createInMicrosoft: 0, update: 0 })
  })

  it('of a change, and of disabling', async () => {
    await createContact(world.ana, { lastName: 'Okafor', title: 'Buyer' })
    await world.settle()
    const mapping = contactsModule.defaultMapping.map((row) =>
      row.crm === 'title' ? { ...row, microsoft: 'profession' } : row,
    )
    const changed = await writesNothing(() => api(preview.POST, 'POST', { ...contacts, body: { mapping } }))
    expect(changed.body).toMatchObject({ update: 1, delete: 0, createInMicrosoft: 0 })
    const disabled = await writesNothing(() =>
      api(preview.POST, 'POST', { ...contacts, query: '?for=disable' }),
    )
    expect(disabled.body).toMatchObject({ delete: 1, update: 0 })
  })
})

describe('POST …/resume', () => {
  it('decides nothing when nothing is held', async () => {
    const body = { decision: 'apply' }
    expect(await api(resume.POST, 'POST', { ...contacts, body })).toMatchObject({
      status: 409,
      body: { code: 'not-held' },
    })
    expect(await api(resume.POST, 'POST', { ...contacts, body: { decision: 'maybe' } })).toMatchObject({
      status: 422,
    })
  })
})

describe('activity', () => {
  const conflictOf = async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', title: 'Buyer' })
    await world.settle()
    await updateContact(world.ana, { id, patch: { title: 'Head' } })
    await world.pass(1_000)
    const [item] = await world.items()
    await world.outlook('PATCH', `/contacts/${item?.id}`, { jobTitle: 'Seller' })
    await world.settle()
    return id
  }

  it('pages newest first, by record and by kind, with the members of the contract', async () => {
    const id = await conflictOf()
    const conflicts = await api(activities.GET, 'GET', {
      ...contacts,
      query: `?recordId=${id}&action=conflict`,
    })
    expect(conflicts.body.items).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/Z$/),
        runId: expect.any(String),
        direction: 'toCrm',
        action: 'conflict',
        recordId: id,
        itemId: expect.any(String),
        fields: [{ field: 'title', before: 'Head', after: 'Seller', lost: 'Head' }],
        reason: null,
      },
    ])
    const first = await api(activities.GET, 'GET', { ...contacts, query: '?limit=2' })
    const rest = await api(activities.GET, 'GET', {
      ...contacts,
      query: `?limit=200&cursor=${encodeURIComponent(String(first.body.nextCursor))}`,
    })
    const ids = [...(first.body.items ?? []), ...(rest.body.items ?? [])].map((row) => row.id)
    expect(new Set(ids).size).toBe((await world.told()).length)
    expect(await api(activities.GET, 'GET', { ...contacts, query: '?action=eaten' })).toMatchObject({
      status: 400,
    })
  })

  it('a conflict counts until somebody has looked; the lost value comes back', async () => {
    const id = await conflictOf()
    const count = async () =>
      ((await api(one.GET, 'GET', contacts)).body.counts as { conflicts: number }).conflicts
    const conflict = (await world.told()).find(({ action }) => action === 'conflict')
    const params = { params: { module: 'contacts', id: String(conflict?.id) } }
    expect(await count()).toBe(1)
    expect(await api(seen.POST, 'POST', params)).toMatchObject({ status: 204 })
    expect(await count()).toBe(0)
    // The API goes by the real time, of which the world knows nothing.
    await world.db
      .update(activity)
      .set({ at: new Date() })
      .where(eq(activity.id, String(conflict?.id)))
    expect(await api(restore.POST, 'POST', params)).toMatchObject({ status: 200, body: { id: conflict?.id } })
    expect((await listContacts(world.ana, { limit: 5 })).items).toMatchObject([{ id, title: 'Head' }])
  })

  it('nobody restores or sees what is another’s', async () => {
    await conflictOf()
    const conflict = (await world.told()).find(({ action }) => action === 'conflict')
    const params = { params: { module: 'contacts', id: String(conflict?.id) } }
    const admin = await apiOf(database, await world.crm.admin())
    expect(await admin(restore.POST, 'POST', params)).toMatchObject({ status: 404 })
    expect(await admin(seen.POST, 'POST', params)).toMatchObject({ status: 404 })
  })
})

describe('defaults and fields', () => {
  it('an administrator sets where everybody starts; a member may not', async () => {
    const mapping = contactsModule.defaultMapping.slice(0, 3)
    const body = { mapping, options: { conflict: 'crm' } }
    expect(await api(defaults.PUT, 'PUT', { ...contacts, body })).toMatchObject({
      status: 403,
      body: { permission: 'manage-integrations' },
    })
    const admin = await apiOf(database, await world.crm.admin())
    expect(await admin(defaults.PUT, 'PUT', { ...contacts, body })).toMatchObject({ status: 200 })
    const shown = await api(defaults.GET, 'GET', contacts)
    expect(shown.body).toMatchObject({ mapping, options: { conflict: 'crm', deleteInCrm: false } })
    await isOff()
    expect((await api(one.PUT, 'PUT', contacts)).body).toMatchObject({
      mapping,
      options: { conflict: 'crm' },
    })
  })

  it('fields say what can be mapped, in Graph’s names', async () => {
    const { body } = await api(fields.GET, 'GET', contacts)
    expect(body.crm).toContainEqual({ name: 'lastName', label: 'Last name', type: 'text', required: true })
    expect(body.microsoft).toContainEqual({
      name: 'businessAddress.city',
      label: 'Business address: city',
      type: 'text',
    })
    expect(body.defaults).toEqual(contactsModule.defaultMapping)
    const meetings = await api(fields.GET, 'GET', { params: { module: 'meetings' } })
    expect(meetings.body.crm).toContainEqual({
      name: 'start',
      label: 'Start',
      type: 'moment',
      required: true,
    })
    expect(meetings.body.defaults).toContainEqual({ crm: 'title', microsoft: 'subject', direction: 'both' })
    expect(await api(fields.GET, 'GET', { params: { module: 'tasks' } })).toMatchObject({
      status: 409,
      body: { code: 'not-available' },
    })
  })
})
