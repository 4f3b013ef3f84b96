import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createApiKey } from '@/lib/access/api-keys/create-api-key'
import { startSession } from '@/lib/access/sessions/start-session'
import { createContact, createContacts, deleteContact } from '@/lib/crm/contacts/verbs'
import { createTask } from '@/lib/crm/tasks/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { exportOrganisation } from './organisation-data'
import { exportOwnData } from './own-data'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

type Exported = Record<string, Record<string, unknown>[]>

async function read(
  pieces: AsyncGenerator<string>,
): Promise<{ text: string; data: Exported; pieces: number }> {
  let [text, count] = ['', 0]
  for await (const piece of pieces) {
    text += piece
    count += 1
  }
  return { text, data: JSON.parse(text), pieces: count }
}

describe('the export of one’s own data', () => {
  it('has the account, the records of all modules and the syncs with their history, and no secret', async () => {
    const world = await SyncWorld.create(database.db)
    const { ana } = world
    if (ana.actor.type !== 'user') throw new Error('a person')
    const { key } = await createApiKey(ana, { name: 'Import', expiresAt: null })
    await startSession(database.db, ana.actor.accountId, world.now())
    const { id } = await createContact(ana, { lastName: 'Okafor' })
    const gone = await createContact(ana, { lastName: 'Weber' })
    await createTask(ana, { subject: 'Call back' })
    await world.settle()
    await deleteContact(ana, { id: gone.id })

    const { data, text } = await read(exportOwnData(ana))
    expect(data).toMatchObject({
      account: { hasPassword: false },
      memberships: [{ organisation: 'Test', status: 'active' }],
      apiKeys: [{ name: 'Import' }],
      sessions: [{}],
      contacts: [{ id, lastName: 'Okafor' }],
      contactsInTheRecycleBin: [{ lastName: 'Weber' }],
      tasks: [{ subject: 'Call back' }],
      syncs: [{ module: 'contacts', status: 'active' }],
    })
    expect(data.activityOfContacts?.map(({ action }) => action)).toContain('created')
    expect(data.auditLog?.map(({ action }) => action)).toContain('api-key.created')
    expect(text).not.toContain(key)
    expect(text).not.toMatch(/hash|clientState|deltaLink/i)
  })

  it('holds nothing of anybody else, also for whoever sees all records', async () => {
    const world = await CrmWorld.create(database.db)
    const [admin, bruno] = [await world.admin(), await world.member()]
    await createContact(bruno, { lastName: `OfBruno${randomUUID()}` })
    expect((await read(exportOwnData(admin))).text).not.toContain('OfBruno')
  })

  it('is made piece by piece', async () => {
    const world = await CrmWorld.create(database.db)
    const ana = await world.member()
    for (let from = 0; from < 1_200; from += 200)
      await createContacts(
        ana,
        Array.from({ length: 200 }, (_, n) => ({ lastName: `Person ${from + n}` })),
      )
    const { data, pieces } = await read(exportOwnData(ana))
    expect(data.contacts).toHaveLength(1_200)
    expect(pieces).toBeGreaterThan(10)
  })
})

describe('the export of an organisation', () => {
  it('has its people, profiles and everybody’s records', async () => {
    const world = await CrmWorld.create(database.db)
    const [admin, bruno] = [await world.admin(), await world.member()]
    await createContact(bruno, { lastName: 'OfBruno' })
    const { data } = await read(exportOrganisation(admin))
    expect(data.contacts).toMatchObject([{ lastName: 'OfBruno', ownerId: bruno.memberId }])
    expect(data.users).toHaveLength(2)
    expect(data.profiles).toHaveLength(2)
  })

  it('refuses a member without the right', async () => {
    const world = await CrmWorld.create(database.db)
    const standard = await world.member()
    expect(() => exportOrganisation(standard)).toThrow('permission-required')
  })

  it('refuses another organisation', async () => {
    const [world, other] = [await CrmWorld.create(database.db), await CrmWorld.create(database.db)]
    await createContact(await world.member(), { lastName: 'OfThis' })
    expect((await read(exportOrganisation(await other.admin()))).text).not.toContain('OfThis')
  })
})
