import { and, eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, member } from '@/db/schema/access'
import { change, contact, lead } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { contactModule } from '../contacts/module'
import { leadModule } from '../leads/module'
import { meetingModule } from '../meetings/module'
import { createMeeting, getMeeting } from '../meetings/verbs'
import { createTask } from '../tasks/verbs'
import { CrmWorld } from '../testing/crm-world'
import { createRecords } from './create-records'
import { deleteRecords } from './delete-records'
import { countRecordsOf, handOverRecords } from './hand-over-records'

let database: TestDatabase
let world: CrmWorld
let manager: Awaited<ReturnType<CrmWorld['member']>>
let ana: Awaited<ReturnType<CrmWorld['member']>>
let bruno: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ;[manager, ana, bruno] = [await world.member(['manage-users']), await world.member(), await world.member()]
})

const onMonday = {
  start: '2026-03-09T12:00:00.000Z',
  end: '2026-03-09T13:00:00.000Z',
  timeZone: 'Europe/Paris',
  allDay: false,
}
const handOver = (by = manager, toId = bruno.memberId) => handOverRecords(by, { fromId: ana.memberId, toId })
const contacts = (count: number) =>
  createRecords(
    ana,
    contactModule,
    Array.from({ length: count }, (_, position) => ({ lastName: `Person ${position}` })),
  )

describe('handing over a member’s records', () => {
  it('gives all of them, also of somebody who has been deactivated, to another active member', async () => {
    await contacts(201)
    await createRecords(ana, leadModule, [{ lastName: 'Lead', company: 'Company' }])
    await createMeeting(ana, { title: 'Lunch', ...onMonday })
    await createTask(ana, { subject: 'Call back' })
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, ana.memberId))
    expect(await countRecordsOf(manager, ana.memberId)).toEqual({
      contacts: 201,
      leads: 1,
      meetings: 1,
      tasks: 1,
    })
    expect(await handOver()).toBe(204)
    expect(await database.db.$count(contact, eq(contact.ownerId, bruno.memberId))).toBe(201)
    expect(await database.db.$count(lead, eq(lead.ownerId, bruno.memberId))).toBe(1)
    expect(await handOver()).toBe(0)
  })

  it('tells the change feed whose they were, the sync, and the audit who did it', async () => {
    await contacts(1)
    await handOver()
    const moves = and(eq(change.ownerId, bruno.memberId), isNotNull(change.previousOwnerId))
    expect(await database.db.select({ from: change.previousOwnerId }).from(change).where(moves)).toEqual([
      { from: ana.memberId },
    ])
    expect(manager.wakes.flatMap(({ memberIds }) => memberIds).sort()).toEqual(
      [ana.memberId, bruno.memberId].sort(),
    )
    const [entry] = await database.db.select().from(audit).where(eq(audit.subjectId, ana.memberId))
    expect(entry).toMatchObject({
      action: 'member.records-handed-over',
      actorId: manager.memberId,
      details: { contacts: 1 },
    })
  })

  it('leaves a meeting to which she was invited with her: its organiser decides (M8)', async () => {
    const invited = { title: 'Their lunch', origin: 'invitation' as const, ...onMonday }
    const [theirs] = await createRecords(world.syncOf(ana), meetingModule, [invited])
    expect(await countRecordsOf(manager, ana.memberId)).toMatchObject({ meetings: 0 })
    expect(await handOver()).toBe(0)
    expect((await getMeeting(ana, theirs?.id ?? '')).ownerId).toBe(ana.memberId)
  })

  it('leaves the recycle bin alone', async () => {
    const [one] = await contacts(1)
    await deleteRecords(ana, contactModule, [{ id: one?.id ?? '' }])
    expect(await handOver()).toBe(0)
  })

  it('refuses a member without the right', async () => {
    const standard = await world.member()
    await expect(handOver(standard)).rejects.toMatchObject({ details: { permission: 'manage-users' } })
  })

  it('refuses another organisation', async () => {
    const stranger = await (await CrmWorld.create(database.db)).admin()
    await expect(handOver(stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(handOver(manager, stranger.memberId)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses to give them to somebody who is deactivated', async () => {
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, bruno.memberId))
    await expect(handOver()).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer: '/toId' }] },
    })
  })
})
