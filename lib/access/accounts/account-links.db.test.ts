import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Mail } from '@/lib/mail/send-mail'
import { countAttempt } from '../count-attempt'
import type { NewOrganisation } from '../organisations/create-organisation'
import { sendOwedMails } from '../owed-mails/send-owed-mails'
import { findViewer } from '../sessions/find-viewer'
import { startSession } from '../sessions/start-session'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { findAccountLink } from './account-links'
import { confirmEmailChange, requestEmailChange } from './change-email'
import { hashPassword } from './hash-password'
import { countResetRequest, requestPasswordReset, resetPassword } from './reset-password'
import { failureCounter, signInWithPassword } from './sign-in-with-password'

let database: TestDatabase
let org: NewOrganisation
let ana: TestMember
let passwordHash: string

beforeAll(async () => {
  database = await createTestDatabase()
  org = await makeOrganisation(database.db)
  passwordHash = await hashPassword('correct horse')
})
afterAll(() => database.close())
beforeEach(async () => {
  ana = await makeMember(database.db, org, 'standard', { passwordHash })
  await mails()
})

const HOUR_MS = 3_600_000
const later = (ms: number) => new Date(TEST_TIME.getTime() + ms)
const address = () => randomUUID()

/** What is sent now. */
async function mails(now = TEST_TIME): Promise<Mail[]> {
  const sent: Mail[] = []
  const send = async (mail: Mail) => void sent.push(mail)
  await sendOwedMails({ db: database.db, now: () => now, appUrl: 'https://crm.example', send })
  return sent
}

async function tokenIn(mail: Promise<Mail[]>): Promise<string> {
  const [only] = await mail
  return /\/(?:reset|confirm-email)\/([\w-]{43})/.exec(only?.text ?? '')?.[1] ?? 'none'
}

const auditOf = async (who: TestMember) =>
  (await database.db.select().from(audit).where(eq(audit.actorId, who.memberId))).map(({ action }) => action)

describe('a password that was forgotten', () => {
  const ask = (email = ana.email, now = TEST_TIME) => requestPasswordReset(database.db, email, now)
  const reset = (token: string, now = TEST_TIME) =>
    resetPassword(database.db, { token, password: 'battery staple', address: address() }, now)

  it('is replaced with the link that is mailed to the login, and every session ends', async () => {
    const { sessionId } = await startSession(database.db, ana.accountId, TEST_TIME)
    await ask()
    const sent = await mails()
    expect(sent.map(({ to }) => to)).toEqual([ana.email])
    await reset(await tokenIn(Promise.resolve(sent)))
    expect(await findViewer(database.db, sessionId, TEST_TIME)).toBeNull()
    const credentials = { email: ana.email, password: 'battery staple', address: address() }
    await signInWithPassword(database.db, credentials, TEST_TIME)
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Your password for Tandem CRM has been changed',
    ])
    expect(await auditOf(ana)).toEqual(['account.signed-in', 'account.password-reset', 'account.signed-in'])
  })

  it('is not asked about at an address that nobody has, and the request is counted all the same', async () => {
    const email = `${randomUUID()}@people.example`
    expect(await ask(email)).toBe(false)
    expect(await mails()).toEqual([])
    for (const login of [ana.email, email]) {
      for (let count = 0; count < 5; count++) {
        await countResetRequest(database.db, { email: login, address: address() }, TEST_TIME)
      }
      const sixth = countResetRequest(database.db, { email: login, address: address() }, TEST_TIME)
      await expect(sixth).rejects.toMatchObject({ code: 'rate-limited' })
    }
  })

  it('cannot be asked for by one network without end', async () => {
    const from = address()
    for (let count = 0; count < 30; count++) {
      await countResetRequest(database.db, { email: `${randomUUID()}@x.example`, address: from }, TEST_TIME)
    }
    await expect(
      countResetRequest(database.db, { email: `${randomUUID()}@x.example`, address: from }, TEST_TIME),
    ).rejects.toMatchObject({ code: 'rate-limited' })
  })

  it('lets her in at once, however often the former one was guessed at', async () => {
    const perQuarterOfAnHour = { max: 10, windowMs: HOUR_MS / 4 }
    for (let count = 0; count <= 10; count++) {
      await countAttempt(database.db, failureCounter(ana.email), perQuarterOfAnHour, TEST_TIME)
    }
    await ask()
    await reset(await tokenIn(mails()))
    const credentials = { email: ana.email, password: 'battery staple', address: address() }
    await signInWithPassword(database.db, credentials, TEST_TIME)
  })

  it('is replaced once, also when the link is followed twice at once', async () => {
    await ask()
    const token = await tokenIn(mails())
    const results = await Promise.allSettled([reset(token), reset(token)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(reset(token)).rejects.toMatchObject({ code: 'link-dead' })
  })

  it('is not replaced with a link that is too old, superseded or made up', async () => {
    await ask()
    const first = await tokenIn(mails())
    await ask()
    const second = await tokenIn(mails())
    await expect(reset(first)).rejects.toMatchObject({ code: 'link-dead' })
    await expect(reset(second, later(HOUR_MS))).rejects.toMatchObject({ code: 'link-dead' })
    await expect(reset('x'.repeat(43))).rejects.toMatchObject({ code: 'link-dead' })
    expect(await findAccountLink(database.db, second, 'change-email', TEST_TIME)).toBeNull()
    await reset(second, later(HOUR_MS - 1))
  })
})

describe('another login', () => {
  const wanted = () => `${randomUUID()}@new.example`
  const ask = (email: string, password: string | null = 'correct horse', bound = false) =>
    requestEmailChange(contextOf(database.db, ana), { email, password, bound })
  const confirm = (token: string, now = TEST_TIME) =>
    confirmEmailChange(database.db, { token, address: address() }, now)
  const loginOf = async (who: TestMember) =>
    (await database.db.select().from(account).where(eq(account.id, who.accountId)))[0]?.email

  it('takes the password and the new mailbox, and the former one is told', async () => {
    const email = wanted()
    await ask(email)
    const sent = await mails()
    expect(sent.map(({ to }) => to)).toEqual([email])
    expect(await loginOf(ana)).toBe(ana.email)
    await confirm(await tokenIn(Promise.resolve(sent)))
    expect(await loginOf(ana)).toBe(email)
    expect((await mails()).map(({ to }) => to)).toEqual([ana.email])
    expect(await auditOf(ana)).toEqual(['account.email-changed'])
  })

  it('is not given without the password', async () => {
    await expect(ask(wanted(), 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' })
    await expect(ask(wanted(), null)).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(await mails()).toEqual([])
  })

  it('is not given to a session that one tenant’s word has opened, where there is no password', async () => {
    await database.db.update(account).set({ passwordHash: null }).where(eq(account.id, ana.accountId))
    await expect(ask(wanted(), null, true)).rejects.toMatchObject({ code: 'session-bound' })
    await ask(wanted(), null, false)
  })

  it('does not tell whose login an address is', async () => {
    const bruno = await makeMember(database.db, org)
    await ask(bruno.email)
    expect(await mails()).toEqual([])
  })

  it('is nobody’s twice: of two who want one address, one gets it', async () => {
    const email = wanted()
    await ask(email)
    const mine = await tokenIn(mails())
    const bruno = await makeMember(database.db, org, 'standard', { passwordHash })
    const his = { email, password: 'correct horse', bound: false }
    await requestEmailChange(contextOf(database.db, bruno), his)
    const theirs = await tokenIn(mails())
    await confirm(theirs)
    await expect(confirm(mine)).rejects.toMatchObject({ code: 'link-dead' })
    expect(await loginOf(ana)).toBe(ana.email)
  })

  it('makes a link for a new password worthless that went to the former one', async () => {
    await requestPasswordReset(database.db, ana.email, TEST_TIME)
    const toFormer = await tokenIn(mails())
    await ask(wanted())
    await confirm(await tokenIn(mails()))
    expect(await findAccountLink(database.db, toFormer, 'reset-password', TEST_TIME)).toBeNull()
  })

  it('is not given a day later', async () => {
    await ask(wanted())
    const token = await tokenIn(mails())
    await expect(confirm(token, later(24 * HOUR_MS))).rejects.toMatchObject({ code: 'link-dead' })
  })
})
