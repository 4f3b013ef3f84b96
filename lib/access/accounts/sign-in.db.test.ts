import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { NewOrganisation } from '../organisations/create-organisation'
import { endSession, endSessionsOf } from '../sessions/end-sessions'
import { findViewer } from '../sessions/find-viewer'
import { startSession } from '../sessions/start-session'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { changePassword } from './change-password'
import { hashPassword } from './hash-password'
import { signInWithMicrosoft } from './sign-in-with-microsoft'
import { signInWithPassword } from './sign-in-with-password'

const later = (ms: number) => new Date(TEST_TIME.getTime() + ms)
const address = () => randomUUID()

describe('signing in', () => {
  let database: TestDatabase
  let org: NewOrganisation
  let ana: TestMember
  const tid = randomUUID()

  beforeAll(async () => {
    database = await createTestDatabase()
    org = await makeOrganisation(database.db)
    ana = await makeMember(database.db, org, 'standard', {
      passwordHash: await hashPassword('correct horse'),
    })
    await connectTenant(ana, tid)
  })
  afterAll(() => database.close())

  const connectTenant = (who: TestMember, tenantId: string) =>
    database.db.insert(microsoftTenant).values({
      organisationId: who.organisationId,
      tenantId,
      name: 'Tenant',
      connectedBy: who.memberId,
      connectedAt: TEST_TIME,
      checkedAt: TEST_TIME,
    })

  describe('with a password', () => {
    const signIn = (email: string, password: string, from = address(), now = TEST_TIME) =>
      signInWithPassword(database.db, { email, password, address: from }, now)

    it('opens a session, whatever the case of the address', async () => {
      const { sessionId } = await signIn(` ${ana.email.toUpperCase()} `, 'correct horse')
      expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({ memberId: ana.memberId })
    })

    it('answers a wrong password and an unknown address alike', async () => {
      const refusals = await Promise.all(
        [signIn(ana.email, 'wrong'), signIn('nobody@people.example', 'wrong')].map((attempt) =>
          attempt.catch((error: unknown) => JSON.stringify(error)),
        ),
      )
      expect(refusals[0]).toContain('wrong-credentials')
      expect(refusals[1]).toBe(refusals[0])
    })

    it('refuses an account whose organisation has deactivated it', async () => {
      const left = await makeMember(database.db, org, 'standard', {
        passwordHash: await hashPassword('correct horse'),
      })
      await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, left.memberId))
      await expect(signIn(left.email, 'correct horse')).rejects.toMatchObject({ code: 'deactivated' })
    })

    it('stops guessing at one account from many places, until the next quarter of an hour', async () => {
      const target = await makeMember(database.db, org)
      for (let guess = 0; guess < 10; guess++) {
        await expect(signIn(target.email, 'guess')).rejects.toMatchObject({ code: 'wrong-credentials' })
      }
      await expect(signIn(target.email, 'guess')).rejects.toMatchObject({
        code: 'rate-limited',
        details: { retryAfterSeconds: 900 },
      })
      await expect(signIn(target.email, 'guess', address(), later(900_000))).rejects.toMatchObject({
        code: 'wrong-credentials',
      })
    })

    it('does not count successes', async () => {
      for (let visit = 0; visit < 12; visit++) await signIn(ana.email, 'correct horse')
    })

    it('hashes again what was hashed at another cost', async () => {
      const weak =
        '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$' +
        (await import('node:crypto'))
          .scryptSync('correct horse', 'saltsaltsaltsalt', 32, { N: 1024, r: 8, p: 1 })
          .toString('base64')
          .replace(/=+$/, '')
      const old = await makeMember(database.db, org, 'standard', { passwordHash: weak })
      await signIn(old.email, 'correct horse')
      const [row] = await database.db.select().from(account).where(eq(account.id, old.accountId))
      expect(row?.passwordHash).toMatch(/^\$scrypt\$ln=15,/)
      await signIn(old.email, 'correct horse')
    })
  })

  describe('with Microsoft', () => {
    const person = (overrides: Partial<Parameters<typeof signInWithMicrosoft>[1]> = {}) => ({
      tid,
      oid: randomUUID(),
      name: 'Ana',
      upn: 'somebody.else@tenant.example',
      mail: null,
      guest: false,
      ...overrides,
    })
    const signIn = (who: ReturnType<typeof person>) => signInWithMicrosoft(database.db, who, TEST_TIME)

    it('finds the account by the identity, whatever the addresses are now', async () => {
      const known = person()
      await database.db
        .insert(microsoftIdentity)
        .values({ ...known, accountId: ana.accountId, createdAt: TEST_TIME })
      const { sessionId } = await signIn({ ...known, upn: 'renamed@tenant.example' })
      expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({ memberId: ana.memberId })
    })

    it('makes no account for somebody it does not know', async () => {
      const before = await database.db.$count(account)
      await expect(signIn(person())).rejects.toMatchObject({ code: 'no-account' })
      expect(await database.db.$count(account)).toBe(before)
    })

    it.each(['upn', 'mail'] as const)(
      'remembers a user of the connected tenant by her own %s',
      async (field) => {
        const bruno = await makeMember(database.db, org)
        const who = person({ [field]: bruno.email.toUpperCase() })
        await signIn(who)
        const { sessionId } = await signIn({ ...who, upn: 'renamed@tenant.example', mail: null })
        expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({
          memberId: bruno.memberId,
        })
      },
    )

    it('believes no address of a guest', async () => {
      const bruno = await makeMember(database.db, org)
      await expect(signIn(person({ mail: bruno.email, guest: true }))).rejects.toMatchObject({
        code: 'no-account',
      })
      const external = person({ mail: bruno.email, upn: 'bruno_people.example#EXT#@tenant.example' })
      await expect(signIn(external)).rejects.toMatchObject({ code: 'no-account' })
    })

    it('believes no address that another tenant gives', async () => {
      const bruno = await makeMember(database.db, org)
      const stranger = person({ tid: randomUUID(), upn: bruno.email, mail: bruno.email })
      await expect(signIn(stranger)).rejects.toMatchObject({ code: 'no-account' })
    })

    it('lets a second user of the tenant not take over an account that has one', async () => {
      const bruno = await makeMember(database.db, org)
      await signIn(person({ upn: bruno.email }))
      await expect(signIn(person({ mail: bruno.email }))).rejects.toMatchObject({ code: 'no-account' })
    })

    it('opens the session in the organisation whose tenant vouched for the person', async () => {
      const second = await makeOrganisation(database.db)
      const bruno = await makeMember(database.db, org)
      const [elsewhere] = await database.db
        .insert(member)
        .values({
          organisationId: second.organisationId,
          accountId: bruno.accountId,
          profileId: second.profiles.standard,
          createdAt: later(1000),
        })
        .returning()
      if (elsewhere === undefined) throw new Error('no member')
      const secondTid = randomUUID()
      await connectTenant(
        { ...bruno, memberId: elsewhere.id, organisationId: second.organisationId },
        secondTid,
      )
      const { sessionId } = await signIn(person({ tid: secondTid, upn: bruno.email }))
      expect(await findViewer(database.db, sessionId, TEST_TIME)).toMatchObject({ memberId: elsewhere.id })
    })
  })

  describe('changing the password', () => {
    const change = (who: TestMember, current: string | null, sessionId: string) =>
      changePassword(contextOf(database.db, who), {
        current,
        next: 'battery staple',
        sessionId,
        bound: false,
      })

    it('takes the present one, and ends all sessions but this', async () => {
      const passwordHash = await hashPassword('correct horse')
      const bruno = await makeMember(database.db, org, 'standard', { passwordHash })
      const here = await startSession(database.db, bruno.accountId, TEST_TIME)
      const there = await startSession(database.db, bruno.accountId, TEST_TIME)
      await expect(change(bruno, 'wrong', here.sessionId)).rejects.toMatchObject({
        code: 'wrong-credentials',
      })
      await expect(change(bruno, null, here.sessionId)).rejects.toMatchObject({ code: 'wrong-credentials' })
      await change(bruno, 'correct horse', here.sessionId)
      expect(await findViewer(database.db, here.sessionId, TEST_TIME)).not.toBeNull()
      expect(await findViewer(database.db, there.sessionId, TEST_TIME)).toBeNull()
      const credentials = { email: bruno.email, password: 'battery staple', address: address() }
      await signInWithPassword(database.db, credentials, TEST_TIME)
    })
  })

  describe('a session', () => {
    const open = async () => (await startSession(database.db, ana.accountId, TEST_TIME)).sessionId

    it('ends with the sign-out, and only that one', async () => {
      const [here, there] = [await open(), await open()]
      await endSession(database.db, here, TEST_TIME)
      expect(await findViewer(database.db, here, TEST_TIME)).toBeNull()
      expect(await findViewer(database.db, there, TEST_TIME)).not.toBeNull()
    })

    it('ends everywhere at once', async () => {
      const [here, there] = [await open(), await open()]
      await endSessionsOf(database.db, ana.accountId, TEST_TIME, here)
      expect(await findViewer(database.db, there, TEST_TIME)).toBeNull()
      expect(await findViewer(database.db, here, TEST_TIME)).not.toBeNull()
    })

    it('ends after thirty days', async () => {
      const id = await open()
      const day = 24 * 3_600_000
      expect(await findViewer(database.db, id, later(30 * day - 1))).not.toBeNull()
      expect(await findViewer(database.db, id, later(30 * day))).toBeNull()
    })
  })
})
