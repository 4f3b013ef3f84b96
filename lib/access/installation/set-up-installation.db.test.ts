import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, installation } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signInWithPassword } from '../accounts/sign-in-with-password'
import { findViewer } from '../sessions/find-viewer'
import { TEST_TIME } from '../testing/make-organisation'
import { issueSetUpToken, markAsSetUp, needsSetUp, setUpInstallation } from './set-up-installation'

describe('the first set-up', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of [installation, account]) await database.db.delete(table)
  })

  const first = (token: string) => ({
    token,
    organisationName: 'Maison Duval',
    name: 'Alix Duval',
    email: 'alix@duval.example',
    password: 'correct horse battery',
    locale: 'fr' as const,
    timeZone: 'Europe/Paris',
  })
  const setUp = (token: string) => setUpInstallation(database.db, first(token), TEST_TIME)
  const issue = async () => {
    const token = await issueSetUpToken(database.db)
    if (token === null) throw new Error('no token')
    return token
  }

  it('makes the organisation and its administrator, who can sign in', async () => {
    expect(await needsSetUp(database.db)).toBe(true)
    const { memberId } = await setUp(await issue())
    const credentials = { email: 'alix@duval.example', password: 'correct horse battery', address: 'here' }
    const { sessionId } = await signInWithPassword(database.db, credentials, TEST_TIME)
    const viewer = await findViewer(database.db, sessionId, TEST_TIME)
    expect(viewer).toMatchObject({ memberId, locale: 'fr', organisation: { name: 'Maison Duval' } })
    expect(viewer?.profile.permissions.has('manage-users')).toBe(true)
  })

  it('works once', async () => {
    const token = await issue()
    await setUp(token)
    expect(await needsSetUp(database.db)).toBe(false)
    await expect(setUp(token)).rejects.toMatchObject({ code: 'already-set-up' })
    expect(await issueSetUpToken(database.db)).toBeNull()
  })

  it('makes one organisation of two who press the button at once', async () => {
    const token = await issue()
    const results = await Promise.allSettled([setUp(token), setUp(token)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await database.db.$count(account)).toBe(1)
  })

  it('refuses a wrong token, and one that a later start has replaced', async () => {
    const old = await issue()
    const current = await issue()
    await expect(setUp('guess')).rejects.toMatchObject({ code: 'wrong-token' })
    await expect(setUp(old)).rejects.toMatchObject({ code: 'wrong-token' })
    await setUp(current)
  })

  it('keeps no token that could be read back', async () => {
    const token = await issue()
    expect(JSON.stringify(await database.db.select().from(installation))).not.toContain(token)
  })

  it('is over for an installation that was filled by other means', async () => {
    await markAsSetUp(database.db, TEST_TIME)
    expect(await issueSetUpToken(database.db)).toBeNull()
  })
})
