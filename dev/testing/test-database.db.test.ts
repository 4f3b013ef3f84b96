import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database'

describe('a test database', () => {
  let ours: TestDatabase
  let theirs: TestDatabase

  beforeAll(async () => {
    ;[ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()])
  })
  afterAll(() => Promise.all([ours.close(), theirs.close()]))

  it('belongs to one test file: another sees nothing of it', async () => {
    await ours.sql`create table mine (id int)`
    const [row] = await theirs.sql`select to_regclass('mine') as found`
    expect(row?.found).toBeNull()
  })

  it('runs on a PostgreSQL that the product supports', async () => {
    const [row] = await ours.sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`
    expect(row?.version).toBeGreaterThanOrEqual(150000)
  })

  it('is migrated already', async () => {
    const [row] = await ours.sql`select to_regclass('drizzle.__drizzle_migrations') as found`
    expect(row?.found).not.toBeNull()
  })
})
