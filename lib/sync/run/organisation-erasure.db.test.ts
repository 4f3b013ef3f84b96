import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { organisation } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { closeOrganisation } from '@/lib/access/erasure/close-organisation'
import { finishErasures } from '@/lib/access/erasure/finish-erasures'
import { rowsThatName } from '@/lib/access/erasure/testing/rows-that-name'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { startSession } from '@/lib/access/sessions/start-session'
import { type LivedInHouse, liveInHouse } from '@/lib/sync/testing/lived-in-house'
import { tablesAbout } from '@/lib/sync/testing/tables-about'

let database: TestDatabase
let house: LivedInHouse
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  house = await liveInHouse(database.db)
})

const tablesOf = (rows: readonly string[]) => [...new Set(rows.map((row) => row.split(':')[0] ?? ''))].sort()
const atMicrosoft = async () => {
  const { world } = house
  const folders = ((await world.outlook('GET', '/contactFolders')).value as unknown[]).length
  const { body } = await control(world.emulator, 'GET', '/subscriptions')
  return { folders, subscriptions: (body as unknown[]).length }
}
/** These are about erasures themselves. */
const ofErasures = ['erasure', 'farewell']

async function close() {
  const { world, admin } = house
  if (admin.actor.type !== 'user') throw new Error('a person')
  const { sessionId } = await startSession(database.db, admin.actor.accountId, world.now())
  const [own] = await database.db.select().from(organisation)
  const proof = { name: own?.name ?? '', password: null, sessionId, keepContainers: false }
  return closeOrganisation(admin, proof)
}

describe('deleting an organisation that syncs', () => {
  it('ends its subscriptions, takes its containers out of Microsoft 365, and leaves nothing in any table', async () => {
    const { db } = database
    const { world, names } = house
    // Whatever table comes to hold something about an organisation or a person has to be lived in here.
    const about = (await tablesAbout(db)).filter((table) => !ofErasures.includes(table))
    const livedIn = tablesOf(await rowsThatName(db, names))
    expect(about.filter((table) => !livedIn.includes(table))).toEqual([])
    expect(await atMicrosoft()).toEqual({ folders: 1, subscriptions: 1 })

    const { connectionIds } = await close()
    expect(connectionIds).toEqual([world.connectionId])
    for (const id of connectionIds) await world.settle(id)
    expect(await atMicrosoft()).toEqual({ folders: 0, subscriptions: 0 })
    expect((await finishErasures(db, world.now())).finished).toBe(1)
    // The administrator's address, for the mail that says so.
    expect(tablesOf(await rowsThatName(db, names))).toEqual(['farewell'])

    const mailer = { db, now: world.now, appUrl: 'https://crm.example', send: async () => {} }
    expect(await sendOwedMails(mailer)).toMatchObject({ sent: 1 })
    await finishErasures(db, world.now())
    for (const table of await tablesAbout(db)) {
      const [row] = await db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)}`,
      )
      expect([table, row?.count]).toEqual([table, 0])
    }
  })
})
