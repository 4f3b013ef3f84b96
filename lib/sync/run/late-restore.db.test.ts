import { afterAll, beforeAll, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContacts } from '@/lib/crm/contacts/verbs'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { runSlice } from '@/lib/sync/run/run-slice'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const count = 14
const numbers = Array.from({ length: count }, (_, at) => at)

it.each([
  ['before the next look', 0],
  ['after it', 1],
])(
  'A1: what held changes were put back over is told, although the write lost its caller and arrives %s',
  async (_, looks) => {
    const world = await SyncWorld.create(database.db)
    const drafts = numbers.map((at) => ({ lastName: `N${at}`, title: 'Old' }))
    await createContacts(world.ana, drafts)
    await world.settle()
    await world.pass(10_000)
    for (const [at, { id }] of (await world.items()).entries())
      await world.outlook('PATCH', `/contacts/${id}`, { jobTitle: `New${at}` })
    await world.settle()
    await world.pass(1_000)
    await resumeConnection(world.ana, 'contacts', 'restore')

    const { fetch } = world.engine
    const late: (() => Promise<Response>)[] = []
    world.engine.fetch = async (input, init) => {
      if (late.length > 0 || !String(init?.body).includes('PATCH')) return fetch(input, init)
      late.push(() => fetch(input, init))
      throw new TypeError('connection lost')
    }
    await neighboursAreDone(database.db)
    for (let slice = 0; slice <= looks; slice += 1) {
      await runSlice(world.engine, world.connectionId)
      await world.pass(2_500)
    }
    expect(late).toHaveLength(1)
    await late[0]?.()
    await world.settle()

    expect((await world.items()).map(({ jobTitle }) => jobTitle)).toEqual(numbers.map(() => 'Old'))
    const updates = (await world.told()).filter(({ action }) => action === 'updated')
    const told = updates.flatMap(({ fields }) => fields ?? [])
    const former = told.flatMap(({ before, after }) => (after === 'Old' ? [before] : []))
    expect(former.sort()).toEqual(numbers.map((at) => `New${at}`).sort())
  },
)
