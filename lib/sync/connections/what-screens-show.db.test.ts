import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, deleteContact } from '@/lib/crm/contacts/verbs'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { nameRecords } from '@/lib/sync/activity/name-records'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { firstSyncOf } from './first-sync'
import { heldWork } from './held-work'
import { livingConnections } from './living-connections'
import { sampleValues } from './sample-values'

let database: TestDatabase
let world: SyncWorld

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
})

const change = (set: Partial<typeof connection.$inferInsert>) =>
  database.db.update(connection).set(set).where(eq(connection.id, world.connectionId))
const signIn = () => ({
  db: database.db,
  now: world.now,
  fetch: world.engine.fetch,
  env: world.engine.identity,
  appUrl: 'https://crm.example',
})
const samples = () => sampleValues(world.ana, { engine: world.engine, signIn: signIn() }, 'contacts')

describe('the first sync', () => {
  it('cannot say how much there is before it has looked, and is over after its first run', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    expect(await firstSyncOf(world.ana, 'contacts')).toEqual({ done: 0, total: null })
    await world.settle()
    expect(await firstSyncOf(world.ana, 'contacts')).toBeNull()
  })

  it('counts what has arrived against what is taken up', async () => {
    for (const lastName of ['Okafor', 'Weber']) await createContact(world.ana, { lastName })
    await world.settle()
    await change({ enabledAt: new Date(world.now().getTime() + 1) })
    expect(await firstSyncOf(world.ana, 'contacts')).toEqual({ done: 2, total: 2 })
  })

  it('is not under way in a module that is off', async () => {
    await change({ status: 'off' })
    expect(await firstSyncOf(world.ana, 'contacts')).toBeNull()
  })
})

describe('held deletions (A5)', () => {
  it('are counted until somebody has decided', async () => {
    for (let n = 0; n < 12; n += 1) await createContact(world.ana, { lastName: `Okafor ${n}` })
    await world.settle()
    for (const { id } of await world.items()) await world.outlook('DELETE', `/contacts/${id}`)
    await world.settle()
    expect(await heldWork(world.ana, 'contacts')).toMatchObject({ deletions: { toCrm: 12 }, decided: false })
    await change({ heldDecision: 'restore' })
    expect(await heldWork(world.ana, 'contacts')).toMatchObject({ decided: true })
  })

  it('are nobody’s concern while nothing is held', async () => {
    expect(await heldWork(world.ana, 'contacts')).toBeNull()
  })
})

describe('sample values', () => {
  it('are of one pair once there is one', async () => {
    await createContact(world.ana, { lastName: 'Okafor', mailingCity: 'Lyon' })
    await world.settle()
    expect(await samples()).toMatchObject({
      linked: true,
      crm: { name: 'Okafor', fields: { mailingCity: 'Lyon' } },
      microsoft: { fields: { 'businessAddress.city': 'Lyon' } },
    })
  })

  it('are of a record and an item that have nothing in common before that', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await createContact(world.ana, { firstName: 'Nina', lastName: 'Weber', title: 'Buyer' })
    expect(await samples()).toMatchObject({ linked: false, crm: { name: 'Nina Weber' } })
  })

  it('want the permissions that the sync wants', async () => {
    const nobody = { ...world.ana, actor: { ...world.ana.actor, permissions: new Set<never>() } }
    await expect(
      sampleValues(nobody, { engine: world.engine, signIn: signIn() }, 'contacts'),
    ).rejects.toMatchObject({ code: 'permission-required' })
  })
})

describe('activity for a reader', () => {
  it('names records as they are called now, those in the bin too, and not those of others (A7)', async () => {
    const kept = await createContact(world.ana, { firstName: 'Nina', lastName: 'Weber' })
    const gone = await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    await deleteContact(world.ana, { id: gone.id })
    await world.settle()
    const { items } = await listActivity(world.ana, 'contacts', { limit: 50 })
    const named = await nameRecords(world.ana, contactsModule, items)
    expect(named.get(kept.id)).toEqual({ name: 'Nina Weber', deleted: false })
    expect(named.get(gone.id)).toEqual({ name: 'Okafor', deleted: true })
    const other = await world.crm.member()
    expect(await nameRecords(other, contactsModule, items)).toEqual(new Map())
  })
})

describe('the connections of an organisation', () => {
  it('are for those who manage integrations, and without those that are off', async () => {
    await expect(livingConnections(world.ana)).rejects.toMatchObject({ code: 'permission-required' })
    const admin = { ...world.ana, actor: { type: 'system', job: 'test' } as const }
    expect(await livingConnections(admin)).toMatchObject([{ id: world.connectionId }])
    await change({ status: 'off' })
    expect(await livingConnections(admin)).toEqual([])
  })
})
