import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import type { LivedModule } from '@/lib/sync/testing/lived-module'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { type PreviewPurpose, previewConnection } from './preview-connection'
import { livedModules, RandomPair } from './testing/random-pair'
import { figuresOf, whatHappened } from './testing/what-happened'

/** More of them have been walked; these are what each build can afford. */
const seeds = [3, 4]

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const policies = ['latest', 'crm', 'microsoft'] as const

async function worldOf(lived: LivedModule, seed: number) {
  const world = await SyncWorld.create(database.db, {
    module: lived.name,
    seed,
    options: { deleteInCrm: seed % 2 === 0 },
  })
  world.engine.pageSize = 3
  await world.loginIsHers()
  return { world, pair: new RandomPair(world, lived) }
}

const previewOf = (world: SyncWorld, settings = {}, purpose: PreviewPurpose = 'enable') =>
  previewConnection(
    world.ana,
    { engine: world.engine, signIn: world.signIn },
    world.module.name,
    settings,
    purpose,
  )

/** Nothing is written by looking; then the run does what was shown, in the activity and on the wire. */
async function holdsItsPromise(world: SyncWorld, settings: object, act: () => Promise<unknown>) {
  const looking: Awaited<ReturnType<typeof previewOf>>[] = []
  const writes = await world.writesOf(async () => looking.push(await previewOf(world, settings)))
  expect(writes).toEqual([])
  const [preview] = looking
  if (!preview) throw new Error('there is a preview')
  const { figures, sent } = await whatHappened(world, async () => {
    await act()
    await world.settle()
  })
  expect(figures).toEqual(figuresOf(preview))
  const { create, update, delete: gone } = preview.microsoft
  // An empty PATCH goes before a DELETE that would take no notice of `If-Match`.
  const guards = world.module.item.guardDelete ? gone : 0
  expect(sent).toEqual({ create, update: update + guards, delete: gone })
}

describe.each(livedModules)('$name: the run does what its preview has shown', (lived) => {
  it('when it is enabled for the first time', async () => {
    const { world, pair } = await worldOf(lived, 5)
    await pair.make(2)
    await pair.happen(6, null)
    const settings = { mapping: pair.mapping() }
    await holdsItsPromise(world, settings, () => world.enable(settings))
  })

  it.each(seeds)('when a kept container is taken up again (%i)', async (seed) => {
    const { world, pair } = await worldOf(lived, seed)
    await pair.make(4)
    await world.settle()
    const folder = await world.folder()
    await pair.happen(3, folder)
    await world.settle()
    await disableConnection(world.ana, lived.name, { keep: true })
    await world.settle()
    await pair.happen(8, folder)
    if (seed % 2 === 1) await world.forgetLinks()
    const settings = { mapping: pair.mapping(), options: { conflict: policies[seed % 3] ?? 'latest' } }
    await holdsItsPromise(world, settings, () => world.enable(settings))
  })

  it.each(seeds)('when one that is on is changed, with edits that no run has seen (%i)', async (seed) => {
    const { world, pair } = await worldOf(lived, seed)
    await pair.make(4)
    await world.settle()
    const folder = await world.folder()
    await pair.happen(4, folder)
    await world.settle()
    await pair.happen(5, folder)
    const settings = { mapping: pair.mapping(), options: { conflict: policies[seed % 3] ?? 'latest' } }
    await holdsItsPromise(world, settings, () => changeConnection(world.ana, lived.name, settings))
  })
})
