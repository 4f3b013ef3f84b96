import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, owedMail } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { composeMail } from '@/lib/access/owed-mails/compose-mail'
import { createContacts, deleteContacts, updateContacts } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { heldWork } from './held-work'
import { listHeld } from './list-held'
import { recoverConnections } from './recover'
import { resumeConnection } from './resume-connection'

let database: TestDatabase
let world: SyncWorld
let ids: string[]
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const all = (context: Context, memberId?: string) =>
  listHeld(context, 'contacts', { memberId, limit: 200 }).then(({ items }) => items)

describe('what waits for a decision (A5)', () => {
  beforeEach(async () => {
    world = await SyncWorld.create(database.db)
    const drafts = Array.from({ length: 16 }, (_, at) => ({ lastName: `N${at}`, title: 'Buyer' }))
    ids = (await createContacts(world.ana, drafts)).map(({ id }) => id)
    await world.settle()
    await world.pass(10_000)
    const patch = { title: 'X' }
    await updateContacts(
      world.ana,
      ids.slice(0, 12).map((id) => ({ id, patch })),
    )
    await world.settle()
  })

  it('is listed, page by page, with what would change from what to what', async () => {
    const { items, next } = await listHeld(world.ana, 'contacts', { limit: 8 })
    const rest = await listHeld(world.ana, 'contacts', { limit: 8, after: next ?? '' })
    expect([...items, ...rest.items].map(({ recordId }) => recordId).sort()).toEqual(ids.slice(0, 12).sort())
    expect(rest.next).toBeNull()
    expect(items[0]).toMatchObject({
      inBin: false,
      deletion: null,
      changes: [{ direction: 'toMicrosoft', fields: [{ field: 'title', before: 'Buyer', after: 'X' }] }],
    })
    const counted = { deletions: { toCrm: 0, toMicrosoft: 0 }, changes: 12, decided: false }
    expect(await heldWork(world.ana, 'contacts')).toEqual(counted)
    await resumeConnection(world.ana, 'contacts', 'apply')
    expect(await heldWork(world.ana, 'contacts')).toMatchObject({ decided: true })
    await world.settle()
    expect(await heldWork(world.ana, 'contacts')).toBeNull()
    expect(await all(world.ana)).toEqual([])
  })

  it('names deletions by where they would delete', async () => {
    await deleteContacts(world.ana, ids.slice(0, 12))
    await world.settle()
    const held = (await all(world.ana)).filter(({ deletion }) => deletion === 'toMicrosoft')
    expect(held).toHaveLength(12)
    expect(held[0]).toMatchObject({ inBin: true, name: expect.stringMatching(/^N/) })
  })

  it('may be looked at and decided by who manages integrations, who sees of records what she may see', async () => {
    const { memberId } = world.ana
    const admin = await world.crm.admin()
    expect((await all(admin, memberId))[0]?.name).toMatch(/^N/)
    const manager = await world.crm.member(['manage-integrations', 'contacts.view'])
    expect((await all(manager, memberId))[0]).toMatchObject({ name: null, changes: [{ fields: [] }] })
    await resumeConnection(manager, 'contacts', 'restore', memberId)
    const [written] = await database.db
      .select()
      .from(audit)
      .where(and(eq(audit.action, 'connection.held-decided'), eq(audit.subjectId, memberId)))
    expect(written).toMatchObject({
      actorId: manager.memberId,
      details: { module: 'contacts', reason: 'many-changes', decision: 'restore' },
    })
  })

  it('refuses a member without the right, and another organisation', async () => {
    const { memberId } = world.ana
    const other = await (await SyncWorld.create(database.db)).crm.admin()
    for (const stranger of [await world.crm.member(), other]) {
      const asked = [all(stranger, memberId), heldWork(stranger, 'contacts', memberId)]
      for (const answer of await Promise.allSettled(asked)) {
        if (answer.status === 'fulfilled') expect(answer.value ?? []).toEqual([])
        else expect(answer.reason).toMatchObject({ code: 'not-found' })
      }
    }
  })

  it('is told to its user once, and no more when it has been decided', async () => {
    await updateContacts(world.ana, [{ id: ids[13] ?? '', patch: { title: 'X' } }])
    await world.settle()
    const owed = await database.db
      .select()
      .from(owedMail)
      .where(and(eq(owedMail.kind, 'run-held'), eq(owedMail.subjectId, world.connectionId)))
    expect(owed).toHaveLength(1)
    const desk = { db: database.db, now: world.now, appUrl: 'https://crm.example' }
    const about = { kind: 'run-held' as const, subjectId: world.connectionId, memberId: null }
    const mail = await composeMail(desk, about)
    expect(mail?.text).toContain('https://crm.example/settings/marketplace/microsoft/contacts/held')
    await resumeConnection(world.ana, 'contacts', 'apply')
    expect(await composeMail(desk, about)).toBeNull()
  })

  it('is told once, though it needs attention or pauses meanwhile; the next question is told again (I4)', async () => {
    const told = () =>
      database.db.$count(
        owedMail,
        and(eq(owedMail.kind, 'run-held'), eq(owedMail.subjectId, world.connectionId)),
      )
    const own = eq(connection.id, world.connectionId)
    for (const [status, reason] of [
      ['attention', 'mailbox-unavailable'],
      ['paused', 'permission-missing'],
    ] as const) {
      await database.db
        .update(connection)
        .set({ status, reason, updatedAt: new Date(0) })
        .where(own)
      await recoverConnections(world.engine)
      await world.settle()
      expect(await world.row()).toMatchObject({ status: 'held', reason: 'many-changes' })
    }
    expect(await told()).toBe(1)

    await world.pass(1_000)
    await resumeConnection(world.ana, 'contacts', 'apply')
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', heldToldAt: null })
    await world.pass(60_000)
    await updateContacts(
      world.ana,
      ids.map((id) => ({ id, patch: { title: 'Another' } })),
    )
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'held' })
    expect(await told()).toBe(2)
  })

  it('a decision stands though the connection needs attention before it is carried out', async () => {
    await world.pass(1_000)
    await resumeConnection(world.ana, 'contacts', 'apply')
    const away = { status: 'attention', reason: 'mailbox-unavailable', updatedAt: new Date(0) } as const
    await database.db.update(connection).set(away).where(eq(connection.id, world.connectionId))
    await recoverConnections(world.engine)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', heldDecision: null })
  })
})
