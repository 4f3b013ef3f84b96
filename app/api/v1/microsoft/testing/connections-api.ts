import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { apiOf, connectProcess } from '@/lib/sync/testing/sync-api'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

type Api = Awaited<ReturnType<typeof apiOf>>

export const contacts = { params: { module: 'contacts' } }

/** Before each test of a file: Ana's contacts, enabled and not yet run, and the API as she calls it. */
export function connectionsApi() {
  let database: TestDatabase
  let world: SyncWorld
  let api: Api
  beforeAll(async () => {
    database = await createTestDatabase(6)
  })
  afterAll(async () => {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
    await database.close()
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database.db)
    connectProcess(world)
    api = await apiOf(database, world.ana)
  })
  return {
    get world() {
      return world
    },
    api: (...call: Parameters<Api>) => api(...call),
    /** The API as somebody else calls it. */
    as: (who: Parameters<typeof apiOf>[1]) => apiOf(database, who),
    /** Nobody has turned anything on, and Ana could without a sign-in. */
    async isOff() {
      await world.db.delete(connection)
      await world.loginIsHers()
    },
  }
}
