import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import { connectByDecree, type IdentityWorld, identityWorld } from '../identity/testing/identity-world'
import { findTenantUser } from './find-tenant-user'
import { searchTenantUsers } from './search-tenant-users'

let database: TestDatabase
let world: IdentityWorld

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftAppToken)
  world.reset()
  const admin = await world.member()
  await connectByDecree(admin.context, small.tenantId)
})

describe('the tenant’s user of a login (I2)', () => {
  const find = (login: string) => findTenantUser(world.deps, small.tenantId, login)

  it('is found by userPrincipalName, ignoring case', async () => {
    expect(await find(' Ana@SMALL.example')).toEqual({
      id: small.anaId,
      upn: 'ana@small.example',
      mail: 'ana@small.example',
      name: 'Ana Lopes',
      jobTitle: null,
      eligible: true,
    })
  })

  it('is found by mail, where that differs', async () => {
    world.changeUser(small.anaId, { mail: 'Ana.Lopes@small.example' })
    expect((await find('ana.lopes@small.example'))?.id).toBe(small.anaId)
  })

  it('is found with a quote in the address', async () => {
    world.changeUser(small.anaId, { userPrincipalName: "ana.o'hara@small.example" })
    expect((await find("ana.o'hara@small.example"))?.id).toBe(small.anaId)
  })

  it.each([
    ['nobody has it', 'nobody@small.example', () => {}],
    [
      'her account is disabled',
      'ana@small.example',
      () => world.changeUser(small.anaId, { accountEnabled: false }),
    ],
    [
      'she was deleted',
      'ana@small.example',
      () => world.changeUser(small.anaId, { deletedAt: '2026-11-24T09:00:00Z' }),
    ],
    ['it is a guest’s', 'gus@partner.example', () => {}],
    ['it belongs to another tenant', 'oscar@other.example', () => {}],
    [
      'two answer to it',
      'ana@small.example',
      () => world.changeUser(small.brunoId, { mail: 'ana@small.example' }),
    ],
    ['Graph would refuse so long a value', `${'a'.repeat(120)}@small.example`, () => {}],
    ['it is empty', ' ', () => {}],
  ])('is not found when %s', async (_story, login, given) => {
    given()
    expect(await find(login)).toBeNull()
  })

  it('is found beside a guest or a disabled account with the same address', async () => {
    world.changeUser(small.guestId, { mail: 'ana@small.example' })
    world.changeUser(small.brunoId, { mail: 'ana@small.example', accountEnabled: false })
    expect((await find('ana@small.example'))?.id).toBe(small.anaId)
  })

  it('is not looked for when the consent is gone: that is the tenant’s failure', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await expect(find('ana@small.example')).rejects.toMatchObject({
      scope: 'tenant',
      reason: 'consent-revoked',
    })
  })
})

describe('searching the tenant’s users', () => {
  const search = (words: string, limit = 50, skipToken?: string) =>
    searchTenantUsers(world.deps, small.tenantId, { words, limit, skipToken })
  const names = async (words: string) => (await search(words)).users.map(({ name }) => name).sort()

  it('finds by the beginning of a word in name or address', async () => {
    expect(await names('lop')).toEqual(['Ana Lopes'])
    expect(await names('bruno@')).toEqual(['Bruno Maes'])
  })

  it('wants every word', async () => {
    expect(await names('ana lopes')).toEqual(['Ana Lopes'])
    expect(await names('ana maes')).toEqual([])
  })

  it('takes what has a meaning in the syntax for ordinary text', async () => {
    expect(await names('ana" OR "displayName:bruno')).toEqual([])
  })

  it('shows guests and disabled accounts as not eligible', async () => {
    world.changeUser(small.brunoId, { accountEnabled: false })
    const { users } = await search('')
    expect(Object.fromEntries(users.map(({ id, eligible }) => [id, eligible]))).toMatchObject({
      [small.anaId]: true,
      [small.brunoId]: false,
      [small.guestId]: false,
    })
  })

  it('goes on from page to page without losing or repeating anybody', async () => {
    const all = (await search('')).users.map(({ id }) => id)
    const paged: string[] = []
    let skipToken: string | undefined
    do {
      const page = await search('', 2, skipToken)
      paged.push(...page.users.map(({ id }) => id))
      skipToken = page.nextSkipToken ?? undefined
    } while (skipToken !== undefined)
    expect(paged.sort()).toEqual(all.sort())
    expect(all.length).toBeGreaterThan(4)
  })
})
