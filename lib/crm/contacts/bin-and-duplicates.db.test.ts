import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { change, contact, lead } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createLead, deleteLeads } from '../leads/verbs'
import { purgeRecycleBin } from '../recycle-bin/purge-recycle-bin'
import { CrmWorld } from '../testing/crm-world'
import {
  changeOwnerOfContacts,
  createContact,
  createContacts,
  deleteContacts,
  findContactDuplicates,
  getContact,
} from './verbs'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
})

const day = 86_400_000

describe('purging the recycle bin', () => {
  it('removes what has lain there for more than 60 days, and what the feed remembers of it', async () => {
    const [old, recent, living] = await createContacts(ana, [
      { lastName: 'A' },
      { lastName: 'B' },
      { lastName: 'C' },
    ])
    const oldLead = await createLead(ana, { lastName: 'L' })
    world.tick(1)
    await deleteContacts(ana, [old?.id ?? ''])
    await deleteLeads(ana, [oldLead.id])
    world.tick(1)
    await deleteContacts(ana, [recent?.id ?? ''])

    const purged = await purgeRecycleBin(database.db, new Date(world.now.getTime() + 60 * day))
    expect(purged).toBe(2)
    const left = await database.db.select().from(contact).where(eq(contact.ownerId, ana.memberId))
    expect(left.map((one) => one.id).toSorted()).toEqual([recent?.id, living?.id].toSorted())
    expect(await database.db.$count(lead, eq(lead.id, oldLead.id))).toBe(0)
    const feed = await database.db
      .select()
      .from(change)
      .where(eq(change.recordId, old?.id ?? ''))
    expect(feed).toMatchObject([{ kind: 'deleted', fields: {} }])
  })
})

describe('duplicates by e-mail', () => {
  it('are found by either address, whatever the case, among the living', async () => {
    const [first, second, gone] = await createContacts(ana, [
      { lastName: 'A', email: 'Élise@Exemple.fr' },
      { lastName: 'B', secondaryEmail: 'ÉLISE@exemple.fr', email: 'b@exemple.fr' },
      { lastName: 'C', email: 'élise@exemple.fr' },
      { lastName: 'D' },
    ])
    await deleteContacts(ana, [gone?.id ?? ''])
    const found = await findContactDuplicates(ana, ['élise@EXEMPLE.fr', ' b@exemple.fr', '', 'x@exemple.fr'])
    expect([...found.keys()].toSorted()).toEqual([' b@exemple.fr', 'élise@EXEMPLE.fr'])
    const ids = found.get('élise@EXEMPLE.fr')?.map((one) => one.id)
    expect(ids?.toSorted()).toEqual([first?.id, second?.id].toSorted())
    expect(found.get(' b@exemple.fr')).toEqual([second])
  })

  it("tell nothing of another member's contacts, nor of another organisation's", async () => {
    await createContact(ana, { lastName: 'A', email: 'a@exemple.fr' })
    const stranger = await (await CrmWorld.create(database.db)).admin()
    for (const other of [await world.member(), stranger]) {
      expect(await findContactDuplicates(other, ['a@exemple.fr'])).toEqual(new Map())
    }
    expect((await findContactDuplicates(await world.admin(), ['a@exemple.fr'])).size).toBe(1)
  })

  it('are refused to a member without the right', async () => {
    const blind = await world.without('contacts.view')
    await expect(findContactDuplicates(blind, ['a@b'])).rejects.toMatchObject({ code: 'permission-required' })
  })
})

describe('changing the owner of many', () => {
  it('gives them all, or none', async () => {
    const bruno = await world.member()
    const made = await createContacts(ana, [{ lastName: 'A' }, { lastName: 'B' }])
    const ids = made.map((one) => one.id)
    const foreign = await createContact(bruno, { lastName: 'C' })
    const both = { ids: [...ids, foreign.id], ownerId: bruno.memberId }
    await expect(changeOwnerOfContacts(ana, both)).rejects.toMatchObject({ code: 'not-found' })
    const given = await changeOwnerOfContacts(ana, { ids, ownerId: bruno.memberId })
    expect(given.map((one) => one.ownerId)).toEqual([bruno.memberId, bruno.memberId])
    await expect(getContact(ana, ids[0] ?? '')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses somebody who is no active member', async () => {
    const gone = await world.member(undefined, 'deactivated')
    const { id } = await createContact(ana, { lastName: 'A' })
    await expect(changeOwnerOfContacts(ana, { ids: [id], ownerId: gone.memberId })).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer: '/ownerId', code: 'invalid' }] },
    })
  })
})
