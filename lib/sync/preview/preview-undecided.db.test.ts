import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  createContacts,
  deleteContacts,
  getContact,
  listContacts,
  updateContacts,
} from '@/lib/crm/contacts/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { previewConnection } from './preview-connection'

let database: TestDatabase
let world: SyncWorld
let ids: string[]
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

async function begin() {
  world = await SyncWorld.create(database.db)
  const drafts = Array.from({ length: 30 }, (_, at) => ({ lastName: `N${at}`, title: 'Buyer' }))
  ids = (await createContacts(world.ana, drafts)).map(({ id }) => id)
  await world.settle()
  await world.pass(10_000)
}
async function next() {
  await world.settle()
  await world.pass(10_000)
}
const edit = (from: number, to: number, title: string) =>
  updateContacts(
    world.ana,
    ids.slice(from, to).map((id) => ({ id, patch: { title } })),
  )
const look = (purpose: 'disable' | 'keep') =>
  previewConnection(world.ana, { engine: world.engine, signIn: world.signIn }, 'contacts', {}, purpose)

it('disabling tells what waits for a person, and is another preview once it is decided (A5)', async () => {
  await begin()
  expect(await look('disable')).toMatchObject({ undecided: [], waiting: { count: 0 } })
  await deleteContacts(world.ana, ids.slice(0, 12))
  await next()
  await edit(12, 30, 'Seller')
  await next()
  const [shown, kept] = [await look('disable'), await look('keep')]
  const undecided = [
    { kind: 'deleted-in-crm', count: 12 },
    { kind: 'changed-in-crm', count: 18 },
  ]
  expect(shown).toMatchObject({ undecided, waiting: { count: 30, isDecided: false }, delete: 30 })
  expect(kept).toMatchObject({ undecided, delete: 0 })
  await resumeConnection(world.ana, 'contacts', 'apply')
  const decided = await look('disable')
  expect(decided.waiting).toEqual({ count: 30, isDecided: true })
  expect(decided.seal).not.toBe(shown.seal)

  // Nothing of it is carried out: each side keeps what it holds, as was told (C4).
  await disableConnection(world.ana, 'contacts', { keep: true })
  const path = await world.folder()
  await world.settle()
  const { value } = await world.outlook('GET', `${path}/contacts?$top=100`)
  const titles = (value as { jobTitle: string }[]).map(({ jobTitle }) => jobTitle)
  expect(titles).toEqual(Array.from({ length: 30 }, () => 'Buyer'))
  const records = async (deleted: boolean) => (await listContacts(world.ana, { limit: 200, deleted })).items
  expect(await records(true)).toHaveLength(12)
  expect((await records(false)).map(({ title }) => title)).toEqual(Array.from({ length: 18 }, () => 'Seller'))
})

it('what Microsoft has refused, what is too long for the CRM and new conflicts are told as well', async () => {
  await begin()
  const items = await world.items()
  const itemOf = (name: string) => `/contacts/${items.find(({ surname }) => surname === name)?.id}`
  await world.outlook('PATCH', itemOf('N0'), { jobTitle: 'Baker' })
  await edit(0, 1, 'Seller')
  await world.outlook('PATCH', itemOf('N1'), { personalNotes: 'n'.repeat(32_001) })
  await next()
  world.emulator.faults.add({
    match: { method: 'PATCH', path: '/contacts/' },
    effect: { status: 400, body: { error: { code: 'ErrorItemSave', message: 'No.' } } },
  })
  await edit(2, 4, 'Seller')
  await next()
  expect((await look('disable')).undecided).toEqual([
    { kind: 'refused', count: 2 },
    { kind: 'too-long', count: 1 },
    { kind: 'conflict', count: 1 },
  ])
  expect(await getContact(world.ana, ids[2] ?? '')).toMatchObject({ title: 'Seller' })
})
