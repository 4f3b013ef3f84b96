import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, deleteContact, updateContact } from '@/lib/crm/contacts/verbs'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
let id: string

beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  await world.pass(3_600_000)
  await settle()
  await world.pass(60_000)
})

/** A wait for neighbours would count as delay. */
async function settle() {
  await neighboursAreDone(database.db)
  await world.settle()
}
const delay = async () => (await viewConnection(world.ana, 'contacts')).delay
const lateMs = 7_000
/** Within a second: Microsoft's times have no parts of one. */
const late = (ms: number | undefined) => ms !== undefined && ms >= lateMs && ms <= lateMs + 1_500
const itemId = async () => String((await world.items())[0]?.id)

describe('the delay of a change, from the edit to the write on the other side (A9)', () => {
  it('says nothing of the first sync', async () => {
    expect(await world.items()).toHaveLength(1)
    expect(await delay()).toEqual({ toMicrosoftMs: null, toCrmMs: null })
  })

  it.each<[string, () => Promise<unknown>]>([
    ['an edit', () => updateContact(world.ana, { id, patch: { title: 'Buyer' } })],
    ['a new record', () => createContact(world.ana, { lastName: 'Weber' })],
    ['a deletion', () => deleteContact(world.ana, { id })],
  ])('is that of %s in the CRM', async (_, change) => {
    await change()
    await world.pass(lateMs)
    await settle()
    const { toMicrosoftMs, toCrmMs } = await delay()
    expect([late(toMicrosoftMs?.p50), late(toMicrosoftMs?.p95), toCrmMs]).toEqual([true, true, null])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['an edit', async () => world.outlook('PATCH', `/contacts/${await itemId()}`, { jobTitle: 'Buyer' })],
    [
      'a new item',
      async () => world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'Weber' }),
    ],
  ])('is that of %s in Microsoft 365', async (_, change) => {
    await change()
    await world.pass(lateMs)
    await settle()
    const { toMicrosoftMs, toCrmMs } = await delay()
    expect([toMicrosoftMs, late(toCrmMs?.p50)]).toEqual([null, true])
  })

  it('of a deletion in Microsoft 365, which does not say when, is at the most that since the last look', async () => {
    await settle()
    const path = `/contacts/${await itemId()}`
    await world.pass(lateMs)
    await world.outlook('DELETE', path)
    await settle()
    expect(late((await delay()).toCrmMs?.p95)).toBe(true)
  })

  it('covers the last 24 hours', async () => {
    await updateContact(world.ana, { id, patch: { title: 'Buyer' } })
    await world.pass(lateMs)
    await settle()
    await world.pass(25 * 3_600_000)
    expect(await delay()).toEqual({ toMicrosoftMs: null, toCrmMs: null })
  })
})
