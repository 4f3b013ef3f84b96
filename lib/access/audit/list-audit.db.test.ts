import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { updateMember } from '../members/update-member'
import type { NewOrganisation } from '../organisations/create-organisation'
import { createProfile, deleteProfile } from '../profiles/change-profiles'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { listAudit } from './list-audit'
import { recordAudit, recordAudits } from './record-audit'

let database: TestDatabase
let org: NewOrganisation
let admin: TestMember
let ana: TestMember

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  org = await makeOrganisation(database.db)
  admin = await makeMember(database.db, org, 'administrator', { name: 'Alice Admin' })
  ana = await makeMember(database.db, org, 'standard', { name: 'Ana Lopes' })
})

const minute = 60_000
const at = (minutes: number) => () => new Date(TEST_TIME.getTime() + minutes * minute)
const as = (who: TestMember, minutes = 0) => ({
  ...contextOf(database.db, who, at(minutes)),
  address: '203.0.113.9',
})
const actions = async (query: Partial<Parameters<typeof listAudit>[1]> = {}) =>
  (await listAudit(as(admin), { limit: 50, ...query })).items.map(({ action }) => action)

describe('the audit log', () => {
  it('lists what was done at one instant in the order in which it was done, the last first', async () => {
    const done = Array.from({ length: 12 }, (_, place) => `test.done-${place}`)
    const deed = (action: string) => ({ action, subjectType: 'test', subjectId: null })
    await recordAudits(as(ana), database.db, done.slice(0, 8).map(deed))
    for (const action of done.slice(8)) await recordAudit(as(ana), database.db, deed(action))
    const first = await listAudit(as(admin), { limit: 5, subject: 'test' })
    const rest = await actions({ subject: 'test', after: first.next ?? undefined })
    expect([...first.items.map(({ action }) => action), ...rest]).toEqual([...done].reverse())
  })

  it('tells who did what to whom, when, and from where', async () => {
    await updateMember(as(admin), { id: ana.memberId, status: 'deactivated' })
    expect((await listAudit(as(admin), { limit: 50 })).items).toEqual([
      {
        id: expect.any(String),
        at: TEST_TIME,
        action: 'member.deactivated',
        actor: { type: 'user', name: 'Alice Admin', email: admin.email },
        subject: { type: 'member', id: ana.memberId, name: 'Ana Lopes' },
        address: '203.0.113.9',
        details: {},
      },
    ])
  })

  it('keeps the name of what is gone', async () => {
    const { id } = await createProfile(as(admin), { name: 'Reader', permissions: [] })
    await deleteProfile(as(admin, 1), id)
    const { items } = await listAudit(as(admin), { limit: 50 })
    expect(items.map(({ action, subject }) => [action, subject.name])).toEqual([
      ['profile.deleted', 'Reader'],
      ['profile.created', 'Reader'],
    ])
  })

  it('is searched by person, by thing and by place, and cut out by time', async () => {
    await createProfile(as(admin, 1), { name: 'Reader_100%', permissions: [] })
    await updateMember(as(admin, 2), { id: ana.memberId, status: 'deactivated' })
    expect(await actions({ search: 'lopes' })).toEqual(['member.deactivated'])
    expect(await actions({ search: ana.email.slice(0, 12) })).toEqual(['member.deactivated'])
    expect(await actions({ search: 'r_100%' })).toEqual(['profile.created'])
    expect(await actions({ search: '_____' })).toEqual([])
    expect(await actions({ search: 'alice' })).toEqual(['member.deactivated', 'profile.created'])
    expect(await actions({ search: '203.0' })).toHaveLength(2)
    expect(await actions({ subject: 'profile' })).toEqual(['profile.created'])
    expect(await actions({ from: at(2)() })).toEqual(['member.deactivated'])
    expect(await actions({ until: at(2)() })).toEqual(['profile.created'])
  })

  it('is paged', async () => {
    let names = 0
    for (const minutes of [1, 2, 2]) {
      await createProfile(as(admin, minutes), { name: `Profile ${names++}`, permissions: [] })
    }
    const first = await listAudit(as(admin), { limit: 2 })
    const second = await listAudit(as(admin), { limit: 2, after: first.next ?? undefined })
    expect(second.next).toBeNull()
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  })

  it('refuses a member without the right', () =>
    expect(listAudit(as(ana), { limit: 1 })).rejects.toMatchObject({
      code: 'permission-required',
      details: { permission: 'manage-users' },
    }))

  it('refuses another organisation: it sees its own', async () => {
    await updateMember(as(admin), { id: ana.memberId, status: 'deactivated' })
    const stranger = await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
    expect((await listAudit(as(stranger), { limit: 1 })).items).toEqual([])
  })
})
