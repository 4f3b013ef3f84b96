import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import type { ConflictPolicy } from '@/lib/sync/core/types'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { countNewConflicts } from './count-conflicts'
import { listConflicts } from './list-conflicts'
import { markConflictsSeen } from './mark-conflicts-seen'
import { putBackConflicts } from './put-back-conflicts'

let database: TestDatabase
let world: SyncWorld
let id: string
let itemId: string

beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor', title: 'Clerk' })).id
  await world.settle()
  itemId = String((await world.items())[0]?.id)
  await world.pass(60_000)
})

const here = () => getContact(world.ana, id)
const edit = (patch: Record<string, string>, who = world.ana) => updateContact(who, { id, patch })
const outlook = (json: Record<string, unknown>) => world.outlook('PATCH', `/contacts/${itemId}`, json)
const conflicts = async () => (await listConflicts(world.ana, { limit: 50 })).items
const setRule = (conflict: ConflictPolicy) =>
  changeConnection(world.ana, 'contacts', {
    options: { conflict, deleteInCrm: false, clientInvitations: false },
  })

/** The title was edited on both sides, by Ana last. */
async function oneConflict(crm = 'Buyer', microsoft = 'Seller'): Promise<string> {
  await outlook({ jobTitle: microsoft })
  await world.pass(1_000)
  await edit({ title: crm })
  await world.settle()
  await world.pass(60_000)
  return (await conflicts())[0]?.id ?? ''
}

describe('what a conflict is', () => {
  it('an edit on one side only never is one, nor are edits of different fields', async () => {
    await edit({ title: 'Buyer' })
    await outlook({ department: 'Purchasing' })
    await world.settle()
    expect(await conflicts()).toEqual([])
    expect(await here()).toMatchObject({ title: 'Buyer', department: 'Purchasing' })
  })

  it('the same edit on both sides is none', async () => {
    await edit({ title: 'Buyer' })
    await outlook({ jobTitle: 'Buyer' })
    await world.settle()
    expect(await conflicts()).toEqual([])
  })

  it.each<[ConflictPolicy, 'crm' | 'microsoft', string]>([
    ['latest', 'microsoft', 'Buyer'],
    ['latest', 'crm', 'Seller'],
    ['crm', 'microsoft', 'Buyer'],
    ['microsoft', 'crm', 'Seller'],
  ])('by the rule "%s", edited first in %s, "%s" wins', async (rule, first, winner) => {
    await setRule(rule)
    await world.settle()
    const edits = { crm: () => edit({ title: 'Buyer' }), microsoft: () => outlook({ jobTitle: 'Seller' }) }
    await edits[first]()
    await world.pass(1_000)
    await edits[first === 'crm' ? 'microsoft' : 'crm']()
    await world.settle()
    const wins = rule === 'latest' ? (first === 'crm' ? 'Seller' : 'Buyer') : winner
    expect(await here()).toMatchObject({ title: wins })
    expect(await world.items()).toMatchObject([{ jobTitle: wins }])
    expect(await conflicts()).toMatchObject([
      {
        module: 'contacts',
        recordId: id,
        direction: wins === 'Buyer' ? 'toMicrosoft' : 'toCrm',
        story: { rule },
      },
    ])
  })

  it('at the same instant the CRM wins', async () => {
    await outlook({ jobTitle: 'Seller' })
    await edit({ title: 'Buyer' })
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Buyer' })
    expect(await conflicts()).toMatchObject([{ direction: 'toMicrosoft' }])
  })

  it('it keeps when and by whom each side was edited, also of two fields that went different ways', async () => {
    const admin = await world.crm.admin()
    await edit({ title: 'Buyer' }, admin)
    const early = world.now()
    await world.pass(1_000)
    await outlook({ jobTitle: 'Seller', department: 'Sales' })
    const middle = world.now()
    await world.pass(1_000)
    await edit({ department: 'Purchasing' })
    await world.settle()
    const found = await conflicts()
    const of = (field: string) => found.find(({ fields }) => fields.some((one) => one.field === field))
    const microsoftAt = new Date(Math.floor(middle.getTime() / 1_000) * 1_000).toISOString()
    expect(of('title')).toMatchObject({
      direction: 'toCrm',
      fields: [{ field: 'title', after: 'Seller', lost: 'Buyer' }],
      story: {
        microsoftAt,
        crm: { title: { at: early.toISOString(), by: { type: 'user', id: admin.memberId } } },
      },
    })
    expect(of('department')).toMatchObject({
      direction: 'toMicrosoft',
      fields: [{ field: 'department', after: 'Purchasing', lost: 'Sales' }],
      story: { crm: { department: { by: { type: 'user', id: world.ana.memberId } } } },
    })
  })
})

describe('the inbox', () => {
  it('counts until somebody has looked, and can be filtered', async () => {
    const one = await oneConflict()
    expect(await countNewConflicts(world.ana)).toBe(1)
    expect((await viewConnection(world.ana, 'contacts')).counts.conflicts).toBe(1)
    expect(await markConflictsSeen(world.ana, { ids: [one] })).toEqual({ done: 1, more: false })
    expect(await countNewConflicts(world.ana)).toBe(0)
    const listed = async (filter: Parameters<typeof listConflicts>[1]) =>
      (await listConflicts(world.ana, filter)).items.map((row) => row.id)
    expect(await listed({ limit: 5, seen: 'new' })).toEqual([])
    expect(await listed({ limit: 5, seen: 'seen' })).toEqual([one])
    expect(await listed({ limit: 5, module: 'contacts' })).toEqual([one])
    expect(await listed({ limit: 5, module: 'meetings' })).toEqual([])
  })

  it('is read page by page, none lost and none twice', async () => {
    for (let n = 0; n < 3; n += 1) await oneConflict(`Buyer ${n}`, `Seller ${n}`)
    const first = await listConflicts(world.ana, { limit: 2 })
    const second = await listConflicts(world.ana, { limit: 2, after: first.next ?? undefined })
    const titles = [...first.items, ...second.items].map(({ fields }) => fields[0]?.after)
    expect(titles).toEqual(['Buyer 2', 'Buyer 1', 'Buyer 0'])
    expect(second.next).toBeNull()
  })

  it('marks all of a filter as it was on screen, not what has come up since', async () => {
    await oneConflict()
    const until = world.now()
    await oneConflict('Buyer 2', 'Seller 2')
    expect(await markConflictsSeen(world.ana, { filter: { seen: 'new' }, until })).toEqual({
      done: 1,
      more: false,
    })
    expect(await countNewConflicts(world.ana)).toBe(1)
  })

  it('puts the other value back, by one click or all at once, and both sides follow (A1)', async () => {
    const one = await oneConflict()
    expect(await putBackConflicts(world.ana, { ids: [one] })).toEqual({
      restored: [one],
      left: [],
      more: false,
    })
    await world.settle()
    expect(await here()).toMatchObject({ title: 'Seller' })
    expect(await world.items()).toMatchObject([{ jobTitle: 'Seller' }])
    expect(await countNewConflicts(world.ana)).toBe(0)
    expect(await putBackConflicts(world.ana, { ids: [one] })).toMatchObject({ restored: [] })
    await world.pass(60_000)
    const other = await oneConflict('Maker', 'Baker')
    const all = { filter: {}, until: world.now() }
    expect(await putBackConflicts(world.ana, all)).toMatchObject({ restored: [other], left: [] })
    await world.settle()
    expect(await world.items()).toMatchObject([{ jobTitle: 'Baker' }])
  })
})

describe('a conflict is its member’s own (A7)', () => {
  it('nobody else lists, marks or puts it back', async () => {
    const one = await oneConflict()
    const strangers = [await world.crm.admin(), await (await CrmWorld.create(world.db)).admin()]
    for (const stranger of strangers) {
      expect((await listConflicts(stranger, { limit: 5 })).items).toEqual([])
      expect(await countNewConflicts(stranger)).toBe(0)
      expect(await markConflictsSeen(stranger, { ids: [one] })).toMatchObject({ done: 0 })
      expect(await putBackConflicts(stranger, { ids: [one] })).toMatchObject({ restored: [], left: [] })
    }
    expect(await here()).toMatchObject({ title: 'Buyer' })
    expect(await countNewConflicts(world.ana)).toBe(1)
  })

  it('a profile without the right to edit puts nothing back', async () => {
    const one = await oneConflict()
    const permissions = new Set(
      [...(world.ana.actor.type === 'user' ? world.ana.actor.permissions : [])].filter(
        (name) => name !== 'contacts.edit',
      ),
    )
    const without = { ...world.ana, actor: { ...world.ana.actor, permissions } }
    expect(await putBackConflicts(without, { ids: [one] })).toMatchObject({
      restored: [],
      left: [{ id: one, reason: 'not-allowed' }],
    })
    expect(await here()).toMatchObject({ title: 'Buyer' })
  })
})
