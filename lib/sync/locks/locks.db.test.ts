import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, member } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { taskDraft } from '@/lib/crm/tasks/fields'
import { createTask } from '@/lib/crm/tasks/verbs'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { productDefault, setOrganisationDefault } from '@/lib/sync/connections/connection-settings'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { tasksModule } from '@/lib/sync/modules/tasks'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { applyLocks } from './apply-locks'
import { listLocks } from './list-locks'
import { type Lock, noLock } from './lock'
import { previewLock, setLock } from './set-lock'

const standard = productDefault(tasksModule)
const fewer = standard.mapping.filter(({ crm }) => crm !== 'description')

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

const profileOfAna = async () => {
  const [row] = await world.db.select().from(member).where(eq(member.id, world.ana.memberId))
  return row?.profileId ?? ''
}
const fix = (lock: Partial<Lock>, profileId: string | null = null, seal?: string) =>
  setLock(admin, tasksModule, { profileId, lock: { ...noLock, ...lock }, seal })
const preview = (lock: Partial<Lock>, profileId: string | null = null) =>
  previewLock(admin, world.signIn, tasksModule, { profileId, lock: { ...noLock, ...lock } })
const change = (settings: Parameters<typeof changeConnection>[2]) =>
  changeConnection(world.ana, 'tasks', settings)

describe('what an administrator has fixed', () => {
  it('cannot be changed by the member, in any part; what is not fixed still can', async () => {
    await fix({ mapping: fewer, options: { conflict: 'crm' } })
    const locked = (...parts: string[]) => ({
      code: 'locked',
      details: { data: { locked: parts, lockedBy: 'Test' } },
    })
    await expect(change({ mapping: standard.mapping })).rejects.toMatchObject(locked('mapping'))
    await expect(change({ options: { conflict: 'latest' } })).rejects.toMatchObject(locked('conflict'))
    await expect(
      enableConnection(world.ana, world.signIn, 'tasks', { options: { conflict: 'latest' } }),
    ).rejects.toMatchObject(locked('conflict'))
    const row = await change({ options: { deleteInCrm: true } })
    expect(row.options).toEqual({ ...standard.options, conflict: 'crm', deleteInCrm: true })
  })

  it('is no obstacle to whoever sends back what is fixed, in whatever order', async () => {
    await fix({ mapping: fewer, options: { conflict: 'crm' } })
    const row = await change({ mapping: [...fewer].reverse(), options: { conflict: 'crm' } })
    expect(row.mapping.map(({ crm }) => crm).sort()).toEqual(fewer.map(({ crm }) => crm).sort())
  })

  it('reaches connections that run, as a change of hers would, and counts them before', async () => {
    await createTask(
      world.ana,
      taskDraft.parse({ subject: 'Offer', description: 'soon', priority: 'highest' }),
    )
    await world.settle()
    const values = structuredClone(standard.valueMaps ?? {})
    if (values.priority) values.priority.toMicrosoft.highest = 'low'
    const lock = { valueMaps: values, mapping: fewer }
    expect(await preview(lock)).toMatchObject({ changes: 1, pauses: 0 })
    expect(await fix(lock)).toEqual([world.connectionId])
    expect(await preview(lock)).toMatchObject({ changes: 0 })
    await world.settle()
    expect(await world.items()).toMatchObject([{ importance: 'low' }])
    expect(await world.row()).toMatchObject({
      status: 'active',
      mapping: fewer,
      approvedTo: expect.any(Date),
    })
    expect(await world.writesOf(() => world.settle())).toEqual([])
  })

  it('is what somebody starts with who has not turned the module on yet', async () => {
    await fix({ mapping: fewer, options: { conflict: 'crm' } })
    const bruno = await world.crm.member()
    expect(await viewConnection(bruno, 'tasks')).toMatchObject({
      mapping: fewer,
      options: { conflict: 'crm' },
    })
  })

  it('leaves the default of the organisation to itself', async () => {
    await fix({ options: { conflict: 'crm' } })
    const { options } = await setOrganisationDefault(admin, tasksModule, {
      options: { conflict: 'microsoft' },
    })
    expect(options.conflict).toBe('microsoft')
  })

  it('for a profile goes before what is fixed for everybody, part by part', async () => {
    await fix({ options: { conflict: 'crm', deleteInCrm: true } })
    await fix({ options: { conflict: 'microsoft' } }, await profileOfAna())
    expect((await world.row()).options).toMatchObject({ conflict: 'microsoft', deleteInCrm: true })
    const bruno = await world.crm.member()
    expect((await viewConnection(bruno, 'tasks')).options).toMatchObject({ conflict: 'crm' })
  })

  it('reaches a member who changes into the profile, with the next sweep', async () => {
    const other = await world.crm.member()
    const [{ profileId } = { profileId: '' }] = await world.db
      .select()
      .from(member)
      .where(eq(member.id, other.memberId))
    await fix({ options: { conflict: 'microsoft' } }, profileId)
    expect(await applyLocks(world.db, world.now())).toEqual([])
    await world.db.update(member).set({ profileId }).where(eq(member.id, world.ana.memberId))
    expect(await applyLocks(world.db, world.now())).toEqual([world.connectionId])
    expect((await world.row()).options.conflict).toBe('microsoft')
  })

  it('is freed again, and everybody keeps what she has', async () => {
    await fix({ options: { conflict: 'crm' } })
    expect(await fix({})).toEqual([])
    expect(await listLocks(admin, 'tasks')).toEqual([])
    expect((await world.row()).options.conflict).toBe('crm')
    await change({ options: { conflict: 'latest' } })
  })

  it('is done as it was shown, or refused with what it would do now', async () => {
    const lock = { options: { conflict: 'crm' } } as const
    const { seal } = await preview(lock)
    await change({ options: { conflict: 'crm' } })
    await expect(fix(lock, null, seal)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      details: { data: { changes: 0 } },
    })
    await fix(lock, null, (await preview(lock)).seal)
  })

  it('is written down with who did it', async () => {
    await fix({ options: { conflict: 'crm' } })
    await fix({})
    const entries = await world.db.select().from(audit).where(eq(audit.subjectId, admin.organisationId))
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['connection.lock-changed', { module: 'tasks', parts: ['conflict'] }],
      ['connection.lock-removed', { module: 'tasks', parts: [] }],
    ])
  })

  it('is refused when it could not work', () =>
    expect(fix({ mapping: [] })).rejects.toMatchObject({ code: 'validation' }))
})

describe('whether a module may be used', () => {
  it('forbidden, it pauses and deletes nothing (A7), is not turned on, and goes on when it may again', async () => {
    await createTask(world.ana, taskDraft.parse({ subject: 'Offer' }))
    await world.settle()
    expect(await preview({ use: 'forbidden' })).toMatchObject({ changes: 0, pauses: 1 })
    await fix({ use: 'forbidden' })
    const paused = { status: 'paused', reason: 'permission-missing' } as const
    expect(await world.row()).toMatchObject(paused)
    await world.settle()
    await recoverConnections(world.engine)
    expect(await world.row()).toMatchObject(paused)
    expect(await world.items()).toHaveLength(1)
    await expect(enableConnection(world.ana, world.signIn, 'tasks', {})).rejects.toMatchObject({
      code: 'locked',
    })
    await fix({})
    await recoverConnections(world.engine)
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
  })

  it('no longer forbidden, it asks for a run at once', async () => {
    await world.settle()
    await fix({ use: 'forbidden' })
    expect(await fix({ use: null })).toEqual([world.connectionId])
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
  })

  it('forbidden for everybody, a profile may still use it', async () => {
    await fix({ use: 'free' }, await profileOfAna())
    await fix({ use: 'forbidden' })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active' })
  })

  it('required, it is not turned off', async () => {
    await fix({ use: 'required' })
    await expect(disableConnection(world.ana, 'tasks', { keep: false })).rejects.toMatchObject({
      code: 'locked',
    })
    await fix({})
    await disableConnection(world.ana, 'tasks', { keep: false })
  })
})

describe('fixing settings', () => {
  it('refuses a member without the right', async () => {
    const refusal = { code: 'permission-required', details: { permission: 'manage-integrations' } }
    const wanted = { profileId: null, lock: noLock }
    await expect(setLock(world.ana, tasksModule, wanted)).rejects.toMatchObject(refusal)
    await expect(previewLock(world.ana, world.signIn, tasksModule, wanted)).rejects.toMatchObject(refusal)
    await expect(listLocks(world.ana, 'tasks')).rejects.toMatchObject(refusal)
  })

  it('refuses another organisation: its profiles are unknown, its syncs untouched', async () => {
    const other = await SyncWorld.create(database.db, { module: 'tasks' })
    const stranger = await other.crm.admin()
    const lock = { ...noLock, options: { conflict: 'crm' as const } }
    await expect(
      setLock(stranger, tasksModule, { profileId: await profileOfAna(), lock }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(await setLock(stranger, tasksModule, { profileId: null, lock })).toEqual([other.connectionId])
    expect((await world.row()).options.conflict).toBe('latest')
    expect(await listLocks(admin, 'tasks')).toEqual([])
  })
})
