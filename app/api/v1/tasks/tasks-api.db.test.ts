import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { makeMember, makeOrganisation, type TestMember } from '@/lib/access/testing/make-organisation'
import { type ApiReply, apiClient } from '@/lib/web/testing/api-client'
import { taskResources } from './_resources'

const { list, one, restore, sync } = taskResources

describe('/tasks', () => {
  let database: TestDatabase
  let ana: TestMember
  let call: Awaited<ReturnType<typeof apiClient>>

  beforeAll(async () => {
    database = await createTestDatabase()
    ana = await makeMember(database.db, await makeOrganisation(database.db))
    call = await apiClient(database, ana)
  })
  afterAll(() => database.close())

  const create = (body: unknown) => call(list.POST, 'POST', { body })
  const at = ({ body }: ApiReply) => ({ id: String(body.id) })

  it('answers 201 with the record of the contract', async () => {
    const made = await create({ subject: 'Call', reminderAt: '2026-03-05T10:00:00+01:00' })
    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toMatch(/^"\w+"$/)
    const { id: _, createdAt: __, updatedAt: ___, sync: ____, ...body } = made.body
    expect(body).toEqual({
      subject: 'Call',
      dueDate: null,
      priority: 'normal',
      status: 'notStarted',
      description: null,
      relatedTo: null,
      recurrence: null,
      reminderAt: '2026-03-05T09:00:00.000Z',
      closedAt: null,
      ownerId: ana.memberId,
      updatedBy: { type: 'user', id: ana.memberId },
      deletedAt: null,
    })
    expect(made.body.sync).toMatchObject({ state: 'off', microsoftId: null })
    expect(await call(one.GET, 'GET', { params: at(made) })).toMatchObject({ status: 200, body: made.body })
  })

  it('closes what is completed and opens it again', async () => {
    const made = await create({ subject: 'Call' })
    const patch = (body: unknown) => call(one.PATCH, 'PATCH', { params: at(made), body })
    const closedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(await patch({ status: 'completed' })).toMatchObject({ status: 200, body: { closedAt } })
    expect(await patch({ status: 'deferred' })).toMatchObject({ status: 200, body: { closedAt: null } })
  })

  it('names what is wrong with which member', async () => {
    const refused = await create({
      dueDate: 'tomorrow',
      priority: 'urgent',
      status: 'done',
      relatedTo: { type: 'contact' },
      recurrence: 5,
      reminderAt: '2026-03-05',
      closedAt: null,
      colour: 'red',
    })
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation' } })
    const found = refused.body.errors as { pointer: string; code: string }[]
    expect(Object.fromEntries(found.map(({ pointer, code }) => [pointer, code]))).toEqual({
      '/subject': 'required',
      '/dueDate': 'invalid',
      '/priority': 'invalid',
      '/status': 'invalid',
      '/relatedTo/id': 'required',
      '/recurrence': 'invalid',
      '/reminderAt': 'invalid',
      '/closedAt': 'read-only',
      '/colour': 'unknown',
    })
  })

  it('deletes to the bin, restores, and is not synced while nobody enabled it', async () => {
    const params = at(await create({ subject: 'Bin' }))
    expect(await call(one.DELETE, 'DELETE', { params })).toMatchObject({ status: 204, body: null })
    expect(await call(list.GET, 'GET', { query: '?search=bin' })).toMatchObject({ body: { items: [] } })
    expect(await call(restore.POST, 'POST', { params })).toMatchObject({
      status: 200,
      body: { deletedAt: null },
    })
    expect(await call(list.GET, 'GET', { query: '?search=bin' })).toMatchObject({ body: { items: [params] } })
    expect(await call(sync.POST, 'POST', { params })).toMatchObject({
      status: 409,
      body: { code: 'module-off' },
    })
  })
})
