import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { countCauses, groupProblems, listOverview, type OverviewRow } from './list-overview'
import { fillHouse, makeHouse } from './testing/house'

const size = { members: 200, linksEach: 4, activitiesEach: 2 }

let database: TestDatabase
let house: Awaited<ReturnType<typeof makeHouse>>
beforeAll(async () => {
  database = await createTestDatabase()
  house = await makeHouse(database.db)
  await fillHouse(database.db, house.org, size)
})
afterAll(() => database.close())

/** How many statements some work sends. */
async function statementsOf(work: (context: Context) => Promise<unknown>): Promise<number> {
  let sent = 0
  const counts = new Set<PropertyKey>(['select', 'execute', 'transaction'])
  const db = new Proxy(house.admin.db, {
    get(target, name) {
      if (counts.has(name)) sent += 1
      return Reflect.get(target, name)
    },
  })
  await work({ ...house.admin, db })
  return sent
}

it('asks the database as often for a page of 200 as for a page of 2', async () => {
  const page = (limit: number) => statementsOf((context) => listOverview(context, { limit }))
  expect(await page(200)).toBe(await page(2))
  const groups = (each: number) => statementsOf((context) => groupProblems(context, { each }))
  expect(await groups(200)).toBe(await groups(2))
})

it('shows each of 200 members × 3 modules once, page by page, as often as it counts them', async () => {
  const seen: OverviewRow[] = []
  let after: Parameters<typeof listOverview>[1]['after']
  do {
    const page = await listOverview(house.admin, { limit: 150, after })
    seen.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  const synced = seen.filter(({ connectionId }) => connectionId !== null)
  expect(new Set(synced.map(({ connectionId }) => connectionId)).size).toBe(size.members * 3)
  const counts = await countCauses(house.admin)
  for (const [cause, { total }] of counts)
    expect([cause, seen.filter((row) => row.cause === cause).length]).toEqual([cause, total])
})
