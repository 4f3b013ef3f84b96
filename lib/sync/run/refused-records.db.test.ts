import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  await world.settle()
})

const stateNow = async () =>
  (await recordStates(world.ana, 'contacts', [await getContact(world.ana, id)])).get(id)
const counts = async () => (await viewConnection(world.ana, 'contacts')).counts
const refusals = async () =>
  (await listActivity(world.ana, 'contacts', { limit: 50 })).items.filter(({ action }) => action === 'failed')
const edit = (title: string) => updateContact(world.ana, { id, patch: { title } })
const refuse = () =>
  world.emulator.faults.add({
    match: { method: 'PATCH', path: '/contacts/' },
    effect: { status: 400, body: { error: { code: 'ErrorPropertyValidationFailure', message: 'No.' } } },
  })

describe('a record that Microsoft refuses (A9)', () => {
  it('asks for attention from the first refusal on, and the activity says so', async () => {
    refuse()
    await edit('Buyer')
    await world.settle()
    expect(await stateNow()).toMatchObject({ state: 'attention', reason: 'microsoft-refused' })
    expect(await counts()).toMatchObject({ pending: 0, failed: 1 })
    expect(await refusals()).toMatchObject([{ recordId: id, reason: 'microsoft-refused' }])
  })

  it('mends itself when a later try is taken', async () => {
    const fault = refuse()
    await edit('Buyer')
    await world.settle()
    world.emulator.faults.remove(fault.id)
    await world.pass(31_000)
    await world.settle()
    expect(await stateNow()).toMatchObject({ state: 'synced', reason: null })
    expect(await counts()).toMatchObject({ pending: 0, failed: 0 })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['another edit', () => edit('Purchaser')],
    ['"try again"', async () => requestRecordSync(world.ana, 'contacts', await getContact(world.ana, id))],
  ])('is tried at once after %s', async (_, act) => {
    const fault = refuse()
    await edit('Buyer')
    await world.settle()
    world.emulator.faults.remove(fault.id)
    await act()
    await world.pass(100)
    await world.settle()
    expect(await stateNow()).toMatchObject({ state: 'synced' })
  })
})
