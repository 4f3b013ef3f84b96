import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulatedDatabase, type SimulatedDatabase } from '@/lib/sync/testing/simulated-database'
import { range } from '@/lib/sync/testing/simulation-shard'
import { problemsWithInvitations } from './testing/invitation-checks'
import { liveWithInvitations } from './testing/invitation-life'

let database: SimulatedDatabase
beforeAll(async () => {
  database = await createSimulatedDatabase()
})
afterAll(() => database.close())

describe('any life ends with one meeting per accepted invitation of a client, as its organiser has it', () => {
  it.each(range(1, 24))('seed %i', async (seed) => {
    const life = await liveWithInvitations(database, seed)
    const problems = await problemsWithInvitations(life)
    expect(problems, life.steps.join('\n')).toEqual([])
  })
})
