import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { contactModule } from '@/lib/crm/contacts/module'
import { createContact, deleteContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import { putBackChange } from '@/lib/crm/records/put-back-change'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { recordStory, type StoryEntry } from './record-story'
import { restoreActivity } from './restore-activity'

let database: TestDatabase
let world: SyncWorld
let id: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor', title: 'CEO' })).id
  await settle()
})

const settle = async () => {
  await world.pass(1_000)
  await world.settle()
  await world.pass(1_000)
}
const outlookSays = async (change: object) => {
  const [item = {}] = await world.items()
  await world.outlook('PATCH', await world.itemPath(item), change)
  await settle()
}
const story = (query: Partial<Parameters<typeof recordStory>[2]> = {}) =>
  recordStory(world.ana, contactModule, { id, limit: 20, ...query })
const told = (entry: StoryEntry) =>
  entry.kind === 'change'
    ? `${entry.change.by.type} ${entry.change.kind}`
    : `${entry.isUndo ? 'undo' : 'sync'} ${entry.entry.action} ${entry.entry.direction}`

describe('the story of a record', () => {
  it('tells what people and the sync did, each thing once, newest first, and from the bin too', async () => {
    await outlookSays({ jobTitle: 'CTO' })
    const { items } = await world.told().then((entries) => ({ items: entries }))
    const taken = items.find(({ action, direction }) => action === 'updated' && direction === 'toCrm')
    await restoreActivity(world.ana, 'contacts', String(taken?.id))
    await settle()
    await deleteContact(world.ana, { id })
    await settle()
    expect((await story()).items.map(told)).toEqual([
      'sync deleted toMicrosoft',
      'user deleted',
      'sync updated toMicrosoft',
      'undo updated toCrm',
      'sync updated toCrm',
      'sync created toMicrosoft',
      'user created',
    ])
  })

  it('comes in pages that neither lose nor repeat anything', async () => {
    for (const title of ['a', 'b', 'c']) {
      await updateContact(world.ana, { id, patch: { title } })
      await settle()
    }
    const whole = (await story()).items.map(({ key }) => key)
    const paged: string[] = []
    for (let after: Awaited<ReturnType<typeof story>>['next'] | undefined; after !== null; ) {
      const page = await story({ limit: 3, after })
      paged.push(...page.items.map(({ key }) => key))
      after = page.next
    }
    expect(whole).toHaveLength(8)
    expect(paged).toEqual(whole)
  })

  it('refuses a member without the right, and another organisation', async () => {
    const { actor } = world.ana
    if (actor.type !== 'user') throw new Error('Ana is a user.')
    const limited = { ...world.ana, actor: { ...actor, permissions: new Set<never>() } }
    await expect(recordStory(limited, contactModule, { id, limit: 5 })).rejects.toThrow('permission-required')
    for (const stranger of [await world.crm.member(), await (await CrmWorld.create(world.db)).admin()])
      await expect(recordStory(stranger, contactModule, { id, limit: 5 })).rejects.toThrow('not-found')
  })
})

describe('putting back a change of the CRM', () => {
  const changes = async () =>
    (await story()).items.flatMap((entry) => (entry.kind === 'change' ? [entry.change] : []))

  it('is an edit, which crosses', async () => {
    await updateContact(world.ana, { id, patch: { title: 'CTO', phone: '1' } })
    await settle()
    const [change] = await changes()
    await putBackChange(world.ana, contactModule, { recordId: id, changeId: change?.id ?? 0 })
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'CEO', phone: null })
    await settle()
    expect((await world.items())[0]).toMatchObject({ jobTitle: 'CEO', businessPhones: [] })
  })

  it('takes a record out of the bin; what made it is not put back', async () => {
    await deleteContact(world.ana, { id })
    const [deleted, created] = await changes()
    await putBackChange(world.ana, contactModule, { recordId: id, changeId: deleted?.id ?? 0 })
    expect(await getContact(world.ana, id)).toMatchObject({ deletedAt: null })
    const making = { recordId: id, changeId: created?.id ?? 0 }
    await expect(putBackChange(world.ana, contactModule, making)).rejects.toThrow('nothing-to-restore')
  })

  it('refuses a member without the right, another organisation, and a change of another record', async () => {
    await updateContact(world.ana, { id, patch: { title: 'CTO' } })
    const [change] = await changes()
    const which = { recordId: id, changeId: change?.id ?? 0 }
    for (const stranger of [await world.crm.member(), await (await CrmWorld.create(world.db)).admin()])
      await expect(putBackChange(stranger, contactModule, which)).rejects.toThrow('not-found')
    const { actor } = world.ana
    if (actor.type !== 'user') throw new Error('Ana is a user.')
    const permissions = new Set([...actor.permissions].filter((one) => one !== 'contacts.edit'))
    const limited = { ...world.ana, actor: { ...actor, permissions } }
    await expect(putBackChange(limited, contactModule, which)).rejects.toThrow('permission-required')
    const other = await createContact(world.ana, { lastName: 'Other' })
    await expect(putBackChange(world.ana, contactModule, { ...which, recordId: other.id })).rejects.toThrow(
      'not-found',
    )
  })
})
