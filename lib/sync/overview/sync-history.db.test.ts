import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { activity, run } from '@/db/schema/sync'
import { syncHour, syncHourMark } from '@/db/schema/sync-hours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { TEST_TIME } from '@/lib/access/testing/make-organisation'
import { countHours } from './count-hours'
import { syncHistory } from './sync-history'
import { makeConnection, makeHouse, minutesAgo } from './testing/house'

let database: TestDatabase
let house: Awaited<ReturnType<typeof makeHouse>>
let ana: Awaited<ReturnType<typeof makeConnection>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(syncHour)
  await database.db.delete(syncHourMark)
  house = await makeHouse(database.db)
  ana = await makeConnection(database.db, house.org, 'Ana')
})

const dayMs = 24 * 3_600_000
const week = { from: new Date(TEST_TIME.getTime() - 6 * dayMs), spanMs: dayMs, spans: 7 }
const history = (memberId?: string) => syncHistory(house.admin, { ...week, memberId })

const did = (who: typeof ana, at: Date, what: Partial<typeof activity.$inferInsert> = {}) =>
  database.db.insert(activity).values({
    organisationId: who.organisationId,
    connectionId: who.connectionId,
    at,
    direction: 'toMicrosoft',
    action: 'updated',
    ...what,
  })
const daysAgo = (days: number) => minutesAgo(days * 24 * 60)

describe('the last days of a sync', () => {
  it('tells changes and delay each way, records refused and runs that were stopped', async () => {
    await did(ana, daysAgo(0.5), { delayMs: 1000 })
    await did(ana, daysAgo(0.5), { delayMs: 1000, action: 'created' })
    await did(ana, daysAgo(0.5), { delayMs: 60_000, direction: 'toCrm' })
    await did(ana, daysAgo(0.5), { action: 'failed' })
    await did(ana, daysAgo(2.5), { action: 'deleted' })
    await did(ana, daysAgo(3), { action: 'skipped' })
    await did(ana, daysAgo(9))
    const stopped = { connectionId: ana.connectionId, startedAt: daysAgo(1.5), outcome: 'credential-expired' }
    await database.db.insert(run).values([stopped, { ...stopped, outcome: null }])
    const spans = await history()
    expect(spans.map(({ changes }) => [changes.toMicrosoft, changes.toCrm])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 0],
        [2, 1],
        [0, 0],
      ],
    ])
    expect(spans.map(({ refused, stopped }) => [refused, stopped])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 0],
      ],
    ])
    const { toMicrosoft, toCrm } = spans[5]?.delay ?? { toMicrosoft: null, toCrm: null }
    expect(toMicrosoft?.p50).toBeGreaterThan(950)
    expect(toMicrosoft?.p95).toBeLessThan(1050)
    expect(toCrm?.p50).toBeGreaterThan(57_000)
    expect(spans[3]?.delay.toMicrosoft).toBeNull()
  })

  it('is the same whether hours have been counted or not, also when they are counted twice at once', async () => {
    const bruno = await makeConnection(database.db, house.org, 'Bruno')
    for (let hours = 0; hours < 140; hours += 7)
      await did(hours % 2 ? ana : bruno, minutesAgo(hours * 60 + 3), { delayMs: 1000 + 10 * hours })
    const before = await history()
    await countHours(database.db, daysAgo(2))
    expect(await history()).toEqual(before)
    await Promise.all([countHours(database.db, TEST_TIME), countHours(database.db, TEST_TIME)])
    expect(await history()).toEqual(before)
    const own = eq(syncHour.organisationId, house.org.organisationId)
    expect(await database.db.$count(syncHour, own)).toBe(19)
    await did(ana, minutesAgo(2))
    expect((await history()).map(({ changes }) => changes.toMicrosoft).reduce((a, b) => a + b)).toBe(21)
  })

  it('of one member is hers alone', async () => {
    const bruno = await makeConnection(database.db, house.org, 'Bruno')
    await did(ana, daysAgo(1))
    await did(bruno, daysAgo(1))
    await did(bruno, daysAgo(2))
    const total = async (memberId?: string) =>
      (await history(memberId)).reduce((sum, { changes }) => sum + changes.toMicrosoft, 0)
    expect(await Promise.all([total(), total(ana.memberId), total(bruno.memberId)])).toEqual([3, 1, 2])
  })

  it('refuses a member without the right', () =>
    expect(syncHistory(ana.context, week)).rejects.toMatchObject({ code: 'permission-required' }))

  it('refuses another organisation: it sees its own', async () => {
    await did(ana, daysAgo(1))
    const { admin } = await makeHouse(database.db)
    for (const memberId of [undefined, ana.memberId]) {
      const spans = await syncHistory(admin, { ...week, memberId })
      expect(spans.every(({ changes }) => changes.toMicrosoft === 0)).toBe(true)
    }
  })
})
