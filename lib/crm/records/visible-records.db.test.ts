import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { taskModule } from '../tasks/module'
import { createTask, deleteTask } from '../tasks/verbs'
import { CrmWorld } from '../testing/crm-world'
import { visibleRecords } from './visible-records'

let database: TestDatabase
let world: CrmWorld

beforeAll(async () => {
  database = await createTestDatabase()
  world = await CrmWorld.create(database.db)
})
afterAll(() => database.close())

describe('records by their ids', () => {
  it('are those that the actor may see, also from the bin (A7)', async () => {
    const [ana, ben] = [await world.member(), await world.member()]
    const own = await createTask(ana, { subject: 'Own' })
    const thrown = await createTask(ana, { subject: 'Thrown away' })
    const other = await createTask(ben, { subject: 'Another’s' })
    await deleteTask(ana, { id: thrown.id })
    const ids = [own.id, thrown.id, other.id]
    const seen = async (context: typeof ana) => {
      const records = await visibleRecords(context, taskModule, ids)
      return records.map(({ id }) => id).sort()
    }
    expect(await seen(ana)).toEqual([own.id, thrown.id].sort())
    expect(await seen(await world.admin())).toEqual([...ids].sort())
    expect(await seen(await (await CrmWorld.create(database.db)).admin())).toEqual([])
    expect(await visibleRecords(ana, taskModule, [])).toEqual([])
  })

  it('refuses a member without tasks.view', async () => {
    const refused = { code: 'permission-required', details: { permission: 'tasks.view' } }
    await expect(visibleRecords(await world.without('tasks.view'), taskModule, [])).rejects.toMatchObject(
      refused,
    )
  })
})
