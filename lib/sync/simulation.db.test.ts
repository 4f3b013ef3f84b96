import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testEnv } from '@/dev/env'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { problemsAtTheEnd, simulate } from './testing/simulate'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const { SIMULATION_FROM: from, SIMULATION_SEEDS: count } = testEnv()

describe('any life of a connection ends with both sides equal, one item per record, nothing lost, no further write', () => {
  it.each(Array.from({ length: count }, (_, at) => from + at))('seed %i', async (seed) => {
    const result = await simulate(database.db, seed)
    expect(await problemsAtTheEnd(result), result.steps.join('\n')).toEqual([])
  })
})
