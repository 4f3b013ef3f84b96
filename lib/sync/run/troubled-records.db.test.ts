import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, createContacts, deleteContact, updateContact } from '@/lib/crm/contacts/verbs'
import { listProblems } from '@/lib/sync/parked/list-problems'
import { refusalKind } from '@/lib/sync/parked/refusal-kind'
import { tryAgain } from '@/lib/sync/parked/try-again'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { runSlice } from './run-slice'

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

const minute = 60_000
const edit = (recordId: string, title: string) => updateContact(world.ana, { id: recordId, patch: { title } })
const problems = async () => (await listProblems(world.ana, { limit: 50 })).items
const titles = async () => (await world.items()).map(({ jobTitle }) => jobTitle).sort()
const linkOf = async (recordId: string) => (await world.links()).find((one) => one.recordId === recordId)

async function pathOf(lastName: string): Promise<string> {
  const item = (await world.items()).find(({ surname }) => surname === lastName)
  return `/contacts/${encodeURIComponent(String(item?.id)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`
}
/** Microsoft fails whenever it is asked this. */
const fail = (method: string, path: string, status = 503, code = 'ErrorInternalServerError') =>
  world.emulator.faults.add({
    match: { method, path },
    effect: { status, body: { error: { code, message: 'Words of its own.' } } },
  })

/** Runs for as long as the link is tried. @returns the pauses between its tries, in ms */
async function untilGivenUp(recordId: string): Promise<number[]> {
  const pauses: number[] = []
  for (let tries = 0; tries < 20; tries += 1) {
    const one = await linkOf(recordId)
    if (!one || one.parkedAt) return pauses
    const pauseMs = Math.max(1, (one.notBefore?.getTime() ?? 0) - world.now().getTime())
    pauses.push(pauseMs)
    await world.pass(pauseMs)
    await world.settle()
  }
  throw new Error('never given up')
}

describe('a record with which Microsoft fails each time', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['an edit', 'PATCH', () => edit(id, 'Buyer')],
    ['a deletion', 'DELETE', () => deleteContact(world.ana, { id })],
    ['the look before a deletion', 'GET', () => deleteContact(world.ana, { id })],
  ])('%s is tried with growing pauses and given up, while others go through', async (_, method, act) => {
    const fault = fail(method, await pathOf('Okafor'))
    await act()
    await edit(other, 'Seller')
    await world.settle()
    expect((await linkOf(other))?.pendingSince).toBeNull()
    expect(await problems()).toEqual([])

    const pauses = await untilGivenUp(id)
    expect(pauses.length).toBeGreaterThan(6)
    expect(pauses.at(-1)).toBeGreaterThan(30 * minute)
    expect(await problems()).toMatchObject([
      { recordId: id, kind: 'microsoft-refused', nextTryAt: null, refusal: { words: 'Words of its own.' } },
    ])
    expect(refusalKind((await linkOf(id))?.lastError ?? null)).toBe('trouble')
    await world.pass(24 * 60 * minute)
    expect(await world.writesOf(() => world.settle())).toEqual([])

    world.emulator.faults.remove(fault.id)
    await tryAgain(world.ana, { filter: {} })
    await world.settle()
    expect(await problems()).toEqual([])
    expect((await linkOf(id))?.pendingSince ?? null).toBeNull()
  })

  it('one that is new is given up too, and made once when somebody tries again', async () => {
    const fault = fail('POST', '/contacts$', 500)
    const fresh = await createContact(world.ana, { lastName: 'Dupont' })
    await world.settle()
    await untilGivenUp(fresh.id)
    expect(await problems()).toMatchObject([{ recordId: fresh.id, kind: 'microsoft-refused' }])
    world.emulator.faults.remove(fault.id)
    await tryAgain(world.ana, { filter: {} })
    await world.settle()
    expect((await world.items()).filter(({ surname }) => surname === 'Dupont')).toHaveLength(1)
    expect(await problems()).toEqual([])
  })

  it('so are many, as long as others go through', async () => {
    const names = Array.from({ length: 21 }, (_, n) => ({ lastName: `N${n}` }))
    const ids = (await createContacts(world.ana, names)).map((one) => one.id)
    await world.settle()
    const good = (await pathOf('Weber')).replace('/contacts/', '')
    fail('PATCH', `/contacts/(?!${good})`)
    // Fewer of one field than the brake would hold.
    for (const [at, id] of ids.entries())
      await updateContact(world.ana, { id, patch: at % 2 ? { title: 'Buyer' } : { department: 'Sales' } })
    const parked = async () => (await world.links()).filter(({ parkedAt }) => parkedAt !== null).length
    for (let n = 0; n < 40 && (await parked()) <= 10; n += 1) {
      await edit(other, `Title ${n}`)
      for (const pauseMs of [31_000, 20 * minute]) {
        await runSlice(world.engine, world.connectionId)
        await world.pass(pauseMs)
      }
    }
    expect(await parked()).toBeGreaterThan(10)
  })

  it('one that is said to have moved on at each try is given up in the end', async () => {
    fail('PATCH', await pathOf('Okafor'), 412, 'ErrorIrresolvableConflict')
    await edit(id, 'Buyer')
    await world.settle()
    for (let n = 0; n < 60 && (await problems()).length === 0; n += 1) {
      await world.pass(5 * minute)
      await world.settle()
    }
    expect(await problems()).toMatchObject([{ recordId: id, nextTryAt: null }])
  })

  it('an item that is said to be gone and cannot be looked for keeps nobody waiting (A6)', async () => {
    const path = await pathOf('Okafor')
    await world.outlook('DELETE', path)
    fail('GET', path)
    await edit(other, 'Seller')
    await world.settle()
    expect(await titles()).toEqual(['Seller'])
    expect(await linkOf(id)).toMatchObject({ state: 'linked', removedAt: expect.any(Date) })
  })
})

describe('a mailbox that takes nothing', () => {
  const several = async () => {
    const names = Array.from({ length: 9 }, (_, n) => ({ lastName: `N${n}` }))
    const made = await createContacts(world.ana, names)
    await world.settle()
    return made.map((one) => one.id)
  }
  const forHours = async (hours: number) => {
    for (let passed = 0; passed < hours * 60; passed += 20) {
      await world.pass(20 * minute)
      await runSlice(world.engine, world.connectionId)
      expect(await problems()).toEqual([])
    }
  }

  it.each([
    ['each of whose items fails', 'PATCH', '/contacts/'],
    ['that does not answer', 'POST', '\\$batch$'],
  ])(
    '%s, is no fault of its records: none is given up, and all go on at once afterwards',
    async (_, ...what) => {
      const ids = await several()
      const fault = fail(...what)
      for (const recordId of ids) await edit(recordId, 'Buyer')
      await forHours(8)
      world.emulator.faults.remove(fault.id)
      await world.pass(10 * minute)
      await world.settle()
      expect((await titles()).filter((title) => title === 'Buyer')).toHaveLength(9)
    },
  )

  it('with few edits on their way, has them given up; they go on by themselves once it takes anything', async () => {
    const fault = fail('PATCH', '/contacts/')
    await world.pass(minute)
    await edit(id, 'Buyer')
    await world.settle()
    await untilGivenUp(id)
    expect(await problems()).toMatchObject([
      { recordId: id, nextTryAt: null, refusal: { waitsForMailbox: true } },
    ])
    await world.pass(24 * 60 * minute)
    expect(await world.writesOf(() => world.settle())).toEqual([])

    world.emulator.faults.remove(fault.id)
    await edit(other, 'Seller')
    await world.settle()
    expect(await problems()).toEqual([])
    expect(await titles()).toEqual(['Buyer', 'Seller'])
  })

  it('is not the cause where others go through again and one still fails: that is given up for good', async () => {
    const all = fail('PATCH', '/contacts/')
    await world.pass(minute)
    await edit(id, 'Buyer')
    await world.settle()
    await untilGivenUp(id)
    world.emulator.faults.remove(all.id)
    fail('PATCH', await pathOf('Okafor'))
    await edit(other, 'Seller')
    await world.settle()
    expect(await linkOf(id)).toMatchObject({ parkedAt: null })
    await untilGivenUp(id)
    expect(await problems()).toMatchObject([{ recordId: id, refusal: { waitsForMailbox: false } }])
    await edit(other, 'Buyer')
    await world.settle()
    expect(await problems()).toMatchObject([{ recordId: id, nextTryAt: null }])
  })

  it('says so itself, even of one record', async () => {
    fail('PATCH', await pathOf('Okafor'), 503, 'ErrorMailboxStoreUnavailable')
    await edit(id, 'Buyer')
    await forHours(8)
    expect(await linkOf(id)).toMatchObject({ attempts: 0, parkedAt: null })
  })
})
