import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { taskDraft } from '@/lib/crm/tasks/fields'
import { createTask, getTask, updateTask } from '@/lib/crm/tasks/verbs'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { productDefault } from '@/lib/sync/connections/connection-settings'
import { tasksModule } from '@/lib/sync/modules/tasks'
import { previewConnection } from '@/lib/sync/preview/preview-connection'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { keepLease, LeaseLost, takeLease } from './lease'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'tasks' })
})

const make = () => createTask(world.ana, taskDraft.parse({ subject: 'Offer', priority: 'highest' }))
const { mapping, valueMaps } = productDefault(tasksModule)
const highestTo = (importance: string) => {
  const values = structuredClone(valueMaps ?? {})
  const { priority } = values
  if (priority) priority.toMicrosoft.highest = importance
  return values
}
const revalue = (importance: string) =>
  changeConnection(world.ana, 'tasks', { values: highestTo(importance) })

describe('values changed while the sync is on (T3)', () => {
  it('what is linked gets the new translation in Microsoft 365, and the CRM keeps its value (A4)', async () => {
    const { id } = await make()
    await world.settle()
    await world.pass(60_000)
    await revalue('low')
    await world.settle()
    expect(await world.items()).toMatchObject([{ importance: 'low' }])
    expect(await getTask(world.ana, id)).toMatchObject({ priority: 'highest' })
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('an importance that somebody changed meanwhile is an edit, and the later of two', async () => {
    const { id } = await make()
    await world.settle()
    await world.pass(60_000)
    const [item] = await world.items()
    await world.outlook('PATCH', `${await world.folder()}/tasks/${item?.id}`, { importance: 'normal' })
    await revalue('low')
    await world.settle()
    expect(await world.items()).toMatchObject([{ importance: 'normal' }])
    expect(await getTask(world.ana, id)).toMatchObject({ priority: 'normal' })
  })

  it('the preview counts what will be written', async () => {
    await make()
    await world.settle()
    const deps = { engine: world.engine, signIn: world.signIn }
    const look = (importance: string) =>
      previewConnection(world.ana, deps, 'tasks', { values: highestTo(importance) }, 'enable')
    expect(await look('low')).toMatchObject({ update: 1 })
    expect(await look('high')).toMatchObject({ update: 0 })
  })
})

describe('a field taken out of the mapping', () => {
  const withoutDescription = mapping.filter(({ crm }) => crm !== 'description')

  it('a run under the old mapping writes nothing more', async () => {
    await world.settle()
    const lease = await takeLease(world.db, world.connectionId, world.now())
    await changeConnection(world.ana, 'tasks', { mapping: withoutDescription })
    await expect(keepLease(world.db, world.connectionId, lease ?? '', world.now())).rejects.toThrow(LeaseLost)
  })

  it('the same mapping once more disturbs no run', async () => {
    await world.settle()
    const lease = await takeLease(world.db, world.connectionId, world.now())
    await changeConnection(world.ana, 'tasks', { mapping: [...mapping], values: valueMaps })
    await keepLease(world.db, world.connectionId, lease ?? '', world.now())
  })

  it('is written to Microsoft 365 no longer', async () => {
    const { id } = await make()
    await world.settle()
    await changeConnection(world.ana, 'tasks', { mapping: withoutDescription })
    await updateTask(world.ana, { id, patch: { subject: 'Other', description: 'Ours alone' } })
    await world.settle()
    expect(await world.items()).toMatchObject([{ title: 'Other', body: { content: '' } }])
  })
})
