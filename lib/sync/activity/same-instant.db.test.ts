import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Position } from '@/lib/access/newest-first'
import { contactModule } from '@/lib/crm/contacts/module'
import { createContact } from '@/lib/crm/contacts/verbs'
import { listConflicts } from '@/lib/sync/conflicts/list-conflicts'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { listActivity } from './list-activity'
import { recordStory, type StoryPosition } from './record-story'
import { writeActivity } from './write-activity'

/** More than one could be in order by accident. */
const told = Array.from({ length: 12 }, (_, at) => `told-${at}`)
const newestFirst = [...told].reverse()

let database: TestDatabase
let world: SyncWorld
let recordId: string
beforeAll(async () => {
  database = await createTestDatabase(2)
  world = await SyncWorld.create(database.db)
  recordId = (await createContact(world.ana, { lastName: 'Okafor' })).id
  const { organisationId } = world.ana
  const of = { organisationId, connectionId: world.connectionId, runId: randomUUID(), at: world.now() }
  const entries = told.map((reason) => ({
    ...({ direction: 'toCrm', action: 'conflict', recordId, itemId: null, reason } as const),
  }))
  // Some in one transaction, some in others of the same instant.
  await writeActivity(world.db, of, entries.slice(0, 8))
  for (const entry of entries.slice(8)) await writeActivity(world.db, of, [entry])
})
afterAll(() => database.close())

type Page<Item, After> = { items: Item[]; next: After | null }

/** All of a list, page after page. */
async function all<Item, After>(page: (after?: After) => Promise<Page<Item, After>>): Promise<Item[]> {
  const items: Item[] = []
  let found = await page()
  items.push(...found.items)
  while (found.next !== null) {
    found = await page(found.next)
    items.push(...found.items)
  }
  return items
}

it('what was told at one instant is listed in the order in which it was told, the last first', async () => {
  const entries = await all((after?: Position) => listActivity(world.ana, 'contacts', { limit: 5, after }))
  expect(entries.map(({ reason }) => reason)).toEqual(newestFirst)
})

it('so are conflicts', async () => {
  const conflicts = await all((after?: Position) => listConflicts(world.ana, { limit: 5, after }))
  expect(conflicts.map(({ reason }) => reason)).toEqual(newestFirst)
})

it('so is the story of a record', async () => {
  const story = await all((after?: StoryPosition) =>
    recordStory(world.ana, contactModule, { id: recordId, limit: 5, after }),
  )
  expect(story.flatMap((entry) => (entry.kind === 'activity' ? entry.entry.reason : []))).toEqual(newestFirst)
})
