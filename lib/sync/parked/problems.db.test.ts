import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  createContact,
  createContacts,
  deleteContact,
  getContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { countProblems } from './count-problems'
import { listProblems } from './list-problems'
import { tryAgain } from './try-again'

let database: TestDatabase
let world: SyncWorld
let id: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  other = (await createContact(world.ana, { lastName: 'Weber' })).id
  await world.settle()
})

const itemOf = async (lastName: string) =>
  String((await world.items()).find(({ surname }) => surname === lastName)?.id)
const edit = (recordId: string, title: string) => updateContact(world.ana, { id: recordId, patch: { title } })
const problems = async () => (await listProblems(world.ana, { limit: 50 })).items

/** Microsoft refuses whatever is written to one item. */
async function refuse(
  status = 400,
  code = 'ErrorPropertyValidationFailure',
  lastName = 'Okafor',
  method = 'PATCH',
) {
  const path = `/contacts/${encodeURIComponent(await itemOf(lastName))}`
  return world.emulator.faults.add({
    match: { method, path: path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') },
    effect: { status, body: { error: { code, message: 'Words of its own.' } } },
  })
}

/** Until the engine has given it up. */
async function untilParked(): Promise<Date[]> {
  const tries: Date[] = []
  for (let n = 0; n < 12; n += 1) {
    const [one] = (await world.links()).filter(({ recordId }) => recordId === id)
    if (one?.parkedAt) return tries
    if (one?.notBefore) tries.push(world.now())
    if (one?.notBefore) await world.pass(one.notBefore.getTime() - world.now().getTime() + 1)
    await world.settle()
  }
  throw new Error('never given up')
}

describe('one record that cannot be written never stops the others (A9)', () => {
  it.each([
    [400, 'ErrorPropertyValidationFailure'],
    [403, 'ErrorAccessDenied'],
    [413, 'RequestEntityTooLarge'],
  ])('refused with %s %s, it waits alone, told in the words of the service', async (status, code) => {
    await refuse(status, code)
    await edit(id, 'Buyer')
    await edit(other, 'Seller')
    await world.settle()
    expect(await world.items()).toEqual(
      expect.arrayContaining([expect.objectContaining({ surname: 'Weber', jobTitle: 'Seller' })]),
    )
    expect((await world.row()).status).toBe('active')
    expect(await problems()).toMatchObject([
      {
        module: 'contacts',
        recordId: id,
        kind: 'microsoft-refused',
        refusal: { code, words: 'Words of its own.', tries: 1 },
        nextTryAt: expect.any(Date),
      },
    ])
  })

  it('a mailbox in which nothing may be written is not so many refused records (I4)', async () => {
    const names = Array.from({ length: 24 }, (_, n) => ({ lastName: `N${n}` }))
    await createContacts(world.ana, names)
    const fault = world.emulator.faults.add({
      match: { method: 'POST', path: '/contacts$' },
      effect: { status: 403, body: { error: { code: 'ErrorAccessDenied', message: 'No.' } } },
    })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'attention', reason: 'mailbox-unavailable' })
    expect(await problems()).toEqual([])
    world.emulator.faults.remove(fault.id)
    await world.pass(6 * 60_000)
    await recoverConnections(world.engine)
    await world.settle()
    expect(await world.items()).toHaveLength(26)
  })

  it('is tried with growing pauses, then given up; an edit begins anew', async () => {
    const fault = await refuse()
    await edit(id, 'Buyer')
    await world.settle()
    const tries = await untilParked()
    const pauses = tries.slice(1).map((at, n) => at.getTime() - (tries[n]?.getTime() ?? 0))
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.length).toBeGreaterThan(2)
    expect(await problems()).toMatchObject([{ refusal: { tries: 6 }, nextTryAt: null }])
    await world.pass(30 * 24 * 3_600_000)
    expect(await world.writesOf(() => world.settle())).toEqual([])

    world.emulator.faults.remove(fault.id)
    await edit(id, 'Purchaser')
    await world.settle()
    expect(await problems()).toEqual([])
    expect(await world.outlook('GET', `/contacts/${await itemOf('Okafor')}`)).toMatchObject({
      jobTitle: 'Purchaser',
    })
  })

  it('a value that the CRM cannot hold is told with its field', async () => {
    const personalNotes = 'n'.repeat(32_001)
    await world.outlook('PATCH', `/contacts/${await itemOf('Okafor')}`, { personalNotes })
    await world.settle()
    expect(await problems()).toMatchObject([
      { recordId: id, kind: 'value-too-long', fields: ['description'], refusal: null },
    ])
    expect((await listProblems(world.ana, { limit: 5, kind: 'microsoft-refused' })).items).toEqual([])
  })
})

describe('try again', () => {
  it('tries one, or all of a filter, at once', async () => {
    const faults = [await refuse(), await refuse(400, 'ErrorItemSave', 'Weber')]
    await edit(id, 'Buyer')
    await edit(other, 'Seller')
    await world.settle()
    for (const { id: fault } of faults) world.emulator.faults.remove(fault)
    expect(await countProblems(world.ana)).toBe(2)
    const [one] = (await problems()).filter(({ recordId }) => recordId === id)
    expect(await tryAgain(world.ana, { ids: [one?.id ?? ''] })).toEqual({ done: 1, more: false })
    await world.settle()
    expect(await problems()).toMatchObject([{ recordId: other }])
    expect(await tryAgain(world.ana, { filter: { module: 'contacts' } })).toEqual({ done: 1, more: false })
    await world.settle()
    expect(await problems()).toEqual([])
    expect((await viewConnection(world.ana, 'contacts')).counts).toMatchObject({ failed: 0, pending: 0 })
  })

  it('also for what lies in the bin and whose item may not be deleted', async () => {
    const fault = await refuse(403, 'ErrorAccessDenied', 'Okafor', 'DELETE')
    await deleteContact(world.ana, { id })
    await world.settle()
    expect(await problems()).toMatchObject([{ recordId: id, kind: 'microsoft-refused' }])
    world.emulator.faults.remove(fault.id)
    expect(await tryAgain(world.ana, { filter: {} })).toMatchObject({ done: 1 })
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await getContact(world.ana, id)).toMatchObject({ deletedAt: expect.any(Date) })
  })

  it('is for her own records only (A7)', async () => {
    await refuse()
    await edit(id, 'Buyer')
    await world.settle()
    const [one] = await problems()
    for (const stranger of [await world.crm.admin(), await (await CrmWorld.create(world.db)).admin()]) {
      expect((await listProblems(stranger, { limit: 5 })).items).toEqual([])
      expect(await countProblems(stranger)).toBe(0)
      expect(await tryAgain(stranger, { ids: [one?.id ?? ''] })).toEqual({ done: 0, more: false })
    }
    expect(await problems()).toMatchObject([{ refusal: { tries: 1 } }])
  })
})
