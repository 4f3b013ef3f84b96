import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { change } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { CrmWorld } from '../testing/crm-world'
import {
  createLead,
  createLeads,
  deleteLead,
  deleteLeads,
  getLead,
  listLeads,
  restoreLead,
  restoreLeads,
  updateLead,
  updateLeads,
} from './verbs'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
})

// What every module does alike is tested with contacts.
describe('leads', () => {
  it('go through the same life as contacts, with fields of their own', async () => {
    const [first, second] = await createLeads(ana, [
      { lastName: 'Roux', company: 'Société X', leadStatus: 'New' },
      { lastName: 'Petit' },
    ])
    const id = first?.id ?? ''
    await updateLeads(ana, [{ id, patch: { leadStatus: 'Contacted' } }])
    expect(await getLead(ana, id)).toMatchObject({ company: 'Société X', leadStatus: 'Contacted' })
    await deleteLeads(ana, [second?.id ?? ''])
    expect((await listLeads(ana, { limit: 10 })).items.map((one) => one.id)).toEqual([id])
    expect((await listLeads(ana, { limit: 10, search: 'societe' })).items).toHaveLength(1)
    await restoreLeads(ana, [second?.id ?? ''])
    expect((await listLeads(ana, { limit: 10 })).items).toHaveLength(2)
  })

  it('write the change feed and wake nobody: they are not synced', async () => {
    const { id } = await createLead(ana, { lastName: 'Roux' })
    const feed = await database.db.select().from(change).where(eq(change.recordId, id))
    expect(feed).toMatchObject([{ module: 'lead', kind: 'created' }])
    expect(ana.wakes).toEqual([])
  })

  it('have permissions of their own', async () => {
    const { id } = await createLead(ana, { lastName: 'Roux' })
    const refused = (permission: string) => ({ code: 'permission-required', details: { permission } })
    const without = (...names: Parameters<CrmWorld['without']>) => world.without(...names)
    await expect(createLead(await without('leads.create'), { lastName: 'A' })).rejects.toMatchObject(
      refused('leads.create'),
    )
    await expect(getLead(await without('leads.view'), id)).rejects.toMatchObject(refused('leads.view'))
    await expect(updateLead(await without('leads.edit'), { id, patch: {} })).rejects.toMatchObject(
      refused('leads.edit'),
    )
    await expect(deleteLead(await without('leads.delete'), { id })).rejects.toMatchObject(
      refused('leads.delete'),
    )
  })

  it('of another member, or of another organisation, do not exist', async () => {
    const { id } = await createLead(ana, { lastName: 'Roux' })
    const stranger = await (await CrmWorld.create(database.db)).admin()
    for (const other of [await world.member(), stranger]) {
      const refused = { code: 'not-found' }
      await expect(getLead(other, id)).rejects.toMatchObject(refused)
      await expect(updateLead(other, { id, patch: {} })).rejects.toMatchObject(refused)
      await expect(deleteLead(other, { id })).rejects.toMatchObject(refused)
      await expect(restoreLead(other, id)).rejects.toMatchObject(refused)
      expect((await listLeads(other, { limit: 10 })).items).toEqual([])
    }
  })
})
