import { setTimeout as realWait } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connection, run } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { requestRun } from '@/lib/sync/connections/request-run'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { leaseMs, takeLease } from './lease'
import { runSlice } from './run-slice'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

it('a run that somebody asks for at the very moment when one begins is that one, and comes to its end', async () => {
  const world = await SyncWorld.create(database.db)
  await world.settle()
  const { slice, asked } = await database.db.transaction(async (tx) => {
    // What a run reads right after its connection: it stops there until the lock goes.
    await tx.execute(sql`lock table module_rollout in access exclusive mode`)
    const slice = runSlice(world.engine, world.connectionId)
    for (;;) {
      const [row] = await tx.execute<{ waits: boolean }>(
        sql`select exists (select 1 from pg_locks where not granted and relation = 'module_rollout'::regclass) as waits`,
      )
      if (row?.waits) break
      await realWait(10)
    }
    return { slice, asked: await requestRun(world.ana, 'contacts') }
  })
  await slice
  await world.settle()
  const [found] = await database.db.select().from(run).where(eq(run.id, asked.runId))
  expect(found?.finishedAt).not.toBeNull()
  expect(await database.db.select().from(run).where(sql`${run.finishedAt} is null`)).toEqual([])
})

it('a run that is asked for while the one before gives its connection back is not lost between the two', async () => {
  const world = await SyncWorld.create(database.db)
  const { db, connectionId } = world
  const own = eq(connection.id, connectionId)
  const until = new Date(world.now().getTime() + leaseMs)
  await db.update(connection).set({ lease: connectionId, leaseUntil: until }).where(own)
  const taken = await db.transaction(async (tx) => {
    await tx.update(connection).set({ lease: null, leaseUntil: null }).where(own)
    const taken = takeLease(db, connectionId, world.now())
    for (;;) {
      const [row] = await tx.execute<{ waits: boolean }>(
        sql`select exists (select 1 from pg_locks where not granted
          and transactionid = (pg_current_xact_id()::text::numeric % 4294967296)::text::xid) as waits`,
      )
      if (row?.waits) break
      await realWait(10)
    }
    return { taken }
  })
  expect(await taken.taken).not.toBeNull()
})
