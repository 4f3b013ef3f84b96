import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { type Both, History, overThere } from './testing/history'
import { meetingSides } from './testing/meeting-sides'
import { contactSides, type TwoSides, taskSides } from './testing/two-sides'
import { undoRun } from './undo-run'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const seeds = Array.from({ length: 7 }, (_, at) => at + 1)

/** What both sides ought to hold after the runs were undone: as they agreed before, minus what people changed since. */
function expected(history: History): Both {
  const { agreed, carriedOver, conflicts, since, madeInCrm, madeInMicrosoft, aside } = history
  const both: Both = { crm: new Map(agreed.crm), microsoft: new Map(agreed.microsoft) }
  for (const name of madeInCrm) both.crm.set(name, carriedOver.crm.get(name) ?? {})
  for (const name of madeInMicrosoft) both.microsoft.set(name, carriedOver.microsoft.get(name) ?? {})
  for (const [name, field] of conflicts) {
    // Each side held what somebody had typed there: no value is that of both, and what won stays.
    const kept = carriedOver.crm.get(name)?.[field] ?? null
    for (const side of [both.crm, both.microsoft]) side.set(name, { ...side.get(name), [field]: kept })
  }
  for (const [name, change] of since) {
    for (const side of [both.crm, both.microsoft]) {
      if (change === 'deleted') side.delete(name)
      else side.set(name, { ...side.get(name), ...change })
    }
  }
  for (const name of aside) {
    for (const side of ['crm', 'microsoft'] as const) {
      const stays = carriedOver[side].get(name)
      if (stays) both[side].set(name, stays)
      else both[side].delete(name)
    }
  }
  return both
}

/** In a form that is easily compared: priorities as Microsoft has them, names in order. */
const plain = ({ crm, microsoft }: Both) =>
  [crm, microsoft].map((side) =>
    Object.fromEntries(
      [...side]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, fields]) => [
          name,
          Object.fromEntries(
            Object.entries(fields)
              .sort()
              .map(([field, value]) => [field, side === microsoft ? overThere(value) : value]),
          ),
        ]),
    ),
  )

async function check(sides: TwoSides, seed: number): Promise<void> {
  const history = await History.live(database.db, sides, seed)
  const { world, runs } = history
  await history.settle()
  const before = plain(await history.look())
  const mailed = world.house.mailed.length

  const undoing: string[] = []
  for (const run of runs) {
    const done = await undoRun(world.ana, sides.name, run).catch((error: Error) => error.message)
    if (typeof done !== 'string') undoing.push(done.runId)
    else expect(done).toBe('nothing-to-restore')
    await history.settle()
  }
  expect(plain(await history.look()), `undone, seed ${seed}`).toEqual(plain(expected(history)))
  const linked = (await world.links()).filter(({ state }) => state === 'linked')
  expect(new Set(linked.map(({ itemId }) => itemId)).size).toBe(linked.length)
  await world.pass(3_700_000)
  expect(await world.writesOf(() => world.settle()), `idle, seed ${seed}`).toEqual([])

  for (const run of undoing.reverse()) {
    await undoRun(world.ana, sides.name, run)
    await history.settle()
  }
  expect(plain(await history.look()), `undone again, seed ${seed}`).toEqual(before)
  expect(world.house.mailed.slice(mailed), `nobody is mailed, seed ${seed}`).toEqual([])
}

describe('whatever has happened, undoing its runs brings back what both sides agreed on, minus what people changed since', () => {
  it.each(seeds)('contacts, seed %i', (seed) => check(contactSides, seed))
  it.each(seeds)('tasks, seed %i', (seed) => check(taskSides, seed))
  it.each(seeds)('meetings, seed %i', (seed) => check(meetingSides, seed))
})
