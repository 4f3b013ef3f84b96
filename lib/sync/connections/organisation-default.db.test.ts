import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { listAudit } from '@/lib/access/audit/list-audit'
import type { Context } from '@/lib/access/context'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { tasksModule } from '@/lib/sync/modules/tasks'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { organisationDefault, productDefault, setOrganisationDefault } from './connection-settings'
import { viewConnection } from './connection-view'
import { disableConnection } from './disable-connection'

const standard = productDefault(tasksModule)
const mapping = standard.mapping.filter(({ crm }) => crm !== 'description')

let database: TestDatabase
let world: SyncWorld
let admin: Context
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'tasks' })
  admin = await world.crm.admin()
})

const startOf = (context: Context) => organisationDefault(context, tasksModule)

describe("the organisation's default (T3)", () => {
  it('is where everybody starts who has not turned the module on yet', async () => {
    await setOrganisationDefault(admin, tasksModule, { mapping, options: { conflict: 'crm' } })
    const { options } = await startOf(admin)
    expect(options).toEqual({ ...standard.options, conflict: 'crm' })
    expect(await viewConnection(await world.crm.member(), 'tasks')).toMatchObject({
      status: 'off',
      mapping,
      values: standard.valueMaps,
      options,
    })
  })

  it('leaves syncs that are on as they are, and what was chosen for one that has been disabled', async () => {
    const before = await viewConnection(world.ana, 'tasks')
    await setOrganisationDefault(admin, tasksModule, { mapping, options: { conflict: 'crm' } })
    expect(await viewConnection(world.ana, 'tasks')).toEqual(before)
    await disableConnection(world.ana, 'tasks', { keep: false })
    const { mapping: kept, options } = before
    expect(await viewConnection(world.ana, 'tasks')).toMatchObject({ mapping: kept, options })
  })

  it("goes back to the product's own", async () => {
    await setOrganisationDefault(admin, tasksModule, { mapping, options: { conflict: 'crm' } })
    const { mapping: own, valueMaps: values, options } = standard
    await setOrganisationDefault(admin, tasksModule, { mapping: own, values, options })
    expect(await startOf(world.ana)).toEqual(standard)
  })

  it('is only set if it can work', async () => {
    const values = { ...standard.valueMaps, priority: { toMicrosoft: {}, toCrm: {} } }
    for (const given of [{ mapping: [] }, { values }]) {
      await expect(setOrganisationDefault(admin, tasksModule, given)).rejects.toThrow('validation')
    }
    expect(await startOf(admin)).toEqual(standard)
  })

  it('the audit log tells who set it, and for which module', async () => {
    await setOrganisationDefault(admin, tasksModule, { mapping })
    const { items } = await listAudit(admin, { limit: 5 })
    expect(items).toMatchObject([
      { action: 'connection.default-changed', details: { module: 'tasks' }, actor: { type: 'user' } },
    ])
  })

  it('refuses a member without the right', async () => {
    await expect(setOrganisationDefault(world.ana, tasksModule, { mapping })).rejects.toMatchObject({
      code: 'permission-required',
      details: { permission: 'manage-integrations' },
    })
    expect(await startOf(admin)).toEqual(standard)
  })

  it('is no other organisation’s', async () => {
    const stranger = await (await CrmWorld.create(database.db)).admin()
    await setOrganisationDefault(stranger, tasksModule, { mapping })
    expect(await startOf(admin)).toEqual(standard)
    expect(await startOf(stranger)).toMatchObject({ mapping })
  })
})
