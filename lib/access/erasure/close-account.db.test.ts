import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, invitation, joinRequest, member, microsoftIdentity, session } from '@/db/schema/access'
import { contact } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { hashPassword } from '../accounts/hash-password'
import { createApiKey } from '../api-keys/create-api-key'
import { recordAudit } from '../audit/record-audit'
import { updateMember } from '../members/update-member'
import { oweMail } from '../owed-mails/owe-mail'
import { sendOwedMails } from '../owed-mails/send-owed-mails'
import { startSession } from '../sessions/start-session'
import {
  contextOf,
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '../testing/make-organisation'
import { closeAccount } from './close-account'
import { finishErasures } from './finish-erasures'
import { finish, mailsOut, PASSWORD } from './testing/going'
import { rowsThatName } from './testing/rows-that-name'

let database: TestDatabase
let passwordHash: string
beforeAll(async () => {
  database = await createTestDatabase()
  passwordHash = await hashPassword(PASSWORD)
})
afterAll(() => database.close())

/** Ana and an administrator, in an organisation of their own. */
async function people(rights: 'standard' | 'administrator' = 'standard') {
  const org = await makeOrganisation(database.db)
  const admin = await makeMember(database.db, org, 'administrator')
  const name = `Ana ${randomUUID()}`
  const ana = await makeMember(database.db, org, rights, { passwordHash, name, locale: 'fr' })
  return { org, admin, ana, name }
}

async function close(
  who: TestMember,
  input: { password?: string | null; bound?: boolean } = {},
  now = TEST_TIME,
) {
  const { sessionId } = await startSession(database.db, who.accountId, TEST_TIME)
  return closeAccount(
    contextOf(database.db, who, () => now),
    { password: PASSWORD, sessionId, bound: false, keepContainers: false, ...input },
  )
}

const sent = (now = TEST_TIME) => mailsOut(database.db, now)
const tableOf = (row: string) => row.split(':')[0]

describe('deleting an account', () => {
  it('leaves nothing in any table that names her, and her records with her organisation', async () => {
    const { db } = database
    const { ana, admin, name } = await people()
    const context = contextOf(db, ana)
    const { organisationId } = ana
    const oid = randomUUID()
    const known = { accountId: ana.accountId, tid: randomUUID(), oid, upn: ana.email, name, byAddress: true }
    await db.insert(microsoftIdentity).values({ ...known, createdAt: TEST_TIME })
    await createApiKey(context, { name: 'Mine', expiresAt: null })
    await db.insert(invitation).values({
      ...{ organisationId, email: ana.email, status: 'accepted' as const, acceptedBy: ana.accountId },
      ...{ invitedBy: admin.memberId, createdAt: TEST_TIME, expiresAt: TEST_TIME },
    })
    await db.insert(joinRequest).values({
      ...{ organisationId, tid: known.tid, oid, name, upn: ana.email, status: 'approved' as const },
      ...{ requestedAt: TEST_TIME, decidedBy: admin.memberId, decidedAt: TEST_TIME },
    })
    await recordAudit(contextOf(db, admin), db, {
      ...{ action: 'member.records-handed-over', subjectType: 'member', subjectId: ana.memberId },
      ...{ subjectName: name, details: { to: name, contacts: 3 } },
    })
    await oweMail(db, { kind: 'password-changed', subjectId: ana.accountId }, TEST_TIME)
    const [record] = await db
      .insert(contact)
      .values({
        ...{ organisationId, ownerId: ana.memberId, lastName: 'Okafor', search: '', sortName: 'okafor' },
        ...{ createdAt: TEST_TIME, updatedAt: TEST_TIME, updatedByType: 'user' as const },
      })
      .returning()

    await close(ana)
    // Her address stands where her last mail comes from, and nowhere else.
    expect((await rowsThatName(db, [ana.email, name])).map(tableOf)).toEqual(['farewell'])

    const { finished, mails } = await finish(database.db)
    expect(finished).toBe(1)
    expect(mails).toMatchObject([{ to: ana.email, subject: expect.stringContaining('supprimé') }])
    expect(await rowsThatName(db, [ana.accountId, ana.email, name, oid])).toEqual([])
    const [owner] = await db
      .select({ name: account.name, status: member.status, id: member.id })
      .from(contact)
      .innerJoin(member, eq(member.id, contact.ownerId))
      .innerJoin(account, eq(account.id, member.accountId))
      .where(eq(contact.id, record?.id ?? ''))
    expect(owner).toEqual({ name: 'Ancien membre 1', status: 'deactivated', id: ana.memberId })
  })

  it('takes along whom she has invited and who has not come, and leaves those who have', async () => {
    const { db } = database
    const { ana } = await people()
    const invited = { organisationId: ana.organisationId, invitedBy: ana.memberId, createdAt: TEST_TIME }
    const [guest, waiting] = [`${randomUUID()}@guests.example`, `${randomUUID()}@guests.example`]
    await db.insert(invitation).values([
      { ...invited, email: guest, status: 'accepted', expiresAt: TEST_TIME },
      { ...invited, email: waiting, status: 'pending', expiresAt: TEST_TIME },
      { ...invited, email: waiting, status: 'revoked', expiresAt: TEST_TIME },
    ])
    await close(ana)
    expect(await rowsThatName(db, [waiting])).toEqual([])
    expect((await rowsThatName(db, [guest])).map(tableOf)).toEqual(['invitation'])
  })

  it('frees her login, and ends her sessions at once', async () => {
    const { ana } = await people()
    await startSession(database.db, ana.accountId, TEST_TIME)
    await close(ana)
    expect(await database.db.$count(session, eq(session.accountId, ana.accountId))).toBe(0)
    await makeMember(database.db, await makeOrganisation(database.db), 'standard', { email: ana.email })
  })

  it('ends her place in every organisation, as a former member of each', async () => {
    const { db } = database
    const { ana } = await people()
    const other = await makeOrganisation(db)
    const [place] = await db
      .insert(member)
      .values({
        ...{ organisationId: other.organisationId, accountId: ana.accountId },
        ...{ profileId: other.profiles.standard, createdAt: TEST_TIME },
      })
      .returning()
    await close(ana)
    await finish(database.db)
    const places = await db
      .select()
      .from(member)
      .where(eq(member.id, place?.id ?? ''))
    expect(places).toMatchObject([{ status: 'deactivated' }])
    expect(places[0]?.accountId).not.toBe(ana.accountId)
  })

  it('cannot be undone: nobody lets a former member in again', async () => {
    const { ana, admin } = await people()
    await close(ana)
    await finish(database.db)
    const change = updateMember(contextOf(database.db, admin), { id: ana.memberId, status: 'active' })
    await expect(change).rejects.toMatchObject({ code: 'deleted' })
  })

  it('is not held up by a mail server that does not work: her address alone waits for the mail, for two days at most', async () => {
    const { db } = database
    const { ana, name } = await people()
    await close(ana)
    const fails = async () => {
      throw new Error('no mail server')
    }
    const mailer = { db, now: () => TEST_TIME, appUrl: 'https://crm.example' }
    await sendOwedMails({ ...mailer, send: fails })
    expect(await finishErasures(db, TEST_TIME)).toEqual({ finished: 1, waiting: 1 })
    const named = async () => (await rowsThatName(db, [ana.accountId, ana.email, name])).map(tableOf)
    expect(await named()).toEqual(['farewell'])
    const later = new Date(TEST_TIME.getTime() + 49 * 3_600_000)
    expect(await finishErasures(db, later)).toEqual({ finished: 0, waiting: 0 })
    expect(await named()).toEqual([])
    expect(await sent(later)).toEqual([])
  })

  it('forgets her address as soon as the mail is out, also after the rest has gone', async () => {
    const { ana } = await people()
    await close(ana)
    await finishErasures(database.db, TEST_TIME)
    expect(await sent()).toMatchObject([{ to: ana.email }])
    expect(await finishErasures(database.db, TEST_TIME)).toEqual({ finished: 0, waiting: 0 })
    expect(await rowsThatName(database.db, [ana.email])).toEqual([])
  })

  it('refuses the last administrator, and says of which organisation', async () => {
    const { ana, admin } = await people('administrator')
    await close(ana)
    await database.db.update(account).set({ passwordHash }).where(eq(account.id, admin.accountId))
    await expect(close(admin)).rejects.toMatchObject({
      code: 'last-administrator',
      details: { data: { organisations: [{ id: admin.organisationId }] } },
    })
  })

  it('refuses whoever does not prove who she is', async () => {
    const { ana } = await people()
    await expect(close(ana, { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-credentials' })
    await database.db.update(account).set({ passwordHash: null }).where(eq(account.id, ana.accountId))
    const later = new Date(TEST_TIME.getTime() + 16 * 60_000)
    await expect(close(ana, { password: null }, later)).rejects.toMatchObject({ code: 'sign-in-again' })
    await close(ana, { password: null })
  })

  it('refuses a session that one organisation’s tenant has vouched for, if she is a member of another organisation', async () => {
    const { ana } = await people()
    const other = await makeOrganisation(database.db)
    const place = { accountId: ana.accountId, profileId: other.profiles.standard, createdAt: TEST_TIME }
    await database.db.insert(member).values({ organisationId: other.organisationId, ...place })
    await expect(close(ana, { bound: true })).rejects.toMatchObject({ code: 'session-bound' })
  })
})
