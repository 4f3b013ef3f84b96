import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, owedMail } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import { closeAccount, GIVE_UP_MS } from '@/lib/access/erasure/close-account'
import { finishErasures } from '@/lib/access/erasure/finish-erasures'
import { rowsThatName } from '@/lib/access/erasure/testing/rows-that-name'
import { startSession } from '@/lib/access/sessions/start-session'
import { createContact } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
let accountId: string
let email: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  world.listen()
  if (world.ana.actor.type !== 'user') throw new Error('a person')
  accountId = world.ana.actor.accountId
  email = `${randomUUID()}@alpinia.example`
  await database.db.update(account).set({ email }).where(eq(account.id, accountId))
  await createContact(world.ana, { lastName: 'Okafor' })
  await world.settle()
})

async function close(keepContainers = false) {
  const { sessionId } = await startSession(database.db, accountId, world.now())
  return closeAccount(world.ana, { password: null, sessionId, bound: false, keepContainers })
}
const folders = async () => ((await world.outlook('GET', '/contactFolders')).value as unknown[]).length
const subscriptions = async () =>
  ((await control(world.emulator, 'GET', '/subscriptions')).body as unknown[]).length
/** As if the mail had gone out. */
const mailsAreOut = () => database.db.update(owedMail).set({ dueAt: null })
const finish = () => finishErasures(database.db, world.now())

describe('deleting the account of somebody who syncs', () => {
  it('removes the container and ends the subscription at Microsoft, then forgets everything', async () => {
    expect([await folders(), await subscriptions()]).toEqual([1, 1])
    expect(await close()).toEqual({ connectionIds: [world.connectionId] })
    await mailsAreOut()
    expect(await finish()).toEqual({ finished: 0, waiting: 1 })
    await world.settle()
    expect([await folders(), await subscriptions()]).toEqual([0, 0])
    expect(await finish()).toEqual({ finished: 1, waiting: 0 })
    expect(await rowsThatName(database.db, [accountId, email, world.connectionId])).toEqual([])
  })

  it('keeps the container as an ordinary one when asked to', async () => {
    await close(true)
    await mailsAreOut()
    await world.settle()
    expect([await folders(), await subscriptions()]).toEqual([1, 0])
    expect(await finish()).toEqual({ finished: 1, waiting: 0 })
  })

  it('tries again while Microsoft is away, and gives up in the end', async () => {
    const fault = world.emulator.faults.add({ match: { path: '.*' }, effect: { status: 503 } })
    await close()
    await mailsAreOut()
    await world.settle(world.connectionId, 3).catch(() => {})
    expect(await finish()).toEqual({ finished: 0, waiting: 1 })
    world.emulator.faults.remove(fault.id)
    await world.pass(GIVE_UP_MS)
    expect(await finish()).toEqual({ finished: 1, waiting: 0 })
    expect(await rowsThatName(database.db, [accountId, email, world.connectionId])).toEqual([])
  })

  it('needs none of her rights, and finds a way on when her credential is gone', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await close()
    await mailsAreOut()
    await world.pass(61_000)
    await world.settle()
    expect(await finish()).toEqual({ finished: 1, waiting: 0 })
  })
})
