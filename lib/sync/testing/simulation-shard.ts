import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { simulate } from './simulate'
import { problemsAtTheEnd } from './simulation-checks'

/** Lives of the given seeds as tests; several files share the range, so that they run side by side. */
export function livesOf(seeds: readonly number[]): void {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase(3)
  })
  afterAll(() => database.close())

  describe('any life of a connection ends with both sides equal, one item per record, nothing lost, no further write', () => {
    it.each(seeds)('seed %i', async (seed) => {
      const result = await simulate(database.db, seed)
      expect(await problemsAtTheEnd(result), result.steps.join('\n')).toEqual([])
    })
  })
}

export const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
