import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, getContact, listContacts, updateContact } from '@/lib/crm/contacts/verbs'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  await world.settle()
})

const contacts = async () => (await listContacts(world.ana, { limit: 200 })).items
const make = async (json: Record<string, unknown>) =>
  world.outlook('POST', `${await world.folder()}/contacts`, json)
const actions = async () => (await world.told()).map(({ action }) => action)

describe('match before create (C5)', () => {
  it('the same e-mail is linked, not doubled, and filled beats empty on both sides', async () => {
    await make({ givenName: 'Marc', surname: 'Okafor', emailAddresses: [{ address: 'Marc@X.example' }] })
    const { id } = await createContact(world.ana, {
      lastName: 'Okafor',
      email: 'marc@x.example',
      title: 'Buyer',
    })
    await world.settle()
    expect(await contacts()).toMatchObject([{ id, firstName: 'Marc', title: 'Buyer' }])
    expect(await world.items()).toMatchObject([{ givenName: 'Marc', jobTitle: 'Buyer' }])
    expect(await actions()).toEqual(expect.arrayContaining(['matched']))
    expect(await actions()).not.toContain('created')
  })

  it('the same name and a phone, however either is written', async () => {
    await make({ givenName: 'Élodie', surname: 'Roy', mobilePhone: '01 99 00 12 34' })
    await createContact(world.ana, { firstName: 'elodie', lastName: 'ROY', phone: '+33 1 99 00 12 34' })
    await world.settle()
    expect(await contacts()).toHaveLength(1)
    expect(await world.items()).toHaveLength(1)
  })

  it('the same name alone is two people', async () => {
    await make({ givenName: 'Élodie', surname: 'Roy' })
    await createContact(world.ana, { firstName: 'Élodie', lastName: 'Roy' })
    await world.settle()
    expect(await contacts()).toHaveLength(2)
    expect(await world.items()).toHaveLength(2)
  })

  it('two items with one e-mail take one record each at most', async () => {
    for (const surname of ['A', 'B']) await make({ surname, emailAddresses: [{ address: 'x@x.example' }] })
    await createContact(world.ana, { lastName: 'A', email: 'x@x.example' })
    await world.settle()
    expect(await contacts()).toHaveLength(2)
    expect(await world.items()).toHaveLength(2)
  })

  it('another member’s contact is never matched (A7)', async () => {
    const bruno = await world.crm.member()
    await createContact(bruno, { lastName: 'Okafor', email: 'marc@x.example' })
    await make({ surname: 'Okafor', emailAddresses: [{ address: 'marc@x.example' }] })
    await world.settle()
    expect(await contacts()).toMatchObject([{ ownerId: world.ana.memberId }])
    expect((await listContacts(bruno, { limit: 10 })).items).toMatchObject([{ ownerId: bruno.memberId }])
  })

  it('two different values are a conflict: the later wins, and the other is told', async () => {
    await make({ surname: 'Okafor', jobTitle: 'Seller', emailAddresses: [{ address: 'm@x.example' }] })
    await world.pass(1_000)
    const { id } = await createContact(world.ana, {
      lastName: 'Okafor',
      email: 'm@x.example',
      title: 'Buyer',
    })
    await world.settle()
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'Buyer' })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Buyer' }])
    const conflict = (await world.told()).find(({ action }) => action === 'conflict')
    expect(conflict?.fields).toEqual([{ field: 'title', before: 'Seller', after: 'Buyer', lost: 'Seller' }])
  })
})

describe('lists without holes', () => {
  it('a lone secondary e-mail stays secondary, and nothing is written again (A3)', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', secondaryEmail: 'b@x.example' })
    await world.settle()
    await world.pass(60_000)
    expect(await world.writesOf(() => world.settle())).toEqual([])
    expect(await getContact(world.ana, id)).toMatchObject({ email: null, secondaryEmail: 'b@x.example' })
    await updateContact(world.ana, { id, patch: { email: 'a@x.example' } })
    await world.settle()
    expect(await world.items()).toMatchObject([
      { emailAddresses: [{ address: 'a@x.example' }, { address: 'b@x.example' }] },
    ])
  })

  it('a lone secondary e-mail stays secondary in a container that was kept', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', secondaryEmail: 'b@x.example' })
    await world.settle()
    await disableConnection(world.ana, 'contacts', { keep: true })
    await world.settle()
    await world.enable()
    await world.settle()
    expect(await getContact(world.ana, id)).toMatchObject({ email: null, secondaryEmail: 'b@x.example' })
    expect(await world.items()).toMatchObject([{ emailAddresses: [{ address: 'b@x.example' }] }])
    await world.pass(60_000)
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('what is not mapped stays: a third e-mail, a second phone, categories, parts of an address', async () => {
    await make({
      surname: 'Okafor',
      emailAddresses: ['a', 'b', 'c'].map((name) => ({ address: `${name}@x.example`, name })),
      businessPhones: ['1', '2'],
      categories: ['Red'],
      homeAddress: { city: 'Lyon' },
    })
    await world.settle()
    const [contact] = await contacts()
    await updateContact(world.ana, {
      id: String(contact?.id),
      patch: { secondaryEmail: 'new@x.example', phone: '9' },
    })
    await world.settle()
    expect(await world.items()).toMatchObject([
      {
        emailAddresses: [
          { address: 'a@x.example', name: 'a' },
          { address: 'new@x.example' },
          { address: 'c@x.example', name: 'c' },
        ],
        businessPhones: ['9', '2'],
        categories: ['Red'],
        homeAddress: { city: 'Lyon' },
      },
    ])
  })
})

describe('a value that the CRM cannot hold', () => {
  it('is not taken over, the rest is; the item stays as it is and the activity says so', async () => {
    const long = 'x'.repeat(255)
    await make({ surname: 'Okafor', personalNotes: 'y'.repeat(32_001), jobTitle: long })
    await world.settle()
    expect(await contacts()).toMatchObject([{ lastName: 'Okafor', title: long, description: null }])
    const skipped = (await world.told()).find(({ action }) => action === 'skipped')
    expect(skipped).toMatchObject({ reason: 'value-too-long', fields: [{ field: 'description' }] })
    await world.pass(60_000)
    await world.settle()
    expect(await world.links()).toMatchObject([{ reason: 'value-too-long' }])
    expect(await world.items()).toMatchObject([{ personalNotes: 'y'.repeat(32_001) }])
  })
})

describe('a mapping changed while the sync is on', () => {
  const withSpouse = [
    ...contactsModule.defaultMapping.filter(({ crm }) => crm !== 'assistant'),
    { crm: 'assistant', microsoft: 'spouseName', direction: 'both' as const },
  ]
  const remap = () => changeConnection(world.ana, 'contacts', { mapping: withSpouse })

  it('brings over what the newly mapped field already holds, in each direction', async () => {
    await make({ surname: 'There', spouseName: 'Eva' })
    const here = await createContact(world.ana, { lastName: 'Here', assistant: 'Kim' })
    await world.settle()
    await remap()
    await world.settle()
    const there = (await contacts()).find(({ lastName }) => lastName === 'There')
    expect(there).toMatchObject({ assistant: 'Eva' })
    const items = await world.items()
    expect(items.find(({ surname }) => surname === 'Here')).toMatchObject({
      spouseName: 'Kim',
      assistantName: 'Kim',
    })
    expect(items.find(({ surname }) => surname === 'There')).toMatchObject({ spouseName: 'Eva' })
    expect(await getContact(world.ana, here.id)).toMatchObject({ assistant: 'Kim' })
    await updateContact(world.ana, { id: String(there?.id), patch: { title: 'Buyer' } })
    await world.settle()
    expect(await getContact(world.ana, String(there?.id))).toMatchObject({ assistant: 'Eva' })
  })

  it('where both sides hold something, the later edit wins', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', assistant: 'Kim' })
    await world.settle()
    await world.pass(60_000)
    const [item] = await world.items()
    await world.outlook('PATCH', `/contacts/${item?.id}`, { spouseName: 'Eva' })
    await world.settle()
    await remap()
    await world.settle()
    expect(await getContact(world.ana, id)).toMatchObject({ assistant: 'Eva' })
    expect(await world.items()).toMatchObject([{ spouseName: 'Eva' }])
  })
})
