import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, createContacts, updateContact } from '../contacts/verbs'
import { createLead } from '../leads/verbs'
import { CrmWorld } from '../testing/crm-world'
import { lastEdits } from './last-edits'
import { type FeedPosition, readChanges, startOfFeed } from './read-changes'

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

const read = (after: FeedPosition = startOfFeed, limit = 100, memberId = ana.memberId) =>
  readChanges(database.db, { memberId, module: 'contact', after, limit })

/** Tests beside this one share the server, and their open transactions hold back what is read here for a moment. */
async function readSettled(after?: FeedPosition, limit?: number, memberId?: string) {
  for (;;) {
    const page = await read(after, limit, memberId)
    if (!page.waiting) return page
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

describe('reading the change feed', () => {
  it('gives the changes of one member and module in order, page by page', async () => {
    const made = await createContacts(ana, [{ lastName: 'A' }, { lastName: 'B' }, { lastName: 'C' }])
    await updateContact(ana, { id: made[0]?.id ?? '', patch: { lastName: 'A2' } })
    await createLead(ana, { lastName: 'Lead' })
    await createContact(await world.member(), { lastName: 'Somebody else' })

    const seen: unknown[] = []
    let after = startOfFeed
    for (;;) {
      const { changes } = await readSettled(after, 2)
      seen.push(...changes.map(({ kind, fields }) => [kind, fields.lastName?.after]))
      const last = changes.at(-1)
      if (last === undefined) break
      after = { txid: last.txid, id: String(last.id) }
    }
    expect(seen).toEqual([
      ['created', 'A'],
      ['created', 'B'],
      ['created', 'C'],
      ['updated', 'A2'],
    ])
  })

  it('tells the former owner too when a record is given away, each of them once', async () => {
    const bruno = await world.member()
    const made = await createContact(ana, { lastName: 'A' })
    await updateContact(ana, { id: made.id, patch: { ownerId: bruno.memberId } })
    const given = { recordId: made.id, ownerId: bruno.memberId, previousOwnerId: ana.memberId }
    expect((await readSettled()).changes).toMatchObject([{ kind: 'created' }, given])
    expect((await readSettled(startOfFeed, 100, bruno.memberId)).changes).toMatchObject([given])
  })

  it('skips nothing when a slow transaction with a lower id commits after a faster one', async () => {
    const slowWrote = gate()
    const slowMayCommit = gate()
    const slow = database.db.transaction(async (tx) => {
      await createContact({ ...ana, db: tx, wake: async () => {} }, { lastName: 'Slow' })
      slowWrote.open()
      await slowMayCommit.opened
    })
    await slowWrote.opened
    await createContact(ana, { lastName: 'Fast' })

    expect(await read()).toEqual({ changes: [], waiting: true })
    slowMayCommit.open()
    await slow
    const { changes } = await readSettled()
    expect(changes.map((one) => one.fields.lastName?.after)).toEqual(['Slow', 'Fast'])
  })

  it('reads one range of an index however long the feed is', async () => {
    await createContacts(
      ana,
      Array.from({ length: 3_000 }, (_, n) => ({ lastName: `N${n}` })),
    )
    await database.sql`analyze change`
    const plan = await database.sql`
      explain select id from change where owner_id = ${ana.memberId} and module = 'contact'
        and (txid, id) > ('0'::xid8, 0::bigint) order by txid, id limit 10`
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /Index (Only )?Scan using change_by_owner/,
    )
  })
})

describe('when fields were last edited', () => {
  it('gives the last time and editor per record and field, of anybody but the connection', async () => {
    const sync = world.syncOf(ana)
    const connectionId = sync.actor.type === 'sync' ? sync.actor.connectionId : ''
    const bruno = await world.admin()
    const { id } = await createContact(ana, { lastName: 'A', title: 'CEO' })
    const since = world.now
    world.tick()
    await updateContact(bruno, { id, patch: { title: 'CTO' } })
    const edited = world.now
    world.tick()
    await updateContact(sync, { id, patch: { title: 'CFO', lastName: 'B' } })

    const query = { recordIds: [id], since, exceptConnectionId: connectionId }
    const title = { at: edited, by: { type: 'user', id: bruno.memberId } }
    expect(await lastEdits(database.db, query)).toEqual(
      new Map([
        [
          id,
          new Map([
            ['lastName', { at: since, by: { type: 'user', id: ana.memberId } }],
            ['title', title],
          ]),
        ],
      ]),
    )
    const later = new Date(since.getTime() + 1)
    expect(await lastEdits(database.db, { ...query, since: later })).toEqual(
      new Map([[id, new Map([['title', title]])]]),
    )
  })
})
