import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, invitation, microsoftIdentity, owedMail } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { DomainError } from '@/lib/errors'
import type { NewOrganisation } from '../organisations/create-organisation'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { connectTestTenant, type TestTenant } from '../testing/tenant'
import { resendInvitation, revokeInvitation } from './change-invitation'
import { createInvitation, type NewInvitation } from './create-invitation'
import { INVITATION_MS } from './invitation-life'
import { listInvitations, readInvitation } from './list-invitations'

let database: TestDatabase
let org: NewOrganisation
let admin: TestMember
let tenant: TestTenant
let now = TEST_TIME

beforeAll(async () => {
  database = await createTestDatabase()
  org = await makeOrganisation(database.db)
  admin = await makeMember(database.db, org, 'administrator')
  tenant = await connectTestTenant(database.db, admin)
})
afterAll(() => database.close())
beforeEach(() => {
  now = TEST_TIME
})

const as = (member: TestMember) => contextOf(database.db, member, () => now)
const newAddress = () => `${randomUUID()}@guests.example`
const invite = (input: Partial<NewInvitation> = {}, by = admin) =>
  createInvitation(as(by), tenant.directory, {
    email: newAddress(),
    profileId: org.profiles.standard,
    ...input,
  })
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const mailsAbout = (id: string) => database.db.select().from(owedMail).where(eq(owedMail.subjectId, id))

describe('inviting somebody (U1)', () => {
  it('owes her a mail and keeps no secret until it is sent', async () => {
    const email = newAddress()
    const made = await invite({ email, name: 'Lucas' })
    expect(made).toMatchObject({
      email,
      name: 'Lucas',
      status: 'pending',
      profileId: org.profiles.standard,
      invitedBy: { id: admin.memberId },
      expiresAt: new Date(TEST_TIME.getTime() + INVITATION_MS),
      mail: { state: 'waiting' },
    })
    expect(await mailsAbout(made.id)).toMatchObject([{ kind: 'invitation', dueAt: TEST_TIME }])
    const [row] = await database.db.select().from(invitation).where(eq(invitation.id, made.id))
    expect(row?.tokenHash).toBeNull()
  })

  it('is written down', async () => {
    const made = await invite()
    const rows = await database.db.select().from(audit).where(eq(audit.subjectId, made.id))
    expect(rows).toMatchObject([
      { action: 'invitation.created', actorId: admin.memberId, subjectName: made.email },
    ])
  })

  it('refuses a member without the right, and one who would give rights she lacks', async () => {
    await expect(invite({}, await makeMember(database.db, org))).rejects.toThrow('permission-required')
    const manager = await makeMember(database.db, org, ['manage-users', 'contacts.view'])
    const given = await invite({ profileId: org.profiles.administrator }, manager).catch((error) => error)
    expect(given).toMatchObject({
      code: 'permission-required',
      details: { permission: 'manage-integrations' },
    })
    await expect(invite({ profileId: manager.profileId }, manager)).resolves.toBeDefined()
  })

  it('refuses a profile of another organisation', async () => {
    const other = await makeOrganisation(database.db)
    await expect(invite({ profileId: other.profiles.standard })).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer: '/profileId' }] },
    })
  })

  it('refuses members, also deactivated ones, and whoever is invited already', async () => {
    const member = await makeMember(database.db, org)
    await expect(invite({ email: member.email })).rejects.toThrow('already-member')
    const { email } = await invite()
    await expect(invite({ email })).rejects.toThrow('already-invited')
    await expect(
      invite({ email: (await makeMember(database.db, await makeOrganisation(database.db))).email }),
    ).resolves.toBeDefined()
  })

  it('makes one invitation of two at once', async () => {
    const email = newAddress()
    const results = await Promise.allSettled([invite({ email }), invite({ email }), invite({ email })])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refusals.map((error) => error instanceof DomainError && error.code)).toEqual([
      'already-invited',
      'already-invited',
    ])
  })

  it('takes the place of one that nobody accepted in time', async () => {
    const first = await invite()
    pass(INVITATION_MS)
    const second = await invite({ email: first.email })
    expect(second.status).toBe('pending')
    expect((await readInvitation(as(admin), first.id)).status).toBe('expired')
  })

  it('writes in the reader’s language where it is known, else in the inviter’s', async () => {
    const localeOf = async (id: string) => {
      const [row] = await database.db.select().from(invitation).where(eq(invitation.id, id))
      return row?.locale
    }
    const elsewhere = await makeMember(database.db, await makeOrganisation(database.db), 'standard', {
      locale: 'fr',
    })
    expect(await localeOf((await invite({ email: elsewhere.email, locale: 'en' })).id)).toBe('fr')
    expect(await localeOf((await invite({ locale: 'fr' })).id)).toBe('fr')
    expect(await localeOf((await invite()).id)).toBe('en')
    const user = tenant.put({ upn: newAddress(), language: 'fr' })
    const made = await invite({ email: user.upn, microsoftUserId: user.id, locale: 'en' })
    expect(await localeOf(made.id)).toBe('fr')
  })
})

describe('inviting a Microsoft 365 user (U2)', () => {
  it('needs the login she has there, by userPrincipalName or mail', async () => {
    const user = tenant.put({ upn: `Hugo-${newAddress()}`, mail: `Hugo.${newAddress()}` })
    const refused = invite({ email: newAddress(), microsoftUserId: user.id })
    await expect(refused).rejects.toMatchObject({ code: 'login-differs' })
    const made = await invite({ email: user.upn.toLowerCase(), microsoftUserId: user.id })
    expect(made).toMatchObject({ microsoftUserId: user.id, name: user.name })
  })

  it('counts her as invited whatever address of hers is used', async () => {
    const user = tenant.put({ upn: newAddress(), mail: newAddress() })
    await invite({ email: user.upn, microsoftUserId: user.id })
    await expect(invite({ email: user.mail ?? '', microsoftUserId: user.id })).rejects.toThrow(
      'already-invited',
    )
  })

  it('counts her as a member under whatever login she is one', async () => {
    const member = await makeMember(database.db, org)
    const user = tenant.put({ upn: newAddress() })
    await database.db.insert(microsoftIdentity).values({
      accountId: member.accountId,
      tid: tenant.tenantId,
      oid: user.id,
      upn: user.upn,
      name: '',
      createdAt: TEST_TIME,
    })
    await expect(invite({ email: user.upn, microsoftUserId: user.id })).rejects.toThrow('already-member')
  })

  it.each([
    ['nobody', () => ({ id: randomUUID(), upn: newAddress() }), 'invalid'],
    ['a guest or a disabled user', () => tenant.put({ upn: newAddress(), eligible: false }), 'not-eligible'],
  ])('refuses %s', async (_who, user, code) => {
    const { id, upn } = user()
    await expect(invite({ email: upn, microsoftUserId: id })).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer: '/microsoftUserId', code }] },
    })
  })

  it('needs a connected tenant', async () => {
    const home = await makeOrganisation(database.db)
    const boss = await makeMember(database.db, home, 'administrator')
    const input = { email: newAddress(), profileId: home.profiles.standard, microsoftUserId: randomUUID() }
    await expect(createInvitation(as(boss), tenant.directory, input)).rejects.toThrow('not-connected')
  })
})

describe('an invitation that has been sent', () => {
  it('is sent again for another seven days, and the old link dies', async () => {
    const made = await invite()
    await database.db.update(invitation).set({ tokenHash: randomUUID() }).where(eq(invitation.id, made.id))
    pass(INVITATION_MS + 1)
    const again = await resendInvitation(as(admin), made.id)
    expect(again).toMatchObject({ status: 'pending', expiresAt: new Date(now.getTime() + INVITATION_MS) })
    const [row] = await database.db.select().from(invitation).where(eq(invitation.id, made.id))
    expect(row?.tokenHash).toBeNull()
    expect((await mailsAbout(made.id)).filter(({ dueAt }) => dueAt !== null)).toHaveLength(1)
  })

  it('is not sent without end', async () => {
    const { id } = await invite()
    for (let count = 0; count < 10; count += 1) await resendInvitation(as(admin), id)
    await expect(resendInvitation(as(admin), id)).rejects.toThrow('limit-reached')
  })

  it('is revoked, again without a word, and then neither mailed nor sent again', async () => {
    const { id } = await invite()
    await revokeInvitation(as(admin), id)
    await revokeInvitation(as(admin), id)
    expect((await readInvitation(as(admin), id)).status).toBe('revoked')
    expect((await mailsAbout(id)).every(({ dueAt }) => dueAt === null)).toBe(true)
    await expect(resendInvitation(as(admin), id)).rejects.toThrow('not-pending')
  })

  it('cannot be taken back once it was accepted', async () => {
    const { id } = await invite()
    await database.db.update(invitation).set({ status: 'accepted' }).where(eq(invitation.id, id))
    await expect(revokeInvitation(as(admin), id)).rejects.toThrow('already-accepted')
  })

  it('is nobody else’s business: without the right, or in another organisation', async () => {
    const { id } = await invite()
    const colleague = as(await makeMember(database.db, org))
    const stranger = as(await makeMember(database.db, await makeOrganisation(database.db), 'administrator'))
    for (const verb of [resendInvitation, revokeInvitation, readInvitation]) {
      await expect(verb(colleague, id)).rejects.toThrow('permission-required')
      await expect(verb(stranger, id)).rejects.toThrow('not-found')
    }
    await expect(listInvitations(colleague, { limit: 10 })).rejects.toThrow('permission-required')
    expect((await listInvitations(stranger, { limit: 10 })).items).toEqual([])
  })
})

describe('the list of invitations', () => {
  it('is paged, newest first, and can be narrowed to a status', async () => {
    const home = await makeOrganisation(database.db)
    const boss = as(await makeMember(database.db, home, 'administrator'))
    const ids: string[] = []
    for (const status of ['accepted', 'revoked', 'pending', 'pending'] as const) {
      const input = { email: newAddress(), profileId: home.profiles.standard }
      const { id } = await createInvitation(boss, tenant.directory, input)
      await database.db.update(invitation).set({ status }).where(eq(invitation.id, id))
      ids.unshift(id)
      pass(1000)
    }
    const first = await listInvitations(boss, { limit: 3 })
    const rest = await listInvitations(boss, { limit: 3, after: first.next ?? undefined })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids)
    expect(rest.next).toBeNull()
    const narrowed = async (status: 'pending' | 'expired' | 'revoked') =>
      (await listInvitations(boss, { limit: 9, status })).items.map(({ id }) => id)
    expect(await narrowed('pending')).toEqual(ids.slice(0, 2))
    expect(await narrowed('revoked')).toEqual([ids[2]])
    pass(INVITATION_MS)
    expect(await narrowed('pending')).toEqual([])
    expect(await narrowed('expired')).toEqual(ids.slice(0, 2))
  })
})

it('an inviter’s language counts where she has chosen one', async () => {
  await database.db.update(account).set({ locale: 'fr' }).where(eq(account.id, admin.accountId))
  const { id } = await invite()
  const [row] = await database.db.select().from(invitation).where(eq(invitation.id, id))
  expect(row?.locale).toBe('fr')
})
