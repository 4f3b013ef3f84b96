import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { createContact } from '../contacts/verbs'
import { listTasks } from '../tasks/list-tasks'
import { CrmWorld } from '../testing/crm-world'
import { addManyMeetingsAndTasks } from '../testing/many-meetings-and-tasks'
import { planRecorder } from '../testing/plan-recorder'
import { listMeetings, listMeetingsBetween } from './list-meetings'
import { createMeeting } from './verbs'

const count = 30_000

describe(`an organisation with ${count.toLocaleString('en')} meetings and as many tasks`, () => {
  let database: TestDatabase
  let admin: Context
  let owner: Context
  let plansOf: ReturnType<typeof planRecorder>['plansOf']
  const contactIds = Array.from({ length: 500 }, () => randomUUID())

  beforeAll(async () => {
    database = await createTestDatabase()
    const world = await CrmWorld.create(database.db)
    const recorder = planRecorder(database)
    plansOf = recorder.plansOf
    admin = { ...(await world.admin()), db: recorder.db }
    const people = await Promise.all(Array.from({ length: 9 }, () => world.member()))
    owner = { ...(await world.member()), db: recorder.db }
    const ownerIds = [owner, ...people].map(({ actor }) => ('memberId' in actor ? actor.memberId : ''))
    const { organisationId } = world
    await addManyMeetingsAndTasks(database.sql, { organisationId, ownerIds, count, contactIds })
  }, 120_000)
  afterAll(() => database.close())

  const who = (name: string) => (name === 'admin' ? admin : owner)
  const now = new Date('2020-12-07T00:00:00Z')

  it.each(['admin', 'owner'])('reads a week of its calendar, not all that came before (%s)', async (name) => {
    const week = { from: now, to: new Date('2020-12-14T00:00:00Z'), timeZone: 'UTC' }
    const { text, rowsRead } = await plansOf(() => listMeetingsBetween(who(name), week))
    expect(text).toContain('meeting_lasting_long')
    expect(text).not.toContain('Seq Scan')
    expect(rowsRead).toBeLessThan(2_000)
  })

  it.each(['admin', 'owner'])(
    'pages what is to come and what is over in order of time (%s)',
    async (name) => {
      for (const over of [true, false]) {
        const when = { over, now, timeZone: 'UTC' }
        const sort = { by: 'start', descending: over } as const
        const { text } = await plansOf(() => listMeetings(who(name), { when, sort, limit: 50 }))
        expect(text).toMatch(/using meeting_by(_owner_and)?_start/)
        expect(text).not.toMatch(/Sort|Seq Scan/)
      }
    },
  )

  it('finds the meetings of a contact by index', async () => {
    const about = { type: 'contact' as const, id: contactIds[6] ?? '' }
    const { text, rowsRead } = await plansOf(() => listMeetings(admin, { about, limit: 50 }))
    expect(text).not.toContain('Seq Scan')
    expect(rowsRead).toBeLessThan(200)
  })

  it('finds the meetings of a participant by index', async () => {
    const { id } = await createContact(owner, { lastName: 'Zanzibar' })
    const [start, end] = ['2020-12-07T09:00:00Z', '2020-12-07T10:00:00Z']
    await createMeeting(owner, { title: 'Talk', start, end, participants: [{ type: 'contact', id }] })
    for (const context of [admin, owner]) {
      const { text, rowsRead } = await plansOf(() => listMeetings(context, { search: 'zanz', limit: 50 }))
      expect(text).toContain('meeting_participants')
      expect(text).not.toContain('Seq Scan on meeting')
      expect(rowsRead).toBeLessThan(200)
    }
  })

  it.each(['admin', 'owner'])('pages tasks by due date and by priority (%s)', async (name) => {
    for (const by of ['dueDate', 'priority'] as const) {
      const sort = { by, descending: false }
      const { text, rowsRead } = await plansOf(() => listTasks(who(name), { open: true, sort, limit: 50 }))
      expect(text).toMatch(/using task_(open_)?by_/)
      expect(text).not.toMatch(/Sort|Seq Scan/)
      expect(rowsRead).toBeLessThan(1_000)
    }
  })
})
