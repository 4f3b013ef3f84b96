import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContacts, deleteContacts, updateContacts } from '@/lib/crm/contacts/verbs'
import { createMeeting } from '@/lib/crm/meetings/verbs'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'
import { previewConnection } from './preview-connection'
import { figuresOf, whatHappened } from './testing/what-happened'

let database: TestDatabase
let world: SyncWorld
let ids: string[]
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const look = () =>
  previewConnection(
    world.ana,
    { engine: world.engine, signIn: world.signIn },
    world.module.name,
    {},
    'enable',
  )

/** The next run does what looking ahead has shown. @returns what was shown */
async function next() {
  const preview = await look()
  const { figures } = await whatHappened(world, () => world.settle())
  expect(figures).toEqual(figuresOf(preview))
  return preview
}

describe('a preview of a sync that is on shows what the brake will hold (A5)', () => {
  async function begin(count: number) {
    world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
    const drafts = Array.from({ length: count }, (_, at) => ({ lastName: `N${at}`, title: 'Buyer' }))
    ids = (await createContacts(world.ana, drafts)).map(({ id }) => id)
    await world.settle()
    await world.pass(10_000)
  }
  const each = async (act: (path: string, item: GraphJson) => Promise<unknown>, count: number) => {
    const folder = await world.folder()
    for (const item of (await world.items()).slice(0, count))
      await act(`${folder}/contacts/${encodeURIComponent(String(item.id))}`, item)
  }
  const titles = (count: number) =>
    updateContacts(
      world.ana,
      ids.slice(0, count).map((id) => ({ id, patch: { title: 'Seller' } })),
    )

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'deletions in the CRM',
      () => deleteContacts(world.ana, ids.slice(0, 12)),
      { microsoft: { update: 0, delete: 12 } },
    ],
    [
      'deletions in Microsoft 365',
      () => each((path) => world.outlook('DELETE', path), 12),
      { crm: { update: 0, delete: 12 } },
    ],
    ['changes in the CRM', () => titles(14), { microsoft: { update: 14, delete: 0 } }],
    [
      'changes in Microsoft 365',
      () => each((path) => world.outlook('PATCH', path, { jobTitle: 'Seller' }), 14),
      { crm: { update: 14, delete: 0 } },
    ],
  ])('%s', async (_, happen, held) => {
    await begin(20)
    await happen()
    expect(await next()).toMatchObject({ held, delete: 0 })
  })

  it('counts what goes on besides', async () => {
    await begin(20)
    await titles(14)
    await updateContacts(world.ana, [{ id: ids[19] ?? '', patch: { department: 'Sales' } }])
    await createContacts(world.ana, [{ lastName: 'New' }])
    expect(await next()).toMatchObject({
      held: { microsoft: { update: 14, delete: 0 } },
      microsoft: { create: 1, update: 1, delete: 0 },
    })
  })

  it('says what waits for a decision already, and counts none of it; a decision changes what was shown', async () => {
    await begin(20)
    await titles(14)
    expect(await next()).toMatchObject({ waiting: { count: 0, isDecided: false } })
    await world.pass(10_000)
    const preview = await look()
    expect(preview).toMatchObject({
      waiting: { count: 14, isDecided: false },
      held: { microsoft: { update: 0 } },
      microsoft: { update: 0 },
    })
    await resumeConnection(world.ana, 'contacts', 'apply')
    const decided = await look()
    expect(decided.waiting).toEqual({ count: 14, isDecided: true })
    expect(decided.seal).not.toBe(preview.seal)
    await world.settle()
    expect(await look()).toMatchObject({ waiting: { count: 0 } })
  })

  it('is none of what is not many', async () => {
    await begin(20)
    await titles(10)
    expect(await next()).toMatchObject({ held: { microsoft: { update: 0 } }, microsoft: { update: 10 } })
  })
})

describe('an event that becomes a series', () => {
  it.each(['keeps', 'new-id'] as const)(
    'is known by what stays of it, whether its id does or not (%s)',
    async (U11) => {
      world = await SyncWorld.create(database.db, { module: 'meetings' })
      world.emulator.settings.setUncertain({ U11 })
      await createMeeting(world.ana, {
        title: 'Standup',
        start: '2026-03-09T09:00:00Z',
        end: '2026-03-09T10:00:00Z',
      })
      await world.settle()
      await world.pass(10_000)
      const [item] = await world.items()
      await world.outlook('PATCH', await world.itemPath(item ?? {}), {
        recurrence: {
          pattern: { type: 'daily', interval: 1 },
          range: { type: 'numbered', startDate: '2026-03-09', numberOfOccurrences: 5 },
        },
      })
      await next()
      expect(await world.links()).toMatchObject([{ state: 'skipped', reason: 'recurring' }])
    },
  )
})
