import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createTask, getTask, updateTask } from '@/lib/crm/tasks/verbs'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import type { MappingRow, ValueMaps } from '@/lib/sync/core/types'
import { tasksModule } from '@/lib/sync/modules/tasks'
import { listProblems } from '@/lib/sync/parked/list-problems'
import { recordStates } from '@/lib/sync/records/record-states'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'tasks' })
})

const titles = async () => (await world.items()).map(({ title }) => title).sort()
const why = async (id: string) =>
  (await recordStates(world.ana, 'tasks', [await getTask(world.ana, id)])).get(id)?.reason
const problems = async () =>
  (await listProblems(world.ana, { limit: 10 })).items.map(({ recordId, kind }) => [recordId, kind])
const incomplete = 'mapping-incomplete'

describe('a record that cannot be written as it is mapped (A9)', () => {
  const titleFrom = (direction: MappingRow['direction']) =>
    changeConnection(world.ana, 'tasks', {
      mapping: tasksModule.defaultMapping.map((row) => (row.crm === 'subject' ? { ...row, direction } : row)),
    })

  it('a task without the title that To Do asks for: it waits for another mapping, and the others go on', async () => {
    const first = await createTask(world.ana, { subject: 'First' })
    await world.settle()
    await titleFrom('toCrm')
    const second = await createTask(world.ana, { subject: 'Second' })
    await updateTask(world.ana, { id: first.id, patch: { status: 'completed' } })
    const writes = await world.writesOf(() => world.settle())
    expect(writes.filter((line) => line.startsWith('POST'))).toEqual([])
    expect(await world.items()).toMatchObject([{ title: 'First', status: 'completed' }])
    expect(await why(second.id)).toBe(incomplete)
    expect(await problems()).toEqual([[second.id, incomplete]])
    expect((await world.told()).filter(({ reason }) => reason === incomplete)).toHaveLength(1)

    await titleFrom('both')
    await world.settle()
    expect(await titles()).toEqual(['First', 'Second'])
    expect(await why(second.id)).toBeNull()
    expect(await problems()).toEqual([])
  })
})

describe('a value that the stored translations do not know', () => {
  /** As a connection has them that was enabled before the value came up. */
  async function without(direction: 'toMicrosoft' | 'toCrm', value: string) {
    const valueMaps: ValueMaps = structuredClone(tasksModule.defaultValueMaps ?? {})
    delete valueMaps.priority?.[direction][value]
    await world.db.update(connection).set({ valueMaps }).where(eq(connection.id, world.connectionId))
  }

  it('of the CRM is not sent as nothing: the record waits, new or not', async () => {
    const known = await createTask(world.ana, { subject: 'Known' })
    await world.settle()
    await without('toMicrosoft', 'lowest')
    const fresh = await createTask(world.ana, { subject: 'New', priority: 'lowest' })
    await updateTask(world.ana, { id: known.id, patch: { priority: 'lowest' } })
    expect(await world.writesOf(() => world.settle())).toEqual([])
    expect([await why(known.id), await why(fresh.id)]).toEqual([incomplete, incomplete])
    await updateTask(world.ana, { id: fresh.id, patch: { priority: 'low' } })
    await world.settle()
    expect(await titles()).toEqual(['Known', 'New'])
    expect(await why(fresh.id)).toBeNull()
  })

  it('of Microsoft 365 leaves the CRM’s own, and the rest is taken over', async () => {
    const { id } = await createTask(world.ana, { subject: 'First', priority: 'low' })
    await world.settle()
    await without('toCrm', 'high')
    const [item] = await world.items()
    await world.outlook('PATCH', await world.itemPath(item ?? {}), { importance: 'high', title: 'Second' })
    await world.settle()
    expect(await getTask(world.ana, id)).toMatchObject({ subject: 'Second', priority: 'low' })
    expect(await why(id)).toBe(incomplete)
    expect(await problems()).toEqual([[id, incomplete]])
  })
})
