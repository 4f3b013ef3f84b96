import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { createContact, getContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { markActivitySeen, restoreActivity } from '@/lib/sync/activity/restore-activity'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { changeConnection } from './change-connection'
import { viewConnection } from './connection-view'
import { disableConnection } from './disable-connection'
import { claimWake, dueConnections, isPollDue } from './due'
import { enableConnection } from './enable-connection'
import { requestRun } from './request-run'
import { resumeConnection } from './resume-connection'

let database: TestDatabase
let world: SyncWorld
let id: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  await world.settle()
})

const set = (changes: Partial<typeof connection.$inferInsert>) =>
  world.db.update(connection).set(changes).where(eq(connection.id, world.connectionId))
const entry = async () => String((await world.told())[0]?.id)
const strangers = async (): Promise<[string, Context][]> => [
  ['a colleague', await world.crm.member()],
  ['an administrator of another organisation', await (await CrmWorld.create(world.db)).admin()],
]

describe('a connection is its member’s own (A7)', () => {
  it('nobody else sees, changes, runs or ends it', async () => {
    for (const [who, stranger] of await strangers()) {
      expect(await viewConnection(stranger, 'contacts'), who).toMatchObject({
        status: 'off',
        container: null,
      })
      expect((await listActivity(stranger, 'contacts', { limit: 5 })).items, who).toEqual([])
      await expect(changeConnection(stranger, 'contacts', {}), who).rejects.toThrow('module-off')
      await expect(requestRun(stranger, 'contacts'), who).rejects.toThrow('module-off')
      await expect(restoreActivity(stranger, 'contacts', await entry()), who).rejects.toThrow('not-found')
      await expect(markActivitySeen(stranger, 'contacts', await entry()), who).rejects.toThrow('not-found')
      expect(await disableConnection(stranger, 'contacts', { keep: false }), who).toBeNull()
    }
    expect(await world.row()).toMatchObject({ status: 'active' })
  })

  it('a held run is decided by its user, or by who manages integrations of the same organisation', async () => {
    const { memberId } = world.ana
    await set({ status: 'held', reason: 'many-deletions' })
    for (const [who, stranger] of await strangers()) {
      await expect(resumeConnection(stranger, 'contacts', 'apply', memberId), who).rejects.toThrow(
        /not-found|not-held/,
      )
    }
    const decided = await resumeConnection(await world.crm.admin(), 'contacts', 'restore', memberId)
    expect(decided).toMatchObject({ heldDecision: 'restore' })
  })

  it('without the permissions that a module needs it is not enabled', async () => {
    for (const missing of ['sync.contacts', 'contacts.view', 'contacts.create', 'contacts.edit'] as const) {
      const eve = await world.crm.without(missing)
      await expect(enableConnection(eve, world.signIn, 'contacts', {})).rejects.toMatchObject({
        code: 'permission-required',
        details: { permission: missing },
      })
    }
  })
})

describe('asking for one record', () => {
  it('refuses one in the bin, and one whose owner does not sync', async () => {
    const record = await getContact(world.ana, id)
    const gone = { ...record, deletedAt: world.now() }
    await expect(requestRecordSync(world.ana, 'contacts', gone)).rejects.toThrow('deleted')
    const other = { ...record, ownerId: (await world.crm.member()).memberId }
    await expect(requestRecordSync(world.ana, 'contacts', other)).rejects.toThrow('module-off')
  })

  it('states come for any number of records, and for modules that are not built', async () => {
    const record = await getContact(world.ana, id)
    expect((await recordStates(world.ana, 'contacts', [])).size).toBe(0)
    expect((await recordStates(world.ana, 'tasks', [record])).get(id)).toMatchObject({
      state: 'off',
      reason: 'not-available',
    })
  })
})

describe('which connections are due', () => {
  const due = async () => (await dueConnections(world.db, world.now())).includes(world.connectionId)

  it('none that is idle', async () => expect(await due()).toBe(false))

  it('a poll', async () => {
    await world.pass(16 * 60_000)
    expect(await due()).toBe(true)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a request that no run has taken up', () => set({ requestedAt: world.now() })],
    ['a run that died', () => set({ lease: crypto.randomUUID(), leaseUntil: world.now() })],
    ['a change whose event was lost', () => createContact(world.ana, { lastName: 'Weber' })],
  ])('%s', async (_, happen) => {
    await happen()
    await world.pass(5_100)
    await set({ nextPollAt: null })
    expect(await due()).toBe(true)
  })

  it.each(['off', 'attention', 'paused'] as const)('none that is %s', async (status) => {
    await set({ status, requestedAt: world.now() })
    await world.pass(20 * 60_000)
    expect(await due()).toBe(false)
    expect(await isPollDue(world.db, world.connectionId, world.now())).toBe(false)
    const wake = { module: 'contacts' as const, memberIds: [world.ana.memberId] }
    expect(await claimWake(world.db, wake, world.now())).toEqual([])
  })
})
