import { describe, expect, it } from 'vitest'
import { change, contact } from '@/db/schema/crm'
import { activity, connection, link, subscription } from '@/db/schema/sync'
import { createContact } from '@/lib/crm/contacts/verbs'
import { contactsModule } from '@/lib/sync/modules/contacts'
import * as preview from './connections/[module]/preview/route'
import * as resume from './connections/[module]/resume/route'
import * as one from './connections/[module]/route'
import * as runs from './connections/[module]/runs/[id]/route'
import * as sync from './connections/[module]/sync/route'
import { connectionsApi, contacts } from './testing/connections-api'

const http = connectionsApi()

describe('POST …/sync and GET …/runs/{id}', () => {
  it('requests share a run, which tells when it has finished', async () => {
    await http.world.settle()
    const first = await http.api(sync.POST, 'POST', contacts)
    const second = await http.api(sync.POST, 'POST', contacts)
    expect(first.status).toBe(202)
    expect(second.body.runId).toBe(first.body.runId)
    const id = String(first.body.runId)
    const params = { params: { module: 'contacts', id } }
    expect((await http.api(runs.GET, 'GET', params)).body).toMatchObject({ id, finishedAt: null })
    await http.world.settle()
    expect((await http.api(runs.GET, 'GET', params)).body.finishedAt).toMatch(/Z$/)
  })

  it('a module that is off has none', async () => {
    await http.isOff()
    expect(await http.api(sync.POST, 'POST', contacts)).toMatchObject({
      status: 409,
      body: { code: 'module-off' },
    })
    const id = crypto.randomUUID()
    expect(await http.api(runs.GET, 'GET', { params: { module: 'contacts', id } })).toMatchObject({
      status: 404,
    })
    expect(await http.api(runs.GET, 'GET', { params: { module: 'contacts', id: 'x' } })).toMatchObject({
      status: 404,
    })
  })
})

describe('POST …/preview', () => {
  const everything = async () =>
    JSON.stringify(
      await Promise.all(
        [contact, change, link, connection, activity, subscription].map((table) =>
          http.world.db.select().from(table),
        ),
      ),
    )

  async function writesNothing<T>(work: () => Promise<T>): Promise<T> {
    const before = await everything()
    const answers: T[] = []
    const writes = await http.world.writesOf(async () => {
      answers.push(await work())
    })
    expect(writes).toEqual([])
    expect(await everything()).toBe(before)
    return answers[0] as T
  }

  it('counts what enabling would do, and writes nothing on either side', async () => {
    await http.isOff()
    await createContact(http.world.ana, { lastName: 'Okafor' })
    await createContact(http.world.ana, { lastName: 'Weber' })
    const { status, body } = await writesNothing(() => http.api(preview.POST, 'POST', contacts))
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
    await http.world.settle()
    const folder = await http.world.folder()
    for (const [surname, address] of [
      ['Okafor', 'o@x.example'],
      ['Weber', 'w@x.example'],
    ]) {
      await http.world.outlook('POST', `${folder}/contacts`, { surname, emailAddresses: [{ address }] })
    }
    await http.isOff()
    await createContact(http.world.ana, { lastName: 'Okafor', email: 'o@x.example' })
    await createContact(http.world.ana, { lastName: 'Roy' })
    const { body } = await writesNothing(() => http.api(preview.POST, 'POST', contacts))
    expect(body).toMatchObject({ matched: 1, createInCrm: 1, createInMicrosoft: 1, update: 0 })
  })

  it('of a folder that was kept it knows every contact again', async () => {
    await createContact(http.world.ana, { lastName: 'Here' })
    await http.world.settle()
    await http.world.outlook('POST', `${await http.world.folder()}/contacts`, { surname: 'There' })
    await http.world.settle()
    await http.api(one.DELETE, 'DELETE', { ...contacts, query: '?keep=true' })
    await http.world.settle()
    await http.world.loginIsHers()
    const { body } = await writesNothing(() => http.api(preview.POST, 'POST', contacts))
    expect(body).toMatchObject({ matched: 2, createInCrm: 0, createInMicrosoft: 0, update: 0 })
  })

  it('of a change, and of disabling', async () => {
    await createContact(http.world.ana, { lastName: 'Okafor', title: 'Buyer' })
    await http.world.settle()
    const mapping = contactsModule.defaultMapping.map((row) =>
      row.crm === 'title' ? { ...row, microsoft: 'profession' } : row,
    )
    const changed = await writesNothing(() =>
      http.api(preview.POST, 'POST', { ...contacts, body: { mapping } }),
    )
    expect(changed.body).toMatchObject({ update: 1, delete: 0, createInMicrosoft: 0 })
    const disabled = await writesNothing(() =>
      http.api(preview.POST, 'POST', { ...contacts, query: '?for=disable' }),
    )
    expect(disabled.body).toMatchObject({ delete: 1, update: 0 })
  })
})

describe('POST …/resume', () => {
  it('decides nothing when nothing is held', async () => {
    const body = { decision: 'apply' }
    expect(await http.api(resume.POST, 'POST', { ...contacts, body })).toMatchObject({
      status: 409,
      body: { code: 'not-held' },
    })
    expect(await http.api(resume.POST, 'POST', { ...contacts, body: { decision: 'maybe' } })).toMatchObject({
      status: 422,
    })
  })
})
