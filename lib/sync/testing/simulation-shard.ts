import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testEnv } from '@/dev/env'
import type { ModuleName } from '@/lib/sync/modules/module'
import { createSimulatedDatabase, type SimulatedDatabase } from './simulated-database'
import { type Story, storyOfMany, storyOfOne } from './story'
import { endOf, tell } from './tell-story'

type Kind = ModuleName | 'organisation'

const storyOf = (kind: Kind, seed: number): Story =>
  kind === 'organisation' ? storyOfMany(seed) : storyOfOne(kind, seed)

/**
 * Lives as tests: how many of each kind, beginning with the seed `from`. Several files share the work, so that they run
 * side by side. `SEED=organisation:17` lives that one instead.
 */
export function lives(from: number, counts: Readonly<Record<Kind, number>>): void {
  let database: SimulatedDatabase
  beforeAll(async () => {
    database = await createSimulatedDatabase()
  })
  afterAll(() => database.close())

  const { SEED } = testEnv()
  const wanted = SEED ? [[SEED.kind, [SEED.seed]] as const] : rangesOf(from, counts)
  for (const [kind, seeds] of wanted) {
    const whose = kind === 'organisation' ? 'an organisation' : `a connection of ${kind}`
    describe(`any life of ${whose} ends with both sides equal, one item per record, nothing lost, no further write`, () => {
      // One that ends badly is lived many times more, to be told in a few words.
      it.each(seeds)('seed %i', { timeout: 300_000 }, async (seed) => {
        const story = storyOf(kind, seed)
        const ending = await endOf(database, story)
        if (ending.problems.length > 0) expect.fail(await tell(database, kind, story, ending))
      })
    })
  }
}

const rangesOf = (from: number, counts: Readonly<Record<Kind, number>>) =>
  (['contacts', 'meetings', 'tasks', 'organisation'] as const).map(
    (kind) => [kind, range(from, counts[kind])] as const,
  )

export const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
