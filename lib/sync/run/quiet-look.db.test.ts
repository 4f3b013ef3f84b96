import { drizzle } from 'drizzle-orm/postgres-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

const asked: string[] = []
let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
  const logger = { logQuery: (query: string) => void asked.push(query) }
  const db = drizzle(database.sql, { casing: 'snake_case', logger }) as unknown as Database
  world = await SyncWorld.create(db)
})
afterAll(() => database.close())

it('a look that finds nothing new writes nothing but that it was there, and asks the database few things', async () => {
  for (let count = 0; count < 3; count += 1) await createContact(world.ana, { lastName: `Okafor ${count}` })
  await neighboursAreDone(world.db)
  await world.settle()
  // The echo of what was just sent.
  await world.settle()
  asked.length = 0
  expect(await world.settle()).toMatchObject([{ outcome: 'done' }])
  const written = asked.filter((query) =>
    /\b(insert into|update|delete from)\s+"?(link|activity|contact)\b/.test(query),
  )
  expect(written).toEqual([])
  // An idle connection is looked at every few seconds: what a look costs, everybody pays.
  expect(asked.length).toBeLessThanOrEqual(20)
})
