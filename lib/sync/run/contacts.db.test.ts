import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
})

const contacts = async () => (await listContacts(world.ana, { limit: 200 })).items

describe('contacts of the user, in both places (C2)', () => {
  it('a contact of the CRM appears in the folder, with every field', async () => {
    await createContact(world.ana, {
      firstName: 'Marc',
      lastName: 'Okafor',
      email: 'marc@fabrikam.example',
      phone: '+33 1 99 00 12 34',
      mailingCity: 'Lyon',
      dateOfBirth: '1980-05-17',
      description: 'Two\nlines',
    })
    await world.settle()
    const [item, ...more] = await world.items()
    expect(more).toEqual([])
    expect(item).toMatchObject({
      givenName: 'Marc',
      surname: 'Okafor',
      emailAddresses: [{ address: 'marc@fabrikam.example' }],
      businessPhones: ['+33 1 99 00 12 34'],
      businessAddress: { city: 'Lyon' },
    })
    expect(String(item?.birthday)).toMatch(/^1980-05-17/)
  })

  it('a contact made in the folder becomes a contact of the user', async () => {
    await world.settle()
    await world.outlook('POST', `${await world.folder()}/contacts`, { givenName: 'Nina', surname: 'Weber' })
    await world.settle()
    expect(await contacts()).toMatchObject([
      { firstName: 'Nina', lastName: 'Weber', ownerId: world.ana.memberId },
    ])
  })

  it('edits cross in both directions, and the other fields of both sides stay', async () => {
    const made = await createContact(world.ana, { firstName: 'Marc', lastName: 'Okafor', title: 'Buyer' })
    await world.settle()
    const [item] = await world.items()
    await world.outlook('PATCH', `/contacts/${item?.id}`, { surname: 'Okafor-Lenz', spouseName: 'Eva' })
    await updateContact(world.ana, { id: made.id, patch: { title: 'Head of purchasing' } })
    await world.settle()
    expect(await getContact(world.ana, made.id)).toMatchObject({
      lastName: 'Okafor-Lenz',
      title: 'Head of purchasing',
    })
    expect(await world.items()).toMatchObject([
      { surname: 'Okafor-Lenz', jobTitle: 'Head of purchasing', spouseName: 'Eva' },
    ])
  })

  it('two idle sides cause no write (A3)', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    await world.pass(60_000)
    await world.settle()
    const before = world.requests.length
    await world.pass(3_600_000)
    await world.settle()
    expect(world.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('deleting in the CRM deletes in Microsoft 365 (C3)', async () => {
    const made = await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    await deleteContact(world.ana, { id: made.id })
    await world.settle()
    expect(await world.items()).toEqual([])
  })

  it('deleting in Microsoft 365 lets the contact stay, unlinked, whatever is edited (C3)', async () => {
    const made = await createContact(world.ana, { lastName: 'Okafor' })
    await world.settle()
    const [item] = await world.items()
    await world.outlook('DELETE', `/contacts/${item?.id}`)
    await world.settle()
    await updateContact(world.ana, { id: made.id, patch: { title: 'Buyer' } })
    await world.settle()
    expect(await world.items()).toEqual([])
    expect(await getContact(world.ana, made.id)).toMatchObject({ deletedAt: null, title: 'Buyer' })
  })
})
