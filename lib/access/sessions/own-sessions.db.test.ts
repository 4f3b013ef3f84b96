import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { contextOf, makeMember, makeOrganisation, TEST_TIME } from '../testing/make-organisation'
import { findViewer } from './find-viewer'
import { endAllOwnSessions, endOwnSession, listOwnSessions } from './own-sessions'
import { startSession } from './start-session'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function signedIn(times: number) {
  const member = await makeMember(database.db, await makeOrganisation(database.db))
  const sessions: string[] = []
  for (let count = 0; count < times; count++) {
    sessions.push((await startSession(database.db, member.accountId, TEST_TIME)).sessionId)
  }
  return { sessions, context: contextOf(database.db, member) }
}

describe('the sessions of a person', () => {
  it('say where they were last used, and with what', async () => {
    const { sessions, context } = await signedIn(1)
    const use = (address: string) =>
      findViewer(database.db, sessions[0] ?? '', TEST_TIME, { address, userAgent: 'Browser' })
    await use('203.0.113.9')
    await use('203.0.113.10')
    expect(await listOwnSessions(context)).toMatchObject([
      { id: sessions[0], address: '203.0.113.10', userAgent: 'Browser' },
    ])
  })

  it('end one by one', async () => {
    const { sessions, context } = await signedIn(2)
    await endOwnSession(context, sessions[0] ?? '')
    expect(await findViewer(database.db, sessions[0] ?? '', TEST_TIME)).toBeNull()
    expect((await listOwnSessions(context)).map(({ id }) => id)).toEqual([sessions[1]])
  })

  it('end all at once', async () => {
    const { context } = await signedIn(2)
    await endAllOwnSessions(context)
    expect(await listOwnSessions(context)).toEqual([])
  })

  it('refuses to end somebody else’s', async () => {
    const { sessions } = await signedIn(1)
    const { context } = await signedIn(1)
    await expect(endOwnSession(context, sessions[0] ?? '')).rejects.toMatchObject({ code: 'not-found' })
    expect(await findViewer(database.db, sessions[0] ?? '', TEST_TIME)).not.toBeNull()
  })
})
