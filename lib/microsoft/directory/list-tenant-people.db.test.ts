import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, invitation, joinRequest, microsoftIdentity } from '@/db/schema/access'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import { connectByDecree, type IdentityWorld, identityWorld } from '../identity/testing/identity-world'
import { listTenantPeople } from './list-tenant-people'

let database: TestDatabase
let world: IdentityWorld
let admin: Awaited<ReturnType<IdentityWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftAppToken)
  await database.db.delete(microsoftIdentity)
  world.reset()
  admin = await world.member()
  await connectByDecree(admin.context, small.tenantId)
})

const list = (context = admin.context, search = '', limit = 50, skipToken?: string) =>
  listTenantPeople(context, world.deps, { search, limit, skipToken })
const states = async () => {
  const { items } = await list()
  return Object.fromEntries(items.map(({ id, state }) => [id, state]))
}
const invite = (values: { email: string; microsoftUserId?: string }, expiresAt: Date) =>
  database.db.insert(invitation).values({
    ...values,
    organisationId: admin.organisationId,
    profileId: admin.profileId,
    tokenHash: randomUUID(),
    invitedBy: admin.memberId,
    createdAt: world.now(),
    expiresAt,
  })
const request = (organisationId: string, oid: string) =>
  database.db.insert(joinRequest).values({
    organisationId,
    tid: small.tenantId,
    oid,
    name: 'Somebody',
    upn: 'somebody@small.example',
    requestedAt: world.now(),
  })
const rename = (accountId: string, email: string) =>
  database.db.update(account).set({ email }).where(eq(account.id, accountId))
const inADay = () => new Date(world.now().getTime() + 24 * 3_600_000)

describe('the people of the tenant (U1)', () => {
  it('are available, but for guests and disabled accounts', async () => {
    world.changeUser(small.brunoId, { accountEnabled: false })
    expect(await states()).toEqual({
      [small.anaId]: 'available',
      [small.brunoId]: 'not-eligible',
      [small.adminId]: 'available',
      [small.guestId]: 'not-eligible',
      [small.withoutMailboxId]: 'available',
    })
  })

  it('are members by their identity, or by their login', async () => {
    const ana = await world.member('standard', admin.organisation)
    await database.db.insert(microsoftIdentity).values({
      accountId: ana.accountId,
      tid: small.tenantId,
      oid: small.anaId,
      upn: 'renamed@small.example',
      name: 'Ana',
      createdAt: world.now(),
    })
    await rename(admin.accountId, 'bruno@small.example')
    expect(await states()).toMatchObject({ [small.anaId]: 'member', [small.brunoId]: 'member' })
    await rename(admin.accountId, `${randomUUID()}@small.example`)
  })

  it('are no members because a guest’s address is a member’s', async () => {
    await rename(admin.accountId, 'gus@partner.example')
    expect((await states())[small.guestId]).toBe('not-eligible')
    await rename(admin.accountId, `${randomUUID()}@small.example`)
  })

  it('are no members because another organisation has them', async () => {
    const stranger = await world.member()
    await rename(stranger.accountId, 'ana@small.example')
    expect((await states())[small.anaId]).toBe('available')
    await rename(stranger.accountId, `${randomUUID()}@small.example`)
  })

  it('are invited while the invitation can be accepted', async () => {
    await invite({ email: 'elsewhere@small.example', microsoftUserId: small.anaId }, inADay())
    await invite({ email: 'bruno@small.example' }, inADay())
    await invite({ email: 'admin@small.example' }, world.now())
    expect(await states()).toMatchObject({
      [small.anaId]: 'invited',
      [small.brunoId]: 'invited',
      [small.adminId]: 'available',
    })
  })

  it('have asked to join this organisation, not another one', async () => {
    await request(admin.organisationId, small.anaId)
    await request((await world.member()).organisationId, small.brunoId)
    expect(await states()).toMatchObject({ [small.anaId]: 'requested', [small.brunoId]: 'available' })
  })

  it('are searched and paged', async () => {
    expect((await list(admin.context, 'lop')).items.map(({ name }) => name)).toEqual(['Ana Lopes'])
    const first = await list(admin.context, '', 2)
    expect(first.items).toHaveLength(2)
    const second = await list(admin.context, '', 2, first.nextSkipToken ?? '')
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('refuses a member without the right', async () => {
    const standard = await world.member('standard', admin.organisation)
    await expect(list(standard.context)).rejects.toMatchObject({
      code: 'permission-required',
      details: { permission: 'manage-users' },
    })
  })

  it('refuses another organisation', async () => {
    const stranger = await world.member()
    await expect(list(stranger.context)).rejects.toMatchObject({ code: 'not-connected' })
  })

  it('says so when the consent is gone', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await expect(list()).rejects.toMatchObject({ code: 'consent-revoked' })
  })
})
