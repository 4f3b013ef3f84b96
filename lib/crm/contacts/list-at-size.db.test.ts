import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import type { ListQuery } from '../records/list-records'
import { CrmWorld } from '../testing/crm-world'
import { addManyContacts } from '../testing/many-contacts'
import { planRecorder } from '../testing/plan-recorder'
import { findContactDuplicates, listContacts, listOwnedContacts } from './verbs'

const count = 100_000

describe(`lists of an organisation with ${count.toLocaleString('en')} contacts`, () => {
  let database: TestDatabase
  let admin: Context
  let owner: Context & { memberId: string }
  let plansOf: ReturnType<typeof planRecorder>['plansOf']

  beforeAll(async () => {
    database = await createTestDatabase()
    const world = await CrmWorld.create(database.db)
    const recorder = planRecorder(database)
    plansOf = recorder.plansOf
    admin = { ...(await world.admin()), db: recorder.db }
    owner = { ...(await world.member()), db: recorder.db }
    const others = await Promise.all(Array.from({ length: 19 }, () => world.member()))
    const ownerIds = [owner.memberId, ...others.map((one) => one.memberId)]
    await addManyContacts(database.sql, { organisationId: world.organisationId, ownerIds, count })
  }, 120_000)
  afterAll(() => database.close())

  const list = (context: Context, query: Partial<ListQuery>) => listContacts(context, { limit: 50, ...query })

  it.each<{ what: string; query: Partial<ListQuery>; index: string }>([
    { what: 'newest change first', query: {}, index: 'contact_by_change' },
    {
      what: 'oldest change first',
      query: { sort: { by: 'updatedAt', descending: false } },
      index: 'contact_by_change',
    },
    {
      what: 'by creation',
      query: { sort: { by: 'createdAt', descending: true } },
      index: 'contact_by_creation',
    },
    { what: 'by name', query: { sort: { by: 'name', descending: false } }, index: 'contact_by_name' },
    {
      what: 'by name, backwards',
      query: { sort: { by: 'name', descending: true } },
      index: 'contact_by_name',
    },
    {
      what: 'by company',
      query: { sort: { by: 'company', descending: false } },
      index: 'contact_by_company',
    },
    { what: 'by e-mail', query: { sort: { by: 'email', descending: false } }, index: 'contact_by_email' },
  ])('pages $what from one range of an index, also deep inside', async ({ query, index }) => {
    const first = await plansOf(() => list(admin, query))
    const key: Record<string, string> = {
      updatedAt: '2026-01-01T12:00:00.000Z',
      createdAt: '2026-01-01T12:00:00.000Z',
      name: 'n050000 x',
      company: 'company500',
      email: 'n5',
    }
    const after = { key: key[query.sort?.by ?? 'updatedAt'] ?? '', id: crypto.randomUUID() }
    const deep = await plansOf(() => list(admin, { ...query, after }))
    for (const plan of [first, deep]) {
      expect(plan.text).toContain(`using ${index} on contact`)
      expect(plan.text).not.toMatch(/Sort|Seq Scan/)
      expect(plan.rowsRead).toBeLessThanOrEqual(51)
    }
  })

  it("pages one owner's contacts from the owner's index", async () => {
    for (const query of [
      { context: owner, ownerId: undefined },
      { context: admin, ownerId: owner.memberId },
    ]) {
      const { text, rowsRead } = await plansOf(() => list(query.context, { ownerId: query.ownerId }))
      expect(text).toContain('using contact_by_owner on contact')
      expect(rowsRead).toBeLessThanOrEqual(51)
    }
    const walk = await plansOf(() =>
      listOwnedContacts(owner, { ownerId: owner.memberId, afterId: null, limit: 200 }),
    )
    expect(walk.text).toContain('using contact_owned on contact')
  })

  it.each(['n00012', '0123456', 'company77 marie'])('finds "%s" by the index of words', async (search) => {
    const { text } = await plansOf(() => list(admin, { search }))
    expect(text).toContain('on contact_search')
    expect(text).not.toContain('Seq Scan')
  })

  it('never reads the whole table for a search that matches much of it', async () => {
    const { text } = await plansOf(() => list(admin, { search: 'm' }))
    expect(text).not.toContain('Seq Scan')
  })

  it('looks up addresses by index', async () => {
    const { text } = await plansOf(() => findContactDuplicates(admin, ['n77@exemple.fr', 'n78@exemple.fr']))
    expect(text).toContain('contact_by_email')
    expect(text).not.toContain('Seq Scan on contact')
  })
})
