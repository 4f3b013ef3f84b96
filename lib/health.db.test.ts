import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '@/db/client'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { checkHealth, type HealthDeps } from './health'

describe('checkHealth', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase(2)
  })
  afterAll(() => database.close())

  const check = (changes: Partial<HealthDeps> = {}) =>
    checkHealth({
      db: database.db,
      runnerUrl: 'http://runner',
      fetch: async () => ({ status: 200 }),
      timeoutMs: 1_000,
      ...changes,
    })

  it('is ok with a migrated database and a runner that answers', async () => {
    expect(await check()).toEqual({ status: 'ok', database: 'ok', migrations: 'ok', runner: 'ok' })
  })

  it('is degraded without the runner: people can work', async () => {
    const fetch = () => Promise.reject(new Error('refused'))
    expect(await check({ fetch })).toMatchObject({
      status: 'degraded',
      database: 'ok',
      runner: 'unreachable',
    })
  })

  it('does not look for a runner in the cloud', async () => {
    expect(await check({ runnerUrl: null })).toMatchObject({ status: 'ok', runner: 'not-checked' })
  })

  it('is down without a database', async () => {
    const elsewhere = connectDatabase('postgres://nobody@127.0.0.1:1/none', 1)
    expect(await check({ db: elsewhere.db })).toMatchObject({ status: 'down', database: 'unreachable' })
    await elsewhere.close()
  })

  it('is down while migrations are pending', async () => {
    const behind = await createTestDatabase(1)
    await behind.sql`delete from drizzle.__drizzle_migrations`
    expect(await check({ db: behind.db })).toMatchObject({
      status: 'down',
      database: 'ok',
      migrations: 'pending',
    })
    await behind.close()
  })
})
