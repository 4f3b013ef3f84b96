import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { range } from '@/lib/sync/testing/simulation-shard'
import { problemsWithInvitations } from './testing/invitation-checks'
import { liveWithInvitations } from './testing/invitation-life'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(3)
})
afterAll(() => database.close())

describe('any life ends with one meeting per accepted invitation of a client, as its organiser has it', () => {
  it.each(range(1, 24))('seed %i', { retry: 1 }, async (seed) => {
    const life = await liveWithInvitations(database.db, seed)
    const problems = await problemsWithInvitations(life)
    if (problems.length > 0) process.stderr.write(`seed ${seed}: ${problems.join('; ')}\n`)
    expect(problems, life.steps.join('\n')).toEqual([])
  })
})
