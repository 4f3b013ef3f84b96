import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LivedModule } from './lived-module'
import { simulate } from './simulate'
import { createSimulatedDatabase, type SimulatedDatabase } from './simulated-database'
import { problemsAtTheEnd } from './simulation-checks'

/** Lives of the given seeds as tests; several files share the range, so that they run side by side. */
export function livesOf(lived: LivedModule, seeds: readonly number[]): void {
  let database: SimulatedDatabase
  beforeAll(async () => {
    database = await createSimulatedDatabase()
  })
  afterAll(() => database.close())

  describe(`any life of a connection of ${lived.name} ends with both sides equal, one item per record, nothing lost, no further write`, () => {
    it.each(seeds)('seed %i', async (seed) => {
      const result = await simulate(database, lived, seed)
      const problems = await problemsAtTheEnd(result)
      expect(problems, result.steps.join('\n')).toEqual([])
    })
  })
}

export const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
