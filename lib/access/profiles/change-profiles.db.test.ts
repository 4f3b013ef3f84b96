import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { NewOrganisation } from '../organisations/create-organisation'
import { contextOf, makeMember, makeOrganisation, type TestMember } from '../testing/make-organisation'
import { createProfile, deleteProfile, updateProfile } from './change-profiles'
import { listProfiles, readProfile } from './list-profiles'

describe('profiles', () => {
  let database: TestDatabase
  let org: NewOrganisation
  let admin: TestMember
  let officeManager: TestMember
  let standard: TestMember
  let stranger: TestMember

  beforeAll(async () => {
    database = await createTestDatabase()
    org = await makeOrganisation(database.db)
    admin = await makeMember(database.db, org, 'administrator')
    officeManager = await makeMember(database.db, org, ['manage-users', 'contacts.view'])
    standard = await makeMember(database.db, org)
    stranger = await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
  })
  afterAll(() => database.close())

  const as = (who: TestMember) => contextOf(database.db, who)
  const make = (name: string) => createProfile(as(admin), { name, permissions: ['contacts.view'] })

  it('are made, changed and deleted by whoever manages users', async () => {
    const made = await createProfile(as(admin), {
      name: 'Reader',
      permissions: ['tasks.view', 'contacts.view', 'tasks.view'],
    })
    expect(made).toMatchObject({
      name: 'Reader',
      builtIn: null,
      permissions: ['contacts.view', 'tasks.view'],
    })
    await updateProfile(as(admin), { id: made.id, permissions: ['leads.view'] })
    expect(await readProfile(as(standard), made.id)).toMatchObject({
      name: 'Reader',
      permissions: ['leads.view'],
    })
    await deleteProfile(as(admin), made.id)
    await expect(readProfile(as(admin), made.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuse a member without the right', async () => {
    const { id } = await make('Untouched')
    const refusal = { code: 'permission-required', details: { permission: 'manage-users' } }
    await expect(createProfile(as(standard), { name: 'x', permissions: [] })).rejects.toMatchObject(refusal)
    await expect(updateProfile(as(standard), { id, name: 'y' })).rejects.toMatchObject(refusal)
    await expect(deleteProfile(as(standard), id)).rejects.toMatchObject(refusal)
  })

  it('refuse another organisation', async () => {
    const { id } = await make('Ours')
    await expect(updateProfile(as(stranger), { id, name: 'Theirs' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(deleteProfile(as(stranger), id)).rejects.toMatchObject({ code: 'not-found' })
    const { items } = await listProfiles(as(stranger), { limit: 200 })
    expect(items.map(({ name }) => name).sort()).toEqual(['Administrator', 'Standard'])
  })

  it('give nobody a way to rights she lacks: not by a new profile, not by her own', async () => {
    const refusal = { code: 'permission-required', details: { permission: 'manage-integrations' } }
    const grab = { name: 'Grab', permissions: ['manage-integrations' as const] }
    await expect(createProfile(as(officeManager), grab)).rejects.toMatchObject(refusal)
    const own = {
      id: officeManager.profileId,
      permissions: [...officeManager.permissions, 'manage-integrations' as const],
    }
    await expect(updateProfile(as(officeManager), own)).rejects.toMatchObject(refusal)
  })

  it('that are built in cannot change', async () => {
    const id = org.profiles.standard
    await expect(updateProfile(as(admin), { id, name: 'Basic' })).rejects.toMatchObject({ code: 'built-in' })
    await expect(deleteProfile(as(admin), id)).rejects.toMatchObject({ code: 'built-in' })
  })

  it('have names of their own, whatever their case', async () => {
    await make('Sales')
    const other = await make('Support')
    await expect(make('SALES')).rejects.toMatchObject({ code: 'name-taken' })
    await expect(updateProfile(as(admin), { id: other.id, name: 'sales' })).rejects.toMatchObject({
      code: 'name-taken',
    })
    await expect(updateProfile(as(admin), { id: other.id, name: 'SUPPORT' })).resolves.toMatchObject({
      name: 'SUPPORT',
    })
  })

  it('that somebody has stay', () =>
    expect(deleteProfile(as(admin), officeManager.profileId)).rejects.toMatchObject({
      code: 'profile-in-use',
    }))

  it('are listed page by page, each once', async () => {
    const all = await listProfiles(as(admin), { limit: 200 })
    const seen: string[] = []
    let after: { at: Date; id: string } | undefined
    do {
      const page = await listProfiles(as(admin), { limit: 2, after })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual(all.items.map(({ id }) => id))
  })
})
