import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import { createContact } from '@/lib/crm/contacts/verbs'
import { createMeeting } from '@/lib/crm/meetings/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { runSlice } from '@/lib/sync/run/run-slice'
import { type Guest, InvitationWorld, marc } from './testing/invitation-world'

let database: TestDatabase
let world: InvitationWorld
let ana: Guest
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await InvitationWorld.create(database.db)
  world.base.listen()
  ana = await world.guest('ana')
  await createContact(ana, { lastName: 'Okafor', email: marc.email })
})

const meetings = async () =>
  (await world.meetings(ana)).map(({ title, status }) => `${title} ${status}`).sort()
const watched = async () => {
  const { body } = await control(world.emulator, 'GET', '/subscriptions')
  return (body as { resource: string }[]).map(({ resource }) =>
    resource === `users/${ana.userId}/events` ? 'default calendar' : 'container',
  )
}

describe('the switch', () => {
  it('off: what is there stays, nothing follows any more, and the calendar is not watched', async () => {
    const first = await world.accepted(ana, { subject: 'One' })
    await world.settle(ana)
    expect((await watched()).sort()).toEqual(['container', 'default calendar'])
    await world.turn(ana, false)
    await world.settle(ana)
    await world.change(first, { subject: 'One, moved' })
    await world.accepted(ana, { subject: 'Two' })
    await world.settle(ana)
    expect(await meetings()).toEqual(['One scheduled'])
    expect(await watched()).toEqual(['container'])
    expect(await world.calendar(ana)).toBeNull()
  })

  it('on again: nothing is doubled, and what was missed is caught up with', async () => {
    const first = await world.accepted(ana, { subject: 'One' })
    const second = await world.accepted(ana, { subject: 'Two' })
    await world.settle(ana)
    await world.turn(ana, false)
    await world.settle(ana)
    await world.change(first, { subject: 'One, moved' })
    await world.cancel(second)
    await world.accepted(ana, { subject: 'Three' })
    await world.base.pass(60_000)
    await world.turn(ana, true)
    await world.settle(ana)
    expect(await meetings()).toEqual(['One, moved scheduled', 'Three scheduled', 'Two cancelled'])
  })

  it('on while a run is under way: that run goes on with it, and whatever comes is told of at once', async () => {
    await world.turn(ana, false)
    await world.settle(ana)
    let turned = false
    world.base.onAnswer = async ({ url }, response) => {
      if (turned || !url.includes('/delta')) return response
      turned = true
      await world.turn(ana, true)
      expect(await runSlice(world.base.engine, ana.connectionId)).toEqual({ outcome: 'busy' })
      return response
    }
    expect(await runSlice(world.base.engine, ana.connectionId)).toMatchObject({ outcome: 'done' })
    expect((await watched()).sort()).toEqual(['container', 'default calendar'])
    await world.accepted(ana, { subject: 'One' })
    await world.base.pass(5_000)
    expect(world.base.woken).toContain(ana.connectionId)
  })

  it('off from the start: nothing is read of the calendar', async () => {
    const bruno = await world.guest('bruno', { clientInvitations: false })
    await world.accepted(bruno)
    await world.settle(bruno)
    expect(await world.meetings(bruno)).toEqual([])
    const read = world.emulator.traffic
      .since(null)
      .filter(({ path, appId }) => appId === small.appId && path.includes('/calendarView/'))
    expect(read.filter(({ path }) => !path.includes('/calendars/'))).toEqual([])
  })
})

describe('the preview of the switch', () => {
  it('counts what would become a meeting and what only nearly, and writes nothing', async () => {
    await world.accepted(ana, { subject: 'One' })
    await world.invite([ana], { subject: 'Two' })
    await world.accepted(ana, {}, { name: 'Stranger', email: 'x@stranger.example' })
    const preview = await world.preview(ana)
    expect(preview).toMatchObject({
      createInCrm: 1,
      skipped: [{ reason: 'not-answered', count: 1 }],
      samples: [{ action: 'createInCrm', label: 'One' }],
    })
    expect(await world.rows(ana)).toEqual([])
    await world.settle(ana)
    expect(await world.preview(ana)).toMatchObject({ createInCrm: 0 })
  })
})

describe('the module', () => {
  it('disabled and enabled again: nothing is doubled', async () => {
    await world.accepted(ana, { subject: 'One' })
    await world.settle(ana)
    await disableConnection(ana, 'meetings', { keep: false })
    await world.settle(ana)
    expect(await watched()).toEqual([])
    expect(await world.calendar(ana)).toBeNull()
    expect(await meetings()).toEqual(['One scheduled'])
    await world.accepted(ana, { subject: 'Two' })
    await world.enableAgain(ana)
    await world.settle(ana)
    expect(await meetings()).toEqual(['One scheduled', 'Two scheduled'])
    expect((await watched()).sort()).toEqual(['container', 'default calendar'])
  })
})

describe('notifications', () => {
  it('of the default calendar ask the same connection to run', async () => {
    await world.settle(ana)
    world.base.woken.length = 0
    await world.accepted(ana)
    await world.base.pass(5_000)
    expect(new Set(world.base.woken)).toEqual(new Set([ana.connectionId]))
    await world.settle(ana)
    expect(await meetings()).toEqual(['Quarterly review scheduled'])
  })

  it('where they cannot be had for the default calendar, polling does the work', async () => {
    world.emulator.faults.add({
      match: { path: '/subscriptions$', method: 'POST' },
      effect: { status: 400 },
    })
    const outcomes = await world.base.settle(ana.connectionId)
    expect(outcomes.at(-1)).toEqual({ outcome: 'done', waitMs: 5_000 })
    await world.accepted(ana)
    await world.settle(ana)
    expect(await meetings()).toEqual(['Quarterly review scheduled'])
  })
})

it('nothing in the default calendar is ever written, and nothing of it is copied into the CRM’s (M8)', async () => {
  await createMeeting(ana, { title: 'Mine', start: '2026-03-09T09:00:00Z', end: '2026-03-09T10:00:00Z' })
  const invited = await world.accepted(ana)
  await world.settle(ana)
  await world.change(invited, { subject: 'Moved' })
  await world.settle(ana)
  await world.cancel(invited)
  await world.settle(ana)
  const { containerId } = await world.row(ana)
  const own = encodeURIComponent(String(containerId))
  const writes = world.emulator.traffic
    .since(null)
    .filter(({ appId, method }) => appId === small.appId && method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(own, 'OURS')}`)
    .filter((line) => /calendar|event/i.test(line))
  expect(writes.length).toBeGreaterThan(0)
  expect(
    writes.filter((line) => !line.includes('/calendars/OURS') && !/^POST \S*\/calendars$/.test(line)),
  ).toEqual([])
  const copied = await world.outlook(ana, 'GET', `/calendars/${own}/events?$top=100`)
  expect((copied.value as { subject: string }[]).map(({ subject }) => subject)).toEqual(['Mine'])
})
