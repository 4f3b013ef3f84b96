import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { change, meeting, task } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { builtInPermissions } from '@/lib/access/permissions'
import { createContact, deleteContact } from '../contacts/verbs'
import { createLead, deleteLead } from '../leads/verbs'
import { createMeeting, deleteMeeting, getMeeting } from '../meetings/verbs'
import { keptInBinDays, purgeRecycleBin } from '../recycle-bin/purge-recycle-bin'
import { createTask, deleteTask, getTask } from '../tasks/verbs'
import { CrmWorld } from '../testing/crm-world'
import { referenceNames } from './reference-names'

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

const talk = { title: 'Talk', start: '2026-03-05T14:00:00Z', end: '2026-03-05T15:00:00Z' }
const dayMs = 86_400_000

describe('the names of references', () => {
  it('are of contacts, leads and members, grey while they lie in the bin', async () => {
    const contact = await createContact(ana, {
      firstName: 'Zoé',
      lastName: 'Roux',
      secondaryEmail: 'z@a.example',
    })
    const lead = await createLead(ana, { lastName: 'Petit' })
    await deleteLead(ana, { id: lead.id })
    const nameOf = await referenceNames(ana, [
      { type: 'contact', id: contact.id },
      { type: 'lead', id: lead.id },
      { type: 'user', id: ana.memberId },
    ])
    expect(nameOf({ type: 'contact', id: contact.id })).toEqual({
      name: 'Zoé Roux',
      email: 'z@a.example',
      inBin: false,
    })
    expect(nameOf({ type: 'lead', id: lead.id })).toEqual({ name: 'Petit', email: null, inBin: true })
    expect(nameOf({ type: 'user', id: ana.memberId })).toMatchObject({ name: 'Test', inBin: false })
    expect(nameOf({ type: 'lead', id: contact.id })).toBeUndefined()
  })

  it('are read at once, however many there are', async () => {
    const { id } = await createContact(ana, { lastName: 'Roux' })
    const many = Array.from({ length: 70_000 }, () => ({ type: 'contact' as const, id: crypto.randomUUID() }))
    const nameOf = await referenceNames(ana, [...many, { type: 'contact', id }])
    expect(nameOf({ type: 'contact', id })?.name).toBe('Roux')
  })

  it('of what the reader may not see are not told (A7)', async () => {
    const { id } = await createContact(ana, { lastName: 'Roux' })
    const stranger = await (await CrmWorld.create(database.db)).admin()
    const blind = await world.member(
      builtInPermissions.administrator.filter((name) => name !== 'contacts.view'),
    )
    const nosy = [await world.member(), blind, stranger]
    for (const reader of nosy) {
      const nameOf = await referenceNames(reader, [{ type: 'contact', id }])
      expect(nameOf({ type: 'contact', id })).toBeUndefined()
    }
    const nameOf = await referenceNames(stranger, [{ type: 'user', id: ana.memberId }])
    expect(nameOf({ type: 'user', id: ana.memberId })).toBeUndefined()
  })
})

describe('a contact that goes', () => {
  it('into the bin stays in meetings and tasks; for good, they let it go and say so', async () => {
    const contact = await createContact(ana, { lastName: 'Roux' })
    const other = await createLead(ana, { lastName: 'Petit' })
    const about = { type: 'contact' as const, id: contact.id }
    const guest = { type: 'lead' as const, id: other.id }
    const related = await createMeeting(ana, { ...talk, relatedTo: about, participants: [about, guest] })
    const joined = await createMeeting(ana, { ...talk, relatedTo: guest, participants: [about] })
    const binned = await createMeeting(ana, { ...talk, relatedTo: about, participants: [about] })
    const call = await createTask(ana, { subject: 'Call', relatedTo: about })
    const binnedCall = await createTask(ana, { subject: 'Call', relatedTo: about })
    await deleteContact(ana, { id: contact.id })
    expect((await getMeeting(ana, related.id)).relatedTo).toEqual(about)

    world.tick(keptInBinDays * dayMs + 1_000)
    await deleteMeeting(ana, { id: binned.id })
    await deleteTask(ana, { id: binnedCall.id })
    await purgeRecycleBin(database.db, world.now)

    expect(await getMeeting(ana, related.id)).toMatchObject({ relatedTo: null, participants: [guest] })
    expect(await getMeeting(ana, joined.id)).toMatchObject({ relatedTo: guest, participants: [] })
    expect(await getMeeting(ana, binned.id)).toMatchObject({ relatedTo: null })
    expect(await getTask(ana, binnedCall.id)).toMatchObject({ relatedTo: null })
    const after = await getTask(ana, call.id)
    expect(after).toMatchObject({ relatedTo: null, updatedByType: 'system' })
    expect(after.updatedAt > call.updatedAt).toBe(true)
    const feed = await database.db
      .select()
      .from(change)
      .where(eq(change.recordId, joined.id))
      .orderBy(change.id)
    expect(feed[1]?.fields).toEqual({ participants: { before: [about], after: [] } })
  })

  it('is no matter to meetings and tasks, which go when their own time in the bin is over', async () => {
    const { id } = await createMeeting(ana, talk)
    const call = await createTask(ana, { subject: 'Call' })
    await deleteMeeting(ana, { id })
    await deleteTask(ana, { id: call.id })
    world.tick(keptInBinDays * dayMs + 1_000)
    await purgeRecycleBin(database.db, world.now)
    expect(await database.db.$count(meeting, eq(meeting.id, id))).toBe(0)
    expect(await database.db.$count(task, eq(task.id, call.id))).toBe(0)
  })
})
