import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  apiKey,
  audit,
  idempotencyKey,
  invitation,
  joinRequest,
  rateLimit,
  session,
} from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { countAttempt } from './count-attempt'
import { purgeExpired } from './purge-expired'
import { findViewer } from './sessions/find-viewer'
import { startSession } from './sessions/start-session'
import { makeMember, makeOrganisation, TEST_TIME } from './testing/make-organisation'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('deletes what no rule looks at any more, and nothing else', async () => {
  const { db } = database
  const day = 24 * 3_600_000
  const at = (days: number) => new Date(TEST_TIME.getTime() + days * day)
  const { accountId, memberId, organisationId } = await makeMember(db, await makeOrganisation(db))
  const limit = { max: 1, windowMs: 60_000 }
  const kept = { path: '/api/v1/contacts', bodyHash: 'x', memberId }
  await countAttempt(db, 'old', limit, at(0))
  await countAttempt(db, 'new', limit, at(200))
  await db.insert(idempotencyKey).values([
    { ...kept, key: 'old', createdAt: at(0) },
    { ...kept, key: 'new', createdAt: at(200) },
  ])
  const written = { organisationId, actorType: 'system', action: 'member.added', subjectType: 'member' }
  await db.insert(audit).values([
    { ...written, at: at(-201), subjectName: 'old' },
    { ...written, at: at(-199), subjectName: 'new' },
  ])
  await startSession(db, accountId, at(0))
  const { sessionId } = await startSession(db, accountId, at(200))

  await purgeExpired(db, at(200))

  expect(await db.select({ key: rateLimit.key }).from(rateLimit)).toEqual([{ key: 'new' }])
  expect(await db.select({ key: idempotencyKey.key }).from(idempotencyKey)).toEqual([{ key: 'new' }])
  expect(await db.$count(session)).toBe(1)
  const added = await db
    .select({ name: audit.subjectName })
    .from(audit)
    .where(eq(audit.action, 'member.added'))
  expect(added).toEqual([{ name: 'new' }])
  expect(await findViewer(db, sessionId, at(200))).not.toBeNull()
})

it('what has ended stays in its lists for 90 days; what goes on stays', async () => {
  const { db } = database
  const day = 24 * 3_600_000
  const at = (days: number) => new Date(TEST_TIME.getTime() + days * day)
  const { memberId, organisationId } = await makeMember(db, await makeOrganisation(db))
  const invited = { organisationId, invitedBy: memberId, createdAt: at(0) }
  await db.insert(invitation).values([
    { ...invited, email: 'long@gone.example', status: 'accepted', expiresAt: at(7) },
    { ...invited, email: 'never@came.example', expiresAt: at(20) },
    { ...invited, email: 'un@wanted.example', status: 'revoked', expiresAt: at(20) },
    { ...invited, email: 'new@people.example', expiresAt: at(90) },
  ])
  const asked = { organisationId, name: 'Ines', upn: 'ines@alpinia.example', requestedAt: at(0) }
  const [tid, decidedAt] = [randomUUID(), at(1)]
  await db.insert(joinRequest).values([
    { ...asked, tid, oid: randomUUID(), status: 'declined', decidedAt },
    { ...asked, tid, oid: randomUUID(), status: 'pending' },
  ])
  const key = { memberId, prefix: 'tcrm_', createdAt: at(0) }
  await db.insert(apiKey).values([
    { ...key, name: 'revoked', hash: randomUUID(), revokedAt: at(1) },
    { ...key, name: 'expired', hash: randomUUID(), expiresAt: at(50) },
    { ...key, name: 'living', hash: randomUUID() },
  ])
  const left = async () => ({
    invitations: (await db.select().from(invitation)).map(({ email }) => email),
    requests: (await db.select().from(joinRequest)).map(({ status }) => status),
    keys: (await db.select().from(apiKey)).map(({ name }) => name).sort(),
  })

  await purgeExpired(db, at(49))
  expect((await left()).invitations).toHaveLength(4)
  // Addresses of people who have not come stay for 30 days.
  await purgeExpired(db, at(60))
  expect(await left()).toMatchObject({
    invitations: ['long@gone.example', 'new@people.example'],
    keys: ['expired', 'living', 'revoked'],
  })
  await purgeExpired(db, at(100))
  expect(await left()).toEqual({
    invitations: ['new@people.example'],
    requests: ['pending'],
    keys: ['expired', 'living'],
  })
})
