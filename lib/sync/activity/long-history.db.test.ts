import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import type { Position } from '@/lib/access/newest-first'
import { contactModule } from '@/lib/crm/contacts/module'
import { createContact } from '@/lib/crm/contacts/verbs'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { listActivity } from './list-activity'
import { recordStory, type StoryPosition } from './record-story'

const long = 5_000

let database: TestDatabase
let world: SyncWorld
let id: string
beforeAll(async () => {
  database = await createTestDatabase(4)
  world = await SyncWorld.create(database.db)
  id = (await createContact(world.ana, { lastName: 'Okafor' })).id
  const { organisationId } = world.ana
  const now = world.now().toISOString()
  // Of a record, and as many of the connection's others; two at each instant. Told of by the sync or by nobody.
  await world.db.execute(sql`
    insert into activity (organisation_id, connection_id, at, direction, action, record_id)
    select ${organisationId}::uuid, ${world.connectionId}::uuid, ${now}::timestamptz - (i / 2 || ' seconds')::interval, 'toCrm', 'updated',
      case when i % 2 = 0 then ${id}::uuid else gen_random_uuid() end
    from generate_series(1, ${2 * long}) i`)
  await world.db.execute(sql`
    insert into change (organisation_id, module, record_id, owner_id, kind, fields, at, actor_type, actor_id)
    select ${organisationId}::uuid, 'contact', ${id}::uuid, ${world.ana.memberId}::uuid, 'updated', '{}', ${now}::timestamptz - (i || ' seconds')::interval, 'user', ${world.ana.memberId}::uuid
    from generate_series(1, ${long}) i`)
  await world.db.execute(sql`analyze`)
})
afterAll(() => database.close())

/** How many statements some work sends. */
async function statementsOf(work: (context: Context) => Promise<unknown>): Promise<number> {
  let sent = 0
  const db = new Proxy(world.db, {
    get(target, name) {
      if (name === 'select' || name === 'execute') sent += 1
      return Reflect.get(target, name)
    },
  })
  await work({ ...world.ana, db })
  return sent
}

it('of a connection is told page by page, each thing once, and asks as often for many as for few', async () => {
  const seen = new Set<string>()
  for (let after: Position | null | undefined; after !== null; ) {
    const page = await listActivity(world.ana, 'contacts', { limit: 1_000, after })
    for (const entry of page.items) seen.add(entry.id)
    after = page.next
  }
  expect(seen.size).toBe(2 * long)
  const asked = (limit: number) => statementsOf((context) => listActivity(context, 'contacts', { limit }))
  expect(await asked(200)).toBe(await asked(2))
})

it('of a record is told page by page, each thing once, and asks as often for many as for few', async () => {
  const seen = new Set<string>()
  let last = Number.POSITIVE_INFINITY
  for (let after: StoryPosition | null | undefined; after !== null; ) {
    const page = await recordStory(world.ana, contactModule, { id, limit: 1_000, after })
    for (const { key, at } of page.items) {
      expect(at.getTime()).toBeLessThanOrEqual(last)
      last = at.getTime()
      seen.add(key)
    }
    after = page.next
  }
  // And that it was made.
  expect(seen.size).toBe(2 * long + 1)
  const asked = (limit: number) =>
    statementsOf((context) => recordStory(context, contactModule, { id, limit }))
  expect(await asked(200)).toBe(await asked(2))
})

it.each([
  { of: 'connection_id', index: 'activity_newest_of_connection' },
  { of: 'record_id', index: 'activity_newest_of_record' },
])(
  'a page far down is one range of $index, and only what is of one instant is sorted',
  async ({ of, index }) => {
    const whose = of === 'record_id' ? id : world.connectionId
    const at = new Date(world.now().getTime() - (long / 2) * 1_000).toISOString()
    const plan = await world.db.execute<{ 'QUERY PLAN': string }>(sql`
    explain select * from activity where ${sql.identifier(of)} = ${whose} and at <= ${at}::timestamptz
      and (at < ${at}::timestamptz or (at = ${at}::timestamptz and id < ${id}::uuid)) order by at desc, id desc limit 50`)
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toContain(`Index Scan using ${index}`)
    expect(text).not.toMatch(/(?<!Incremental )Sort {2}/)
    expect(text).toMatch(/Presorted Key: .*at/)
    expect(text).toMatch(/Index Cond: .*at <= /)
  },
)
