import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  account,
  audit,
  invitation,
  member,
  microsoftIdentity,
  owedMail,
  termsAcceptance,
} from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signInWithMicrosoft } from '../accounts/sign-in-with-microsoft'
import type { Arrival } from '../arrivals/arrivals'
import type { DirectoryUser } from '../directory'
import { findViewer } from '../sessions/find-viewer'
import { TERMS_VERSION } from '../terms'
import { makeMember, makeOrganisation } from '../testing/make-organisation'
import { type PeopleWorld, peopleWorld } from '../testing/people-world'
import { approveJoinRequest } from './approve-join-request'
import { askToJoin, type Question } from './ask-to-join'
import { declineJoinRequest } from './decide-join-request'
import { ASK_AGAIN_MS, findStanding } from './find-standing'
import { listJoinRequests, readJoinRequest } from './list-join-requests'

let database: TestDatabase
let world: PeopleWorld
let user: DirectoryUser
let hugo: Arrival

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await peopleWorld(database.db)
  user = world.tenant.put({ upn: `Hugo-${world.newAddress()}`, jobTitle: 'Sales', language: 'fr' })
  hugo = world.arrive({ oid: user.id, upn: user.upn })
})

const question: Question = {
  message: 'Please',
  locale: 'fr',
  address: '192.0.2.1',
  termsVersion: TERMS_VERSION,
}
const ask = (person = hugo, about: Partial<Question> = {}) =>
  askToJoin(
    database.db,
    world.tenant.directory,
    person,
    { ...question, address: randomUUID(), ...about },
    world.now,
  )
const approve = (id: string, by = world.admin, profileId = world.org.profiles.standard) =>
  approveJoinRequest(world.as(by), world.tenant.directory, { id, profileId })
const decline = (id: string, reason?: string, by = world.admin) =>
  declineJoinRequest(world.as(by), { id, reason })
const read = (id: string) => readJoinRequest(world.as(world.admin), id)
const owedFor = (subjectId: string) =>
  database.db.select().from(owedMail).where(eq(owedMail.subjectId, subjectId))
const standing = (person = hugo) => findStanding(database.db, person, world.now)

describe('asking to join (U5)', () => {
  it('tells what the directory says about her, and what she says herself', async () => {
    const { requestId } = await ask()
    expect(await read(requestId)).toMatchObject({
      name: user.name,
      upn: user.upn,
      jobTitle: 'Sales',
      message: 'Please',
      status: 'pending',
      microsoft: { tenantId: world.tenant.tenantId, userId: user.id },
    })
  })

  it('is refused to whoever read other terms than those of today', async () => {
    await expect(ask(hugo, { termsVersion: '1999-12' })).rejects.toThrow('terms-changed')
  })

  it('owes a mail to every active member who manages users, and to nobody else', async () => {
    const manager = await makeMember(database.db, world.org, ['manage-users'])
    await makeMember(database.db, world.org)
    const gone = await makeMember(database.db, world.org, 'administrator')
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, gone.memberId))
    await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
    const { requestId } = await ask()
    const mails = await owedFor(requestId)
    expect(mails.map(({ memberId }) => memberId).sort()).toEqual(
      [world.admin.memberId, manager.memberId].sort(),
    )
  })

  it('waits once: asking again says since when', async () => {
    await ask()
    const since = world.now.toISOString()
    world.pass(1000)
    await expect(ask()).rejects.toMatchObject({ code: 'already-asked', details: { data: { since } } })
    expect(await standing()).toMatchObject({ state: 'waiting' })
  })

  it('makes one request of several at once', async () => {
    const results = await Promise.allSettled([ask(), ask(), ask()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await listJoinRequests(world.as(world.admin), { limit: 9 })).items).toHaveLength(1)
  })

  it('is for nobody else: other tenants and guests learn nothing, and members are in', async () => {
    const stranger = world.arrive({ tid: randomUUID(), upn: 'eve@elsewhere.example' })
    const guest = world.arrive({ upn: 'gus_partner.example#EXT#@tenant.example', guest: true })
    for (const person of [stranger, guest]) {
      expect(await standing(person)).toEqual({ state: 'unknown-tenant' })
      await expect(ask(person)).rejects.toThrow('not-connected')
    }
    const ana = await makeMember(database.db, world.org)
    await expect(ask(world.arrive({ upn: ana.email }))).rejects.toThrow('already-member')
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, ana.memberId))
    await expect(ask(world.arrive({ upn: ana.email }))).rejects.toThrow('deactivated')
  })

  it('is refused to whom the directory does not know as a member of the tenant', async () => {
    world.tenant.put({ ...user, eligible: false })
    await expect(ask()).rejects.toThrow('not-eligible')
    world.tenant.remove(user.id)
    await expect(ask()).rejects.toThrow('not-eligible')
  })

  it('is counted by network address, whoever asks', async () => {
    const address = randomUUID()
    const refusals: unknown[] = []
    for (let count = 0; count < 61; count += 1) {
      const { id, upn } = world.tenant.put({ upn: world.newAddress() })
      await ask(world.arrive({ oid: id, upn }), { address }).catch((error) => refusals.push(error))
    }
    expect(refusals).toMatchObject([{ code: 'rate-limited' }])
    await expect(ask()).resolves.toBeDefined()
  })
})

describe('approving (U6)', () => {
  it('makes her a member who can enable modules at once, and owes her a mail', async () => {
    const { requestId } = await ask()
    expect(await approve(requestId)).toMatchObject({
      status: 'approved',
      decidedBy: { id: world.admin.memberId },
      decidedAt: world.now,
    })
    const { sessionId } = await signInWithMicrosoft(database.db, hugo, world.now)
    expect(await findViewer(database.db, sessionId, world.now)).toMatchObject({
      email: user.upn.toLowerCase(),
      name: user.name,
      locale: 'fr',
      bound: false,
      organisation: { id: world.org.organisationId },
      profile: { id: world.org.profiles.standard },
    })
    const mails = await owedFor(requestId)
    expect(mails.filter(({ dueAt }) => dueAt !== null).map(({ kind }) => kind)).toEqual(['join-approved'])
    const written = await database.db.select().from(audit).where(eq(audit.subjectId, requestId))
    expect(written.map(({ action }) => action).sort()).toEqual([
      'join-request.approved',
      'join-request.created',
    ])
  })

  it('keeps which terms she accepted by asking, from when she asked', async () => {
    const askedAt = world.now
    const { requestId } = await ask()
    world.pass(60_000)
    await approve(requestId)
    const kept = await database.db
      .select()
      .from(termsAcceptance)
      .innerJoin(microsoftIdentity, eq(microsoftIdentity.accountId, termsAcceptance.accountId))
      .where(eq(microsoftIdentity.oid, hugo.oid))
    expect(kept.map((row) => row.terms_acceptance)).toMatchObject([
      { organisationId: world.org.organisationId, version: TERMS_VERSION, acceptedAt: askedAt },
    ])
  })

  it('adds once when two decide at the same time; the other is told who and when', async () => {
    const manager = await makeMember(database.db, world.org, 'administrator', { name: 'Farid' })
    const { requestId } = await ask()
    const results = await Promise.allSettled([
      approve(requestId),
      approve(requestId, manager),
      decline(requestId, 'no', manager),
    ])
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refusals).toHaveLength(2)
    const { decidedBy } = await read(requestId)
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: 'already-decided',
        details: { data: { decidedBy, decidedAt: world.now.toISOString() } },
      })
    }
    await expect(approve(requestId)).rejects.toThrow('already-decided')
  })

  it('refuses a person who has left the tenant, and one whose tenant is no longer connected', async () => {
    const { requestId } = await ask()
    world.tenant.put({ ...user, eligible: false })
    await expect(approve(requestId)).rejects.toThrow('person-left')
    world.tenant.remove(user.id)
    await expect(approve(requestId)).rejects.toThrow('person-left')
    await database.db
      .delete(microsoftTenant)
      .where(eq(microsoftTenant.organisationId, world.org.organisationId))
    await expect(approve(requestId)).rejects.toThrow('not-connected')
    expect((await read(requestId)).status).toBe('pending')
  })

  it('gives no rights that the approver lacks', async () => {
    const manager = await makeMember(database.db, world.org, ['manage-users'])
    const { requestId } = await ask()
    await expect(approve(requestId, manager)).rejects.toThrow('permission-required')
    await expect(approve(requestId, manager, manager.profileId)).resolves.toMatchObject({
      status: 'approved',
    })
  })

  it('takes an account that has her login, without opening to her what it may do elsewhere', async () => {
    const home = await makeOrganisation(database.db)
    const existing = await makeMember(database.db, home, 'administrator', { email: user.upn.toLowerCase() })
    const { requestId } = await ask()
    await approve(requestId)
    const mine = and(
      eq(member.accountId, existing.accountId),
      eq(member.organisationId, world.org.organisationId),
    )
    expect(await database.db.$count(member, mine)).toBe(1)
    const { sessionId } = await signInWithMicrosoft(database.db, hugo, world.now)
    expect(await findViewer(database.db, sessionId, world.now)).toMatchObject({
      bound: true,
      organisation: { id: world.org.organisationId },
    })
  })

  it('does not mistake another user of the tenant for her', async () => {
    const { requestId } = await ask()
    const [other] = await database.db
      .insert(account)
      .values({ email: user.upn.toLowerCase(), name: 'Former Hugo', createdAt: world.now })
      .returning({ id: account.id })
    await database.db.insert(microsoftIdentity).values({
      accountId: other?.id ?? '',
      tid: world.tenant.tenantId,
      oid: randomUUID(),
      upn: user.upn,
      name: '',
      createdAt: world.now,
    })
    await expect(approve(requestId)).rejects.toThrow('login-taken')
    expect((await read(requestId)).status).toBe('pending')
  })

  it('ends an invitation that was on its way to her', async () => {
    const { id } = await world.invite({ email: user.upn.toLowerCase() })
    const { requestId } = await ask()
    await approve(requestId)
    const [row] = await database.db.select().from(invitation).where(eq(invitation.id, id))
    expect(row?.status).toBe('revoked')
  })
})

describe('declining (U6)', () => {
  it('owes her a mail with the reason; she can ask again after seven days', async () => {
    const { requestId } = await ask()
    expect(await decline(requestId, 'Ask the sales team')).toMatchObject({
      status: 'declined',
      reason: 'Ask the sales team',
    })
    expect((await owedFor(requestId)).filter(({ dueAt }) => dueAt !== null)).toMatchObject([
      { kind: 'join-declined', memberId: null },
    ])
    await expect(ask()).rejects.toMatchObject({
      code: 'declined-recently',
      details: { data: { againAt: new Date(world.now.getTime() + ASK_AGAIN_MS).toISOString() } },
    })
    world.pass(ASK_AGAIN_MS)
    expect(await standing()).toMatchObject({ state: 'may-ask' })
    await expect(ask()).resolves.toBeDefined()
  })
})

it('requests are nobody else’s business: without the right, or in another organisation', async () => {
  const { requestId } = await ask()
  const colleague = await makeMember(database.db, world.org)
  const stranger = await makeMember(database.db, await makeOrganisation(database.db), 'administrator')
  for (const decide of [
    (by: typeof colleague) => approve(requestId, by),
    (by: typeof colleague) => decline(requestId, 'no', by),
    (by: typeof colleague) => readJoinRequest(world.as(by), requestId),
  ]) {
    await expect(decide(colleague)).rejects.toThrow('permission-required')
    await expect(decide(stranger)).rejects.toThrow('not-found')
  }
  await expect(listJoinRequests(world.as(colleague), { limit: 9 })).rejects.toThrow('permission-required')
  expect((await listJoinRequests(world.as(stranger), { limit: 9 })).items).toEqual([])
  expect((await read(requestId)).status).toBe('pending')
})
