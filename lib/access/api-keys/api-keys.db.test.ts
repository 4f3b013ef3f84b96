import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiKey } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { listApiKeys, revokeApiKey } from './api-keys'
import { authenticateApiKey } from './authenticate-api-key'
import { createApiKey } from './create-api-key'

describe('API keys', () => {
  let database: TestDatabase
  let ana: TestMember
  let bruno: TestMember

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    const org = await makeOrganisation(database.db)
    ana = await makeMember(database.db, org)
    bruno = await makeMember(database.db, org)
  })

  const as = (who: TestMember) => contextOf(database.db, who)
  const authenticate = (key: string, now = TEST_TIME) => authenticateApiKey(database.db, key, now)

  it('act as the member who made them, within her profile', async () => {
    const { key } = await createApiKey(as(ana), { name: 'Import' })
    const caller = await authenticate(key)
    expect(caller).toMatchObject({ memberId: ana.memberId, organisationId: ana.organisationId })
    expect([...caller.permissions]).toEqual(ana.permissions)
  })

  it('are shown once and stored hashed', async () => {
    const { key, prefix } = await createApiKey(as(ana), { name: 'Import' })
    expect(key.startsWith(prefix)).toBe(true)
    expect(JSON.stringify(await database.db.select().from(apiKey))).not.toContain(key)
    expect(await listApiKeys(as(ana))).toMatchObject([{ name: 'Import', prefix, lastUsedAt: null }])
  })

  it('are seen and revoked by their own user only', async () => {
    const { id, key } = await createApiKey(as(ana), { name: 'Import' })
    expect(await listApiKeys(as(bruno))).toEqual([])
    await expect(revokeApiKey(as(bruno), id)).rejects.toMatchObject({ code: 'not-found' })
    await revokeApiKey(as(ana), id)
    await expect(authenticate(key)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await listApiKeys(as(ana))).toEqual([])
  })

  it('expire', async () => {
    const expiresAt = new Date(TEST_TIME.getTime() + 1000)
    const { key } = await createApiKey(as(ana), { name: 'Short', expiresAt })
    await authenticate(key)
    await expect(authenticate(key, expiresAt)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('show when they were last used', async () => {
    const { key } = await createApiKey(as(ana), { name: 'Import' })
    await authenticate(key)
    expect(await listApiKeys(as(ana))).toMatchObject([{ lastUsedAt: TEST_TIME }])
  })
})
