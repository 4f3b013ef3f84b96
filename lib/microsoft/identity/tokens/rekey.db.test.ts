import { afterAll, beforeAll, expect, it } from 'vitest'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftAppToken, microsoftToken } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import { connectByDecree, type IdentityWorld, identityWorld } from '../testing/identity-world'
import { accessToken } from './access-token'
import { saveDelegatedTokens } from './delegated-token'
import { rekey } from './rekey'

const oldKey = '11'.repeat(32)
const newKey = '22'.repeat(32)

let database: TestDatabase
let world: IdentityWorld

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

it('seals every token with the first key, keeps what no key reads, and can run again', async () => {
  const { db } = database
  const member = await world.member()
  await connectByDecree(member.context, small.tenantId)
  const application = { kind: 'application', tenantId: small.tenantId } as const
  const applicationToken = await accessToken(world.deps, application)
  const identities = await db
    .insert(microsoftIdentity)
    .values(
      [small.tenantId, small.otherTenantId].map((tid) => ({
        accountId: member.accountId,
        tid,
        oid: small.anaId,
        upn: 'ana@small.example',
        name: 'Ana',
        createdAt: world.now(),
      })),
    )
    .returning({ id: microsoftIdentity.id })
  const [readable, lost] = identities.map(({ id }) => id)
  if (readable === undefined || lost === undefined) throw new Error('two identities were made')
  const grant = {
    accessToken: 'delegated',
    refreshToken: 'refresh',
    idToken: null,
    scopes: ['Contacts.ReadWrite'],
    expiresAt: new Date(world.now().getTime() + 3_600_000),
  }
  await saveDelegatedTokens(world.deps, readable, grant)
  const forgotten = { ...world.deps, env: { ...world.deps.env, keys: ['33'.repeat(32)] } }
  await saveDelegatedTokens(forgotten, lost, grant)

  expect(await rekey(db, [newKey, oldKey])).toEqual({ rekeyed: 2, alreadyCurrent: 0, unreadable: 1 })

  world.deps.env = { ...world.deps.env, keys: [newKey] }
  expect(await accessToken(world.deps, application)).toBe(applicationToken)
  expect(await accessToken(world.deps, { kind: 'delegated', identityId: readable })).toBe('delegated')
  expect(await accessToken(forgotten, { kind: 'delegated', identityId: lost })).toBe('delegated')

  const before = [await db.select().from(microsoftToken), await db.select().from(microsoftAppToken)]
  expect(await rekey(db, [newKey])).toEqual({ rekeyed: 0, alreadyCurrent: 2, unreadable: 1 })
  expect([await db.select().from(microsoftToken), await db.select().from(microsoftAppToken)]).toEqual(before)
})
