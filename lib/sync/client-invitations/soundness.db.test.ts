import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { ConductValues } from '@/emulator/outlook/conduct'
import { createContact, deleteContact, restoreContact, updateContact } from '@/lib/crm/contacts/verbs'
import { createLead } from '@/lib/crm/leads/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { type Guest, InvitationWorld, marc } from './testing/invitation-world'

let database: TestDatabase
let world: InvitationWorld
let ana: Guest
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

async function begin(conduct: Partial<ConductValues> = {}) {
  world = await InvitationWorld.create(database.db, { conduct })
  ana = await world.guest('ana')
  await createContact(ana, { lastName: 'Okafor', email: marc.email })
}
const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
const meetings = async () =>
  (await world.meetings(ana)).map(({ title, status }) => `${title} ${status}`).sort()
const day = 86_400_000

describe('one invitation is one meeting (A2)', () => {
  it('whatever the pages of delta look like', async () => {
    await begin({
      emptyDeltaPageChance: 0.3,
      shortDeltaPageChance: 0.3,
      repeatedDeltaItemChance: 0.3,
      replayedDeltaChance: 0.5,
    })
    world.base.engine.pageSize = 2
    for (const subject of ['One', 'Two', 'Three', 'Four', 'Five']) await world.accepted(ana, { subject })
    await world.settle(ana)
    await world.accepted(ana, { subject: 'Six' })
    await world.settle(ana)
    await world.settle(ana)
    expect(await meetings()).toEqual(
      ['Five', 'Four', 'One', 'Six', 'Three', 'Two'].map((title) => `${title} scheduled`),
    )
  })

  it('when Graph has forgotten where we were', async () => {
    await begin()
    await world.accepted(ana, { subject: 'One' })
    const gone = await world.accepted(ana, { subject: 'Two' })
    await world.settle(ana)
    await world.cancel(gone)
    await world.accepted(ana, { subject: 'Three' })
    world.emulator.outlook.expireDeltaTokens(ana.userId)
    await world.settle(ana)
    expect(await meetings()).toEqual(['One scheduled', 'Three scheduled', 'Two cancelled'])
  })

  it('when it was removed while Graph had forgotten', async () => {
    await begin()
    const gone = await world.accepted(ana, { subject: 'One' })
    await world.settle(ana)
    await world.outlook(ana, 'DELETE', `/events/${await world.eventId(ana, gone)}`)
    await world.base.pass(1_000)
    world.emulator.outlook.expireDeltaTokens(ana.userId)
    await world.settle(ana)
    expect(await meetings()).toEqual(['One cancelled'])
  })

  it('when accepting gives the event another id', async () => {
    await begin()
    world.emulator.settings.setUncertain({ U11: 'new-id' })
    const invited = await world.invite([ana], { subject: 'One' })
    await world.settle(ana)
    await world.answer(ana, invited)
    await world.settle(ana)
    await world.answer(ana, invited)
    await world.settle(ana)
    expect(await meetings()).toEqual(['One scheduled'])
  })

  it('when the process dies after any step', async () => {
    await begin()
    world.base.engine.pageSize = 1
    const steps = new Set<string>()
    world.base.engine.checkpoint = async (step) => {
      if (steps.has(step)) return
      steps.add(step)
      throw new Error(`dead after ${step}`)
    }
    const stranger = { name: 'Lea Blanc', email: 'lea@blanc.example' }
    for (const subject of ['One', 'Two']) await world.accepted(ana, { subject })
    await world.accepted(ana, { subject: 'Three' }, stranger)
    await createContact(ana, { lastName: 'Blanc', email: stranger.email })
    for (let turn = 0; turn < 12; turn += 1) {
      await world.settle(ana).catch(() => undefined)
      await world.base.pass(61_000)
    }
    expect([...steps]).toContain('invitations applied')
    expect(await meetings()).toEqual(['One scheduled', 'Three scheduled', 'Two scheduled'])
  })
})

describe('an idle pair is not written to (A3)', () => {
  it('when events get a new version by themselves', async () => {
    await begin()
    await world.accepted(ana)
    await world.settle(ana)
    const [before] = await world.meetings(ana)
    world.emulator.outlook.expireDeltaTokens(ana.userId)
    await world.moveVersions(ana)
    await world.settle(ana)
    expect(await world.meetings(ana)).toEqual([before])
    expect(await world.told(ana)).toEqual(['created'])
  })
})

describe('the window of time', () => {
  it('moves on, and what slides out of it is left where it is', async () => {
    await begin()
    await world.accepted(ana, {
      subject: 'Last year',
      start: at('2025-03-20T10:00:00'),
      end: at('2025-03-20T11:00:00'),
    })
    await world.accepted(ana, { subject: 'Next week' })
    await world.settle(ana)
    await world.base.pass(40 * day)
    await world.settle(ana)
    expect((await world.calendar(ana))?.windowStart).toEqual(new Date('2025-04-11T00:00:00.000Z'))
    expect(await meetings()).toEqual(['Last year scheduled', 'Next week scheduled'])
  })

  it('what took place and is tidied away afterwards took place', async () => {
    await begin()
    const invited = await world.accepted(ana)
    await world.settle(ana)
    await world.base.pass(20 * day)
    await world.outlook(ana, 'DELETE', `/events/${await world.eventId(ana, invited)}`)
    await world.settle(ana)
    expect(await meetings()).toEqual(['Quarterly review scheduled'])
  })
})

describe('a client who comes up later', () => {
  const lea = { name: 'Lea Blanc', email: 'lea@blanc.example' }

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['by a new address', (id) => updateContact(ana, { id, patch: { secondaryEmail: 'LEA@blanc.example' } })],
    ['out of the recycle bin', (id) => restoreContact(ana, id)],
  ])('%s', async (way, happens) => {
    await begin()
    const binned = way === 'out of the recycle bin'
    const { id } = await createContact(ana, { lastName: 'Blanc', ...(binned ? { email: lea.email } : {}) })
    if (binned) await deleteContact(ana, { id })
    await world.accepted(ana, {}, lea)
    await world.settle(ana)
    expect(await meetings()).toEqual([])
    await happens(id)
    await world.settle(ana)
    expect(await meetings()).toHaveLength(1)
  })

  it('is anybody’s of the organisation, and nobody’s of another (A7)', async () => {
    await begin()
    await world.accepted(ana, {}, lea)
    await world.settle(ana)
    const elsewhere = await (await CrmWorld.create(database.db)).member()
    await createContact(elsewhere, { lastName: 'Blanc', email: lea.email })
    await world.settle(ana)
    expect(await meetings()).toEqual([])
    const bruno = await world.base.crm.member()
    await createContact(bruno, { lastName: 'Blanc', email: lea.email })
    await world.settle(ana)
    expect(await meetings()).toHaveLength(1)
  })

  it('wakes those whose invitations wait for her, and nobody else', async () => {
    await begin()
    const bruno = await world.guest('bruno')
    await world.accepted(ana, {}, lea)
    for (const guest of [ana, bruno]) await world.settle(guest)
    const woken: string[] = []
    const engine = {
      ...world.base.engine,
      wake: async ({ memberIds }: { memberIds: string[] }) => void woken.push(...memberIds),
    }
    await createContact(bruno, { lastName: 'Blanc', email: lea.email })
    await createContact(bruno, { lastName: 'Roux', email: 'roux@roux.example' })
    await world.feedIsRead(engine)
    const ours = () => woken.filter((id) => id === ana.memberId || id === bruno.memberId)
    expect(ours()).toEqual([ana.memberId])
    await world.feedIsRead(engine)
    expect(ours()).toHaveLength(1)
  })

  it('may have come from Microsoft 365 herself', async () => {
    await begin()
    await world.accepted(ana, {}, lea)
    await world.settle(ana)
    const woken: string[] = []
    world.base.engine.wake = async ({ module, memberIds }) => {
      if (module === 'meetings') woken.push(...memberIds)
    }
    await world.base.settle()
    const emailAddresses = [{ address: lea.email }]
    await world.feedIsRead()
    woken.length = 0
    await world.base.outlook('POST', `${await world.base.folder()}/contacts`, {
      surname: 'Blanc',
      emailAddresses,
    })
    await world.base.settle()
    expect(new Set(woken)).toEqual(new Set([ana.memberId]))
    await world.settle(ana)
    expect(await meetings()).toHaveLength(1)
  })

  it('is said so by the verb itself, once, after its commit', async () => {
    await begin()
    const said: string[] = []
    const user = { ...ana, wakeClients: async (organisationId: string) => void said.push(organisationId) }
    const { id } = await createContact(user, { lastName: 'Blanc', email: lea.email })
    await updateContact(user, { id, patch: { secondaryEmail: 'l@blanc.example' } })
    await createLead(user, { lastName: 'Roux', email: 'roux@roux.example' })
    expect(said).toEqual([ana.organisationId, ana.organisationId, ana.organisationId])
    await updateContact(user, { id, patch: { title: 'Buyer' } })
    await deleteContact(user, { id })
    expect(said).toHaveLength(3)
  })

  it('costs nothing when a contact changes in another way', async () => {
    await begin()
    const invited = await world.invite([ana])
    await world.settle(ana)
    const { id } = await createContact(ana, { lastName: 'Okafor', email: marc.email })
    await world.feedIsRead()
    await world.settle(ana)
    const before = await world.rows(ana)
    await updateContact(ana, { id, patch: { title: 'Buyer' } })
    await world.feedIsRead()
    expect(await world.rows(ana)).toEqual(before)
    await world.answer(ana, invited)
    await world.settle(ana)
    expect(await meetings()).toHaveLength(1)
  })
})

it('of invitations that are not taken nothing is kept but whose they are', async () => {
  await begin()
  await world.accepted(ana, { subject: 'Dentist' }, { name: 'Dr. Roux', email: 'x@roux.example' })
  await world.settle(ana)
  const [row] = await world.rows(ana)
  expect(row).toMatchObject({ organiser: 'x@roux.example', recordId: null })
  expect(JSON.stringify(row)).not.toContain('Dentist')
})
