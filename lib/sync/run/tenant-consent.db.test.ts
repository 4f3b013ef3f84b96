import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import { createContact } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  await world.settle()
})

const edit = async () => {
  await world.pass(61_000)
  await createContact(world.ana, { lastName: 'Okafor' })
  await world.settle()
}

describe('the consent of a tenant whose users work (I4)', () => {
  it('is missed within a minute, though the token that was given out still opens Graph', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await edit()
    expect(await world.row()).toMatchObject({ status: 'attention', reason: 'consent-revoked' })
  })

  it('is not taken for withdrawn when the sign-in service does not answer', async () => {
    world.emulator.faults.add({ match: { path: '/oauth2/v2.0/token' }, effect: { status: 503 } })
    await edit()
    expect(await world.row()).toMatchObject({ status: 'active' })
    expect(await world.items()).toHaveLength(1)
  })
})
