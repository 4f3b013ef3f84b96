import { afterAll, beforeAll, expect, it } from 'vitest'
import { audit, idempotencyKey, rateLimit, session } from '@/db/schema/access'
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
  expect(await db.select({ name: audit.subjectName }).from(audit)).toEqual([{ name: 'new' }])
  expect(await findViewer(db, sessionId, at(200))).not.toBeNull()
})
