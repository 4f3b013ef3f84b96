import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { livedMeetings } from '@/lib/sync/testing/lived-meetings'
import type { LivedModule } from '@/lib/sync/testing/lived-module'
import { meetingLife } from '@/lib/sync/testing/meeting-life'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { previewConnection } from './preview-connection'
import { livedModules, RandomPair } from './testing/random-pair'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

async function begin(lived: LivedModule, records: number): Promise<void> {
  world = await SyncWorld.create(database.db, { module: lived.name })
  await world.loginIsHers()
  await new RandomPair(world, lived).make(records)
  await world.settle()
}

const preview = () =>
  previewConnection(
    world.ana,
    { engine: world.engine, signIn: world.signIn },
    world.module.name,
    {},
    'enable',
  )

const disable = async (keep: boolean) => {
  await disableConnection(world.ana, world.module.name, { keep })
  await world.settle()
}

const enable = async () => {
  await world.enable()
  await world.settle()
}

/** Each record has one item, in the container of before. */
async function expectNothingDoubled(lived: LivedModule, count: number, containerId: string | null) {
  expect(await world.row()).toMatchObject({ status: 'active', containerId })
  expect(await world.items()).toHaveLength(count)
  expect(await lived.list(world.ana, {})).toHaveLength(count)
}

describe.each(livedModules)('$name: what was kept is taken up again', (lived) => {
  beforeEach(() => begin(lived, 3))

  it('whatever its user calls it by then, and nothing is doubled', async () => {
    const { containerId } = await world.row()
    const folder = await world.folder()
    await disable(true)
    await world.outlook('PATCH', folder, { [world.module.container.nameProperty]: 'Mine' })
    expect(await preview()).toMatchObject({ matched: 3, createInMicrosoft: 0, createInCrm: 0 })
    await enable()
    await expectNothingDoubled(lived, 3, containerId)
  })

  it('also one that was left behind because no credential worked', async () => {
    const { containerId } = await world.row()
    world.onAnswer = async (request, response) =>
      new URL(request.url).pathname.startsWith('/v1.0') ? refused() : response
    await disable(false)
    expect(await world.row()).toMatchObject({ status: 'off', keptContainerId: containerId })
    world.onAnswer = async (_, response) => response
    expect(await preview()).toMatchObject({ matched: 3, createInMicrosoft: 0, createInCrm: 0 })
    await enable()
    await expectNothingDoubled(lived, 3, containerId)
  })

  it('one that its user deleted meanwhile is made anew', async () => {
    const folder = await world.folder()
    await disable(true)
    await world.outlook('DELETE', folder)
    expect(await preview()).toMatchObject({ matched: 0, createInMicrosoft: 3, createInCrm: 0 })
    await enable()
    expect(await world.items()).toHaveLength(3)
  })

  it('a record that was in the bin meanwhile, and whose item is gone, is a new item when it is restored', async () => {
    const [record] = await lived.list(world.ana, {})
    const [link] = (await world.links()).filter(({ recordId }) => recordId === record?.id)
    const folder = await world.folder()
    await disable(true)
    await lived.remove(world.ana, record?.id ?? '')
    await world.outlook('DELETE', `${folder}${world.module.container.items}/${link?.itemId}`)
    await enable()
    expect(await world.items()).toHaveLength(2)
    await lived.restore(world.ana, record?.id ?? '')
    await world.settle()
    expect(await world.items()).toHaveLength(3)
    expect(await lived.list(world.ana, {})).toHaveLength(3)
  })
})

const refused = () =>
  Response.json({ error: { code: 'InvalidAuthenticationToken', message: '' } }, { status: 401 })

describe('before Microsoft 365 mails somebody (A8)', () => {
  it('the preview says of how many events with attendees edits of the time in between are', async () => {
    await begin(livedMeetings, 0)
    const life = meetingLife(() => world)
    const attendees = [
      { emailAddress: { address: 'one@x.example' } },
      { emailAddress: { address: 'two@x.example' } },
    ]
    await life.makeEvent({ attendees })
    await world.settle()
    await disable(true)
    expect(await preview()).toMatchObject({ matched: 1, invited: { events: 0, attendees: 0 } })
    const [meeting] = await life.all()
    await world.pass(60_000)
    await life.edit(meeting?.id ?? '', { title: 'Moved' })
    expect(await preview()).toMatchObject({
      microsoft: { update: 1 },
      invited: { events: 1, attendees: 2 },
      samples: expect.arrayContaining([
        expect.objectContaining({
          side: 'microsoft',
          fields: [expect.objectContaining({ field: 'title', after: 'Moved' })],
        }),
      ]),
    })
  })
})

describe('a new mapping (A5)', () => {
  it('is somebody’s decision, and held for nobody’s, however many it changes', async () => {
    const contacts = livedModules[0]
    if (!contacts) throw new Error('there are contacts')
    await begin(contacts, 14)
    await world.pass(60_000)
    const mapping = world.module.defaultMapping
      .filter(({ microsoft }) => microsoft !== 'department')
      .map((row) => (row.crm === 'lastName' ? { ...row, microsoft: 'surname' } : row))
      .map((row) => (row.crm === 'firstName' ? { ...row, microsoft: 'department' } : row))
    await changeConnection(world.ana, 'contacts', { mapping })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect((await world.items()).map(({ department }) => department)).toEqual(Array(14).fill('F'))
  })
})
