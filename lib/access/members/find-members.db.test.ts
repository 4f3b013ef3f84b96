import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { member } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { contextOf, makeMember, makeOrganisation, type TestMember } from '../testing/make-organisation'
import { findMembers, type MemberQuery } from './find-members'

describe('findMembers', () => {
  let database: TestDatabase
  let zoe: TestMember

  beforeAll(async () => {
    database = await createTestDatabase()
    const org = await makeOrganisation(database.db)
    const make = (name: string, email: string, rights: Parameters<typeof makeMember>[2] = 'standard') =>
      makeMember(database.db, org, rights, { name, email })
    zoe = await make('Zoé 100%', 'zoe@people.example', 'administrator')
    await make('Élise Fontaine', 'elise@people.example')
    await make('farid Benali', 'farid@people.example')
    const denis = await make('Denis Leroy', 'denis@people.example')
    await make('Denis Leroy', 'd.leroy@people.example', ['contacts.view'])
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, denis.memberId))
    const other = await makeOrganisation(database.db)
    await makeMember(database.db, other, 'standard', { name: 'Denis Other', email: 'denis@other.example' })
  })
  afterAll(() => database.close())

  const find = (query: Partial<MemberQuery> = {}) =>
    findMembers(contextOf(database.db, zoe), { search: '', limit: 50, ...query })
  const names = async (query: Partial<MemberQuery>) => (await find(query)).items.map(({ name }) => name)

  it('orders by name, whatever the case and the accents', async () => {
    expect(await names({})).toEqual([
      'Denis Leroy',
      'Denis Leroy',
      'Élise Fontaine',
      'farid Benali',
      'Zoé 100%',
    ])
  })

  it('finds by a part of the name or the address, taken literally, in this organisation only', async () => {
    expect(await names({ search: ' LEROY ' })).toEqual(['Denis Leroy', 'Denis Leroy'])
    expect(await names({ search: 'elise@' })).toEqual(['Élise Fontaine'])
    expect(await names({ search: '0%' })).toEqual(['Zoé 100%'])
    expect(await names({ search: '_' })).toEqual([])
    expect(await names({ search: 'other' })).toEqual([])
  })

  it('filters by status and by profile', async () => {
    expect(await names({ status: 'deactivated' })).toEqual(['Denis Leroy'])
    expect(await names({ status: 'active', search: 'denis@' })).toEqual([])
    expect(await names({ profileId: zoe.profileId })).toEqual(['Zoé 100%'])
  })

  it('goes on from page to page without losing or repeating anybody, also of one name', async () => {
    const seen: string[] = []
    let after: MemberQuery['after']
    do {
      const page = await find({ limit: 1, after })
      seen.push(...page.items.map(({ email }) => email))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(5)
    expect(seen).toHaveLength(5)
  })
})
