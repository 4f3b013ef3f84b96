import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { LivedModule } from './lived-module'
import { simulate } from './simulate'
import { problemsAtTheEnd } from './simulation-checks'

/** Lives of the given seeds as tests; several files share the range, so that they run side by side. */
export function livesOf(lived: LivedModule, seeds: readonly number[]): void {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase(3)
  })
  afterAll(() => database.close())

  describe(`any life of a connection of ${lived.name} ends with both sides equal, one item per record, nothing lost, no further write`, () => {
    // Record ids and the interleaving of four chains do not follow from the seed, so a red life cannot always be
    // replayed. It is lived once more, and told about either way: it is a bug to be found, not to be waited away.
    it.each(seeds)('seed %i', { retry: 1 }, async (seed) => {
      const result = await simulate(database.db, lived, seed)
      const problems = await problemsAtTheEnd(result)
      if (problems.length > 0) process.stderr.write(`${lived.name}, seed ${seed}: ${problems.join('; ')}\n`)
      expect(problems, result.steps.join('\n')).toEqual([])
    })
  })
}

export const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
