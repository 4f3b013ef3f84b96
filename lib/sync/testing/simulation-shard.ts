import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testEnv } from '@/dev/env'
import type { ModuleName } from '@/lib/sync/modules/module'
import { createSimulatedDatabase, type SimulatedDatabase } from './simulated-database'
import { type Story, storyOfMany, storyOfOne } from './story'
import { endOf, tell } from './tell-story'

type Kind = ModuleName | 'organisation'

/** How many lives of each kind there are, each with a seed of its own: as many as CI has the time for, or more. */
const totals: Readonly<Record<'on' | 'long', Readonly<Record<Kind, number>>>> = {
  on: { contacts: 700, meetings: 650, tasks: 400, organisation: 250 },
  long: { contacts: 1_500, meetings: 1_500, tasks: 1_000, organisation: 1_000 },
}

const storyOf = (kind: Kind, seed: number): Story =>
  kind === 'organisation' ? storyOfMany(seed) : storyOfOne(kind, seed)

/**
 * A share of all lives as tests: several files share the work, so that they run side by side. With `SEED=organisation:17`
 * that one is lived instead.
 */
export function lives(share: { shard: number; of: number }): void {
  let database: SimulatedDatabase
  beforeAll(async () => {
    database = await createSimulatedDatabase()
  })
  afterAll(() => database.close())

  const { SEED } = testEnv()
  const wanted = SEED ? [{ kind: SEED.kind, seeds: [SEED.seed] }] : seedsOf(share)
  for (const { kind, seeds } of wanted) {
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

const kinds = ['contacts', 'meetings', 'tasks', 'organisation'] as const

const seedsOf = ({ shard, of }: { shard: number; of: number }) =>
  kinds.map((kind) => ({
    kind,
    seeds: range(1, totals[testEnv().SIMULATION === 'long' ? 'long' : 'on'][kind]).filter(
      (seed) => seed % of === shard % of,
    ),
  }))

export const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
