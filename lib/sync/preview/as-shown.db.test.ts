import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { createContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { changeAsShown, disableAsShown, enableAsShown } from './as-shown'
import { type PreviewPurpose, previewConnection } from './preview-connection'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  await createContact(world.ana, { lastName: 'Okafor' })
  await world.settle()
  await world.loginIsHers()
})

const deps = () => ({ engine: world.engine, signIn: world.signIn })
const look = (purpose: PreviewPurpose = 'enable', settings = {}, who: Context = world.ana) =>
  previewConnection(who, deps(), 'contacts', settings, purpose)
const enable = (seal?: string) => enableAsShown(world.ana, deps(), 'contacts', {}, { seal })
const status = async () => (await world.row()).status
const off = async () => {
  await disableConnection(world.ana, 'contacts', { keep: false })
  await world.settle()
}

describe('what has been shown is what is done, or nothing', () => {
  it('enabling: refused with what it would do now, and done once that has been seen', async () => {
    await off()
    const shown = await look()
    await createContact(world.ana, { lastName: 'Weber' })
    const refusal = await enable(shown.seal).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'changed-meanwhile',
      details: { data: { preview: { createInMicrosoft: 2 } } },
    })
    expect(await status()).toBe('off')
    await enable((await look()).seal)
    expect(await status()).toBe('enabling')
  })

  it('changing', async () => {
    const mapping = world.module.defaultMapping.filter(({ crm }) => crm !== 'title')
    const { seal } = await look('enable', { mapping })
    const [item] = await world.items()
    await world.outlook('PATCH', `/contacts/${item?.id}`, { givenName: 'Nina' })
    const change = (given: { seal?: string }) =>
      changeAsShown(world.ana, deps(), 'contacts', { mapping }, given)
    await expect(change({ seal })).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect((await world.row()).mapping).toHaveLength(world.module.defaultMapping.length)
    await change({ seal: (await look('enable', { mapping })).seal })
    expect((await world.row()).mapping).toEqual(mapping)
  })

  it('disabling, and each choice has a seal of its own', async () => {
    const [removed, kept] = [await look('disable'), await look('keep')]
    expect(removed).toMatchObject({ microsoft: { delete: 1 }, crm: { delete: 0 } })
    expect(kept).toMatchObject({ delete: 0, left: [{ side: 'microsoft', reason: 'kept', count: 1 }] })
    const disable = (seal: string) => disableAsShown(world.ana, deps(), 'contacts', { keep: false, seal })
    await expect(disable(kept.seal)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await disable(removed.seal)
    expect(await status()).toBe('disabling')
  })

  it('nobody who has not looked is asked', async () => {
    await off()
    await enable()
    await disableAsShown(world.ana, deps(), 'contacts', { keep: false })
    expect(await status()).toBe('disabling')
  })
})

describe('previews', () => {
  it('say the same of the same, whatever the order of its members', async () => {
    const { mapping, options } = await world.row()
    const one = await look('enable', { mapping, options })
    const turned = { ...options, conflict: options.conflict }
    expect((await look('enable', { options: turned, mapping })).seal).toBe(one.seal)
  })

  it('of a sync that nobody can reach Microsoft 365 for speak of what was last seen', async () => {
    world.onAnswer = async (request, response) =>
      new URL(request.url).pathname.startsWith('/v1.0')
        ? Response.json({ error: { code: 'InvalidAuthenticationToken', message: '' } }, { status: 401 })
        : response
    expect(await look()).toMatchObject({ update: 0, createInMicrosoft: 0 })
    expect(await look('disable')).toMatchObject({
      delete: 0,
      left: [{ side: 'microsoft', reason: 'left-behind', count: 1 }],
    })
  })

  it('refuse a member without the right', async () => {
    const reader = await world.crm.without('contacts.edit')
    for (const purpose of ['enable', 'disable'] as const) {
      await expect(look(purpose, {}, reader)).rejects.toMatchObject({ code: 'permission-required' })
    }
  })

  it('refuse another organisation: nobody sees what is somebody else’s', async () => {
    const stranger = await (await CrmWorld.create(world.db)).admin()
    await expect(look('enable', {}, stranger)).rejects.toMatchObject({ code: 'not-connected' })
    expect(await look('disable', {}, stranger)).toMatchObject({ delete: 0, left: [] })
  })
})
