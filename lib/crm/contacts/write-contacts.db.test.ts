import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { change } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { CrmWorld } from '../testing/crm-world'
import {
  createContact,
  createContacts,
  deleteContact,
  deleteContacts,
  getContact,
  restoreContacts,
  updateContact,
  updateContacts,
} from './verbs'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>
let stranger: typeof ana

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
  stranger = await (await CrmWorld.create(database.db)).admin()
})

const feedOf = (recordId: string) =>
  database.db.select().from(change).where(eq(change.recordId, recordId)).orderBy(asc(change.id))

describe('creating contacts', () => {
  it('gives what was stored: trimmed, empty as null, owned by whoever created it', async () => {
    const made = await createContact(ana, { lastName: ' Dupont ', firstName: '', email: 'marie@exemple.fr' })
    expect(made).toMatchObject({
      lastName: 'Dupont',
      firstName: null,
      email: 'marie@exemple.fr',
      website: null,
      ownerId: ana.memberId,
      createdAt: world.now,
      updatedAt: world.now,
      updatedByType: 'user',
      updatedById: ana.memberId,
      deletedAt: null,
    })
    expect(await getContact(ana, made.id)).toEqual(made)
  })

  it('keeps the order of the inputs, however many', async () => {
    const inputs = Array.from({ length: 6_000 }, (_, n) => ({ lastName: `N${n}`, description: 'é"\\\n' }))
    const made = await createContacts(ana, inputs)
    expect(made.map((one) => one.lastName)).toEqual(inputs.map((one) => one.lastName))
    expect(await getContact(ana, made[5_999]?.id ?? '')).toEqual(made[5_999])
  })

  it('writes the feed and wakes the owner once, after the commit', async () => {
    const [made] = await createContacts(ana, [{ lastName: 'A' }, { lastName: 'B' }])
    expect(await feedOf(made?.id ?? '')).toMatchObject([
      {
        kind: 'created',
        ownerId: ana.memberId,
        actorType: 'user',
        fields: { lastName: { before: null, after: 'A' } },
      },
    ])
    expect(ana.wakes).toEqual([{ module: 'contacts', memberIds: [ana.memberId] }])
  })

  it('names every problem of every input, and creates none', async () => {
    const bad = [
      { lastName: 'A' },
      { lastName: '', email: 'nobody' },
      { lastName: 'B', firstName: 'x'.repeat(256) },
    ]
    await expect(createContacts(ana, bad)).rejects.toMatchObject({
      code: 'validation',
      details: {
        errors: [
          { pointer: '/1/lastName', code: 'required' },
          { pointer: '/1/email', code: 'invalid' },
          { pointer: '/2/firstName', code: 'too-long' },
        ],
      },
    })
    expect(ana.wakes).toEqual([])
  })

  it('gives it to another active member only', async () => {
    const bruno = await world.member()
    expect(await createContact(ana, { lastName: 'A', ownerId: bruno.memberId })).toMatchObject({
      ownerId: bruno.memberId,
    })
    const gone = await world.member(undefined, 'deactivated')
    for (const ownerId of [gone.memberId, stranger.memberId, randomUUID()]) {
      await expect(createContact(ana, { lastName: 'A', ownerId })).rejects.toMatchObject({
        code: 'validation',
        details: { errors: [{ pointer: '/ownerId', code: 'invalid' }] },
      })
    }
  })

  it('refuses a member without the right', async () => {
    const reader = await world.without('contacts.create')
    await expect(createContact(reader, { lastName: 'A' })).rejects.toMatchObject({
      code: 'permission-required',
      details: { permission: 'contacts.create' },
    })
  })
})

describe('changing contacts', () => {
  it('changes what the patch names, and null clears', async () => {
    const made = await createContact(ana, { lastName: 'Dupont', firstName: 'Marie', title: 'CEO' })
    world.tick()
    const after = await updateContact(ana, { id: made.id, patch: { firstName: null, title: 'CTO' } })
    expect(after).toEqual({ ...made, firstName: null, title: 'CTO', updatedAt: world.now })
    expect(await getContact(ana, made.id)).toEqual(after)
    expect((await feedOf(made.id))[1]).toMatchObject({
      kind: 'updated',
      at: after.updatedAt,
      fields: { firstName: { before: 'Marie', after: null }, title: { before: 'CEO', after: 'CTO' } },
    })
  })

  it('writes nothing when nothing changes', async () => {
    const made = await createContact(ana, { lastName: 'Dupont' })
    world.tick()
    const after = await updateContact(ana, { id: made.id, patch: { lastName: ' Dupont ', title: '' } })
    expect(after).toEqual(made)
    expect(await feedOf(made.id)).toHaveLength(1)
    expect(ana.wakes).toHaveLength(1)
  })

  it('moves updatedAt with every write although the clock stands still', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    const second = await updateContact(ana, { id: made.id, patch: { lastName: 'B' } })
    const third = await updateContact(ana, { id: made.id, patch: { lastName: 'C' } })
    expect([second, third].map((one) => one.updatedAt.getTime() - made.updatedAt.getTime())).toEqual([1, 2])
  })

  it('refuses a version that is no longer current', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    await updateContact(ana, { id: made.id, patch: { lastName: 'B' }, expectedUpdatedAt: made.updatedAt })
    const late = { id: made.id, patch: { lastName: 'C' }, expectedUpdatedAt: [made.updatedAt] }
    await expect(updateContact(ana, late)).rejects.toMatchObject({ code: 'stale' })
  })

  it('refuses a record in the recycle bin', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    await deleteContacts(ana, [made.id])
    await expect(updateContact(ana, { id: made.id, patch: { lastName: 'B' } })).rejects.toMatchObject({
      code: 'deleted',
    })
  })

  it('gives a record away: out of view, into the feed of both', async () => {
    const bruno = await world.member()
    const made = await createContact(ana, { lastName: 'A' })
    ana.wakes.length = 0
    const given = await updateContact(ana, { id: made.id, patch: { ownerId: bruno.memberId } })
    expect(given.ownerId).toBe(bruno.memberId)
    expect((await feedOf(made.id))[1]).toMatchObject({
      ownerId: bruno.memberId,
      previousOwnerId: ana.memberId,
    })
    expect(ana.wakes).toEqual([{ module: 'contacts', memberIds: [bruno.memberId, ana.memberId] }])
    await expect(getContact(ana, made.id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await getContact(bruno, made.id)).toEqual(given)
  })

  it('is all or nothing', async () => {
    const [a, b] = await createContacts(ana, [{ lastName: 'A' }, { lastName: 'B' }])
    const updates = [
      { id: a?.id ?? '', patch: { lastName: 'A2' } },
      { id: b?.id ?? '', patch: { ownerId: randomUUID() } },
    ]
    await expect(updateContacts(ana, updates)).rejects.toMatchObject({ code: 'validation' })
    expect(await getContact(ana, a?.id ?? '')).toEqual(a)
  })

  it('two edits of one record at once: one waits for the other, neither is lost', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    await Promise.all([
      updateContact(ana, { id: made.id, patch: { title: 'CEO' } }),
      updateContact(ana, { id: made.id, patch: { firstName: 'Marie' } }),
    ])
    expect(await getContact(ana, made.id)).toMatchObject({ title: 'CEO', firstName: 'Marie' })
  })
})

describe('the recycle bin', () => {
  it('keeps a deleted contact readable, and takes it back as it was', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    world.tick()
    const [gone] = await deleteContacts(ana, [made.id])
    expect(await getContact(ana, made.id)).toEqual({ ...made, deletedAt: world.now, updatedAt: world.now })
    const [back] = await restoreContacts(ana, [made.id])
    expect(back).toMatchObject({ lastName: 'A', deletedAt: null })
    expect(back?.updatedAt.getTime()).toBeGreaterThan(gone?.updatedAt.getTime() ?? 0)
    expect((await feedOf(made.id)).map((entry) => entry.kind)).toEqual(['created', 'deleted', 'restored'])
  })

  it('deleting twice and restoring a living contact change nothing', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    expect(await restoreContacts(ana, [made.id])).toEqual([made])
    const once = await deleteContacts(ana, [made.id])
    world.tick()
    expect(await deleteContacts(ana, [made.id])).toEqual(once)
    expect(await feedOf(made.id)).toHaveLength(2)
  })

  it('refuses to delete a version that is no longer current', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    const stale = new Date(made.updatedAt.getTime() - 1)
    await expect(deleteContact(ana, { id: made.id, expectedUpdatedAt: stale })).rejects.toMatchObject({
      code: 'stale',
    })
  })
})

describe('rights (A7)', () => {
  it("another member's contact, and another organisation's, do not exist", async () => {
    const made = await createContact(ana, { lastName: 'A' })
    for (const other of [await world.member(), stranger]) {
      const refused = { code: 'not-found' }
      await expect(getContact(other, made.id)).rejects.toMatchObject(refused)
      await expect(updateContact(other, { id: made.id, patch: {} })).rejects.toMatchObject(refused)
      await expect(deleteContacts(other, [made.id])).rejects.toMatchObject(refused)
      await expect(restoreContacts(other, [made.id])).rejects.toMatchObject(refused)
    }
  })

  it('whoever has records.all sees and changes them', async () => {
    const made = await createContact(ana, { lastName: 'A' })
    const admin = await world.admin()
    const after = await updateContact(admin, { id: made.id, patch: { title: 'CEO' } })
    expect(after).toMatchObject({ ownerId: ana.memberId, updatedById: admin.memberId })
    expect(admin.wakes).toEqual([{ module: 'contacts', memberIds: [ana.memberId] }])
  })

  it('each verb asks for its permission', async () => {
    const { id } = await createContact(ana, { lastName: 'A' })
    const may = (...missing: Parameters<CrmWorld['without']>) => world.without(...missing)
    const refused = (permission: string) => ({ code: 'permission-required', details: { permission } })
    await expect(getContact(await may('contacts.view'), id)).rejects.toMatchObject(refused('contacts.view'))
    await expect(updateContact(await may('contacts.edit'), { id, patch: {} })).rejects.toMatchObject(
      refused('contacts.edit'),
    )
    await expect(deleteContacts(await may('contacts.delete'), [id])).rejects.toMatchObject(
      refused('contacts.delete'),
    )
    const neither = await may('contacts.delete', 'contacts.edit')
    await expect(restoreContacts(neither, [id])).rejects.toMatchObject(refused('contacts.delete'))
  })
})

describe('the sync as a writer', () => {
  it('writes for its member, names its connection and does not wake itself', async () => {
    const sync = world.syncOf(ana)
    const made = await createContact(sync, { lastName: 'A' })
    expect(made).toMatchObject({ ownerId: ana.memberId, updatedByType: 'sync', updatedById: ana.memberId })
    const connectionId = sync.actor.type === 'sync' ? sync.actor.connectionId : ''
    expect(await feedOf(made.id)).toMatchObject([{ actorType: 'sync', actorId: ana.memberId, connectionId }])
    expect(sync.wakes).toEqual([])
  })

  it('joins the transaction of its caller, which is then the one to wake', async () => {
    const rolledBack = database.db.transaction(async (tx) => {
      const noted: unknown[] = []
      const context = { ...ana, db: tx, wake: async (wake: unknown) => void noted.push(wake) }
      const made = await createContact(context, { lastName: 'A' })
      expect(noted).toEqual([{ module: 'contacts', memberIds: [ana.memberId] }])
      throw new Error(made.id)
    })
    const id = await rolledBack.catch((error: Error) => error.message)
    expect(await feedOf(id)).toEqual([])
    expect(ana.wakes).toEqual([])
  })
})
