import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { ListQuery } from '../records/list-records'
import { CrmWorld } from '../testing/crm-world'
import type { ContactDraft } from './fields'
import { createContacts, deleteContacts, listContacts, listOwnedContacts, updateContact } from './verbs'

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

type Query = Omit<ListQuery, 'limit' | 'after'>

async function pages(query: Query = {}, limit = 3, context = ana) {
  const met = []
  let after: ListQuery['after']
  do {
    const page = await listContacts(context, { ...query, limit, after })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    met.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return met
}

const names = async (query: Query) => (await pages(query)).map((one) => one.lastName)

/** One after the other, a second apart. */
async function addOneByOne(...drafts: ContactDraft[]) {
  for (const draft of drafts) {
    await createContacts(ana, [draft])
    world.tick()
  }
}

describe('the order of a list', () => {
  it('is newest change first, then id', async () => {
    await createContacts(
      ana,
      Array.from({ length: 10 }, (_, n) => ({ lastName: `N${n}` })),
    )
    world.tick()
    await createContacts(ana, [{ lastName: 'Newest' }])
    const all = await pages()
    expect(all[0]?.lastName).toBe('Newest')
    expect(all).toHaveLength(11)
    const ids = all.slice(1).map((one) => one.id)
    expect(ids).toEqual([...ids].sort())
  })

  it('can be another one, both ways, ignoring case and accents in names', async () => {
    await addOneByOne(
      { lastName: 'Zola', accountName: 'acme', email: 'B@x.fr' },
      { lastName: 'Élan', email: 'a@x.fr' },
      { lastName: 'dupont', accountName: 'Zebra' },
    )
    const order = (by: 'updatedAt' | 'createdAt' | 'name' | 'company' | 'email') =>
      Promise.all([names({ sort: { by, descending: false } }), names({ sort: { by, descending: true } })])
    const bothWays = (...expected: string[]) => [expected, expected.toReversed()]
    expect(await order('name')).toEqual(bothWays('dupont', 'Élan', 'Zola'))
    expect(await order('company')).toEqual(bothWays('Élan', 'Zola', 'dupont'))
    expect(await order('email')).toEqual(bothWays('dupont', 'Élan', 'Zola'))
    expect(await order('createdAt')).toEqual(bothWays('Zola', 'Élan', 'dupont'))
    expect(await order('updatedAt')).toEqual(bothWays('Zola', 'Élan', 'dupont'))
  })

  it('a contact that does not change while one pages is neither lost nor repeated', async () => {
    const edit = fc.record({ beforePage: fc.nat(4), which: fc.nat(11), remove: fc.boolean() })
    const sort = fc.constantFrom('updatedAt' as const, 'name' as const, 'company' as const)
    const scenario = fc.record({
      limit: fc.integer({ min: 1, max: 5 }),
      sort: fc.record({ by: sort, descending: fc.boolean() }),
      gaps: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      edits: fc.array(edit, { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(scenario, async ({ limit, sort, gaps, edits }) => {
        const reader = await world.member()
        const ids: string[] = []
        for (const [n, gap] of gaps.entries()) {
          const [made] = await createContacts(reader, [
            { lastName: `N${n % 4}`, accountName: n % 3 ? 'Same' : null },
          ])
          ids.push(made?.id ?? '')
          if (gap) world.tick(1)
        }
        const changed = new Set<string>()
        const met: string[] = []
        let after: ListQuery['after']
        for (let page = 0; page === 0 || after !== undefined; page += 1) {
          for (const { which, remove } of edits.filter((one) => one.beforePage === page)) {
            const id = ids[which] ?? ''
            if (changed.has(id)) continue
            changed.add(id)
            world.tick(1)
            if (remove) await deleteContacts(reader, [id])
            else await updateContact(reader, { id, patch: { lastName: 'Edited', accountName: 'Aaa' } })
          }
          const found = await listContacts(reader, { limit, sort, after })
          met.push(...found.items.map((one) => one.id))
          after = found.next ?? undefined
        }
        const unchanged = ids.filter((id) => !changed.has(id))
        expect(met.filter((id) => !changed.has(id)).toSorted()).toEqual(unchanged.toSorted())
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a list holds', () => {
  it("a member's own contacts; with records.all everybody's, or one owner's", async () => {
    const bruno = await world.member()
    const admin = await world.admin()
    await createContacts(ana, [{ lastName: 'Of Ana' }, { lastName: 'Of Bruno', ownerId: bruno.memberId }])
    expect((await pages({}, 3, bruno)).map((one) => one.lastName)).toEqual(['Of Bruno'])
    expect(await pages({ ownerId: bruno.memberId })).toEqual([])
    expect(await pages({}, 3, admin)).toHaveLength(2)
    expect(await pages({ ownerId: ana.memberId }, 3, admin)).toHaveLength(1)
  })

  it("nothing of another organisation's, whatever its permissions", async () => {
    await createContacts(ana, [{ lastName: 'A' }])
    const stranger = await (await CrmWorld.create(database.db)).admin()
    expect(await pages({}, 3, stranger)).toEqual([])
    expect(await pages({ ownerId: ana.memberId }, 3, stranger)).toEqual([])
  })

  it('is refused to a member without the right', async () => {
    const other = await world.without('contacts.view')
    await expect(pages({}, 3, other)).rejects.toMatchObject({ code: 'permission-required' })
  })

  it('what changed since an instant, that instant included', async () => {
    await addOneByOne({ lastName: 'A' }, { lastName: 'B' }, { lastName: 'C' })
    const [, b] = await pages()
    expect(await names({ updatedSince: b?.updatedAt })).toEqual(['C', 'B'])
  })

  it('the living, or those of the recycle bin with the newest deletion first', async () => {
    const made = await createContacts(
      ana,
      ['A', 'B', 'C', 'D', 'E'].map((lastName) => ({ lastName })),
    )
    for (const one of made.slice(0, 4)) {
      world.tick()
      await deleteContacts(ana, [one.id])
    }
    expect(await names({})).toEqual(['E'])
    expect(await names({ deleted: true })).toEqual(['D', 'C', 'B', 'A'])
  })

  it('walks an owner by id, page by page', async () => {
    const made = await createContacts(
      ana,
      ['A', 'B', 'C', 'D', 'E'].map((lastName) => ({ lastName })),
    )
    await deleteContacts(ana, [made[4]?.id ?? ''])
    const walk = (afterId: string | null) =>
      listOwnedContacts(ana, { ownerId: ana.memberId, afterId, limit: 3 })
    const first = await walk(null)
    const second = await walk(first[2]?.id ?? null)
    const living = made
      .slice(0, 4)
      .map((one) => one.id)
      .toSorted()
    expect([...first, ...second].map((one) => one.id)).toEqual(living)
  })
})

describe('a search', () => {
  beforeEach(() =>
    addOneByOne(
      {
        lastName: 'Dupont-Lévêque',
        firstName: 'Élodie',
        email: 'elodie.dupont@exemple.fr',
        mobile: '+33 6 12 34 56 78',
      },
      { lastName: 'Œuvrard', accountName: 'Société Générale', title: 'Directrice', phone: '01 45 67 89 10' },
      {
        lastName: "O'Brien",
        mailingCity: 'Saint-Étienne',
        mailingPostalCode: '42000',
        description: 'Dupont',
      },
    ),
  )

  it.each([
    { search: 'dup', finds: ['Dupont-Lévêque'] },
    { search: 'LEVEQ elo', finds: ['Dupont-Lévêque'] },
    { search: 'elodie.dupont@exemple.fr', finds: ['Dupont-Lévêque'] },
    { search: 'upont', finds: [] },
    { search: 'oeuv', finds: ['Œuvrard'] },
    { search: 'societe gen', finds: ['Œuvrard'] },
    { search: 'direct', finds: ['Œuvrard'] },
    { search: "o'b", finds: ["O'Brien"] },
    { search: 'étienne', finds: ["O'Brien"] },
    { search: '420', finds: ["O'Brien"] },
    { search: '06 12 34 56 78', finds: ['Dupont-Lévêque'] },
    { search: '+33612', finds: ['Dupont-Lévêque'] },
    { search: '345678', finds: ['Dupont-Lévêque'] },
    { search: '+33 1 45 67 89 10', finds: ['Œuvrard'] },
    { search: '???', finds: [] },
    { search: "' | a:* \\", finds: [] },
    { search: '  ', finds: ["O'Brien", 'Œuvrard', 'Dupont-Lévêque'] },
  ])('for "$search" finds $finds', async ({ search, finds }) =>
    expect(await names({ search })).toEqual(finds),
  )

  it('follows an edit', async () => {
    const [found] = await pages({ search: 'dupont' })
    await updateContact(ana, { id: found?.id ?? '', patch: { lastName: 'Martin', email: null } })
    expect(await names({ search: 'dupont' })).toEqual([])
    expect(await names({ search: 'martin' })).toEqual(['Martin'])
  })
})
