import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import { connectByDecree, type IdentityWorld, identityWorld } from '../identity/testing/identity-world'
import { tenantDirectory } from './tenant-directory'

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
  await connectByDecree((await world.member()).context, small.tenantId)
})

const find = (userId: string) => tenantDirectory(world.deps).findUser(small.tenantId, userId)

describe('a user of the tenant, by id', () => {
  it('is described as she is now', async () => {
    world.changeUser(small.anaId, { jobTitle: 'Buyer', preferredLanguage: 'fr-CA' })
    expect(await find(small.anaId)).toEqual({
      id: small.anaId,
      upn: 'ana@small.example',
      mail: 'ana@small.example',
      name: 'Ana Lopes',
      jobTitle: 'Buyer',
      eligible: true,
      language: 'fr',
    })
  })

  it.each([
    ['en-GB', 'en'],
    ['de-DE', null],
    [null, null],
  ])('who reads %s is written to in %s', async (preferredLanguage, language) => {
    world.changeUser(small.anaId, { preferredLanguage })
    expect((await find(small.anaId))?.language).toBe(language)
  })

  it('is not eligible when she is a guest or disabled', async () => {
    world.changeUser(small.brunoId, { accountEnabled: false })
    expect((await find(small.brunoId))?.eligible).toBe(false)
    expect((await find(small.guestId))?.eligible).toBe(false)
  })

  it('is nobody when she never was, has gone, or belongs to another tenant', async () => {
    world.changeUser(small.brunoId, { deletedAt: '2026-11-24T09:00:00Z' })
    for (const id of [randomUUID(), small.brunoId, small.oscarId]) expect(await find(id)).toBeNull()
  })

  it('cannot be looked up when the consent is gone', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await expect(find(small.anaId)).rejects.toMatchObject({ code: 'consent-revoked' })
  })
})
