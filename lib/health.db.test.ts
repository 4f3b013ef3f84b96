import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '@/db/client'
import { heartbeat, warning } from '@/db/schema/warnings'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { checkHealth, type HealthDeps } from './health'

const now = new Date('2026-03-02T09:00:00.000Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

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
      now,
      uptimeMs: 0,
      ...changes,
    })

  const sweptAt = (at: Date) =>
    database.db
      .insert(heartbeat)
      .values({ job: 'sweep', at })
      .onConflictDoUpdate({ target: heartbeat.job, set: { at } })

  it('is ok with a migrated database, a runner that answers, and a sweep that came by', async () => {
    await sweptAt(ago(30_000))
    expect(await check()).toEqual({
      status: 'ok',
      database: 'ok',
      migrations: 'ok',
      runner: 'ok',
      sweep: 'ok',
      sweepAgeSeconds: 30,
      criticalWarnings: 0,
      warnings: {},
      reasons: [],
    })
  })

  it('is degraded when the sweep stays away, whatever runs it', async () => {
    await sweptAt(ago(6 * 60_000))
    expect(await check({ runnerUrl: null })).toMatchObject({
      status: 'degraded',
      sweep: 'late',
      reasons: ['sweep-late'],
    })
    await database.db.delete(heartbeat)
    expect(await check({ uptimeMs: 60_000 })).toMatchObject({ status: 'ok', sweep: 'never' })
    expect(await check({ uptimeMs: 6 * 60_000 })).toMatchObject({
      status: 'degraded',
      sweep: 'never',
      reasons: ['sweep-never'],
    })
  })

  it('counts what is critical for more than one person, and says no more about it', async () => {
    const times = { since: now, openedAt: now }
    await database.db.insert(warning).values([
      { code: 'client-secret-wrong', subject: 'a', audience: 'operator', severity: 'critical', ...times },
      { code: 'client-secret-ending', subject: 'b', audience: 'operator', severity: 'warning', ...times },
      {
        code: 'consent-withdrawn',
        subject: 'c',
        audience: 'administrators',
        severity: 'critical',
        ...times,
        resolvedAt: now,
      },
    ])
    expect(await check()).toMatchObject({
      status: 'ok',
      criticalWarnings: 1,
      warnings: { 'client-secret-wrong': 1, 'client-secret-ending': 1 },
      reasons: ['critical-warnings'],
    })
  })

  it('is degraded without the runner: people can work', async () => {
    const fetch = () => Promise.reject(new Error('refused'))
    expect(await check({ fetch })).toMatchObject({
      status: 'degraded',
      database: 'ok',
      runner: 'unreachable',
      reasons: expect.arrayContaining(['runner-unreachable']),
    })
  })

  it('does not look for a runner in the cloud', async () => {
    expect(await check({ runnerUrl: null })).toMatchObject({ status: 'ok', runner: 'not-checked' })
  })

  it('is down without a database', async () => {
    const elsewhere = connectDatabase('postgres://nobody@127.0.0.1:1/none', 1)
    expect(await check({ db: elsewhere.db })).toMatchObject({
      status: 'down',
      database: 'unreachable',
      warnings: null,
      reasons: ['database-unreachable'],
    })
    await elsewhere.close()
  })

  it('is down while migrations are pending', async () => {
    const behind = await createTestDatabase(1)
    await behind.sql`delete from drizzle.__drizzle_migrations`
    expect(await check({ db: behind.db })).toMatchObject({
      status: 'down',
      database: 'ok',
      migrations: 'pending',
      reasons: ['migrations-pending'],
    })
    await behind.close()
  })
})
