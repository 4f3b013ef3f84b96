import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { activity, connection, link, run, subscription } from '@/db/schema/sync'
import { heartbeat, warning } from '@/db/schema/warnings'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { collectMetrics } from './collect-metrics'
import { countGraphRequest } from './graph-requests'
import { openMetricsText } from './open-metrics'
import { type ParsedFamily, parseOpenMetrics } from './testing/parse-open-metrics'

let database: TestDatabase
let world: CrmWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  for (const table of [connection, warning, heartbeat]) await database.db.delete(table)
  world = await CrmWorld.create(database.db)
})

const text = async () => openMetricsText(await collectMetrics(database.db, world.now))
const scraped = async () => parseOpenMetrics(await text())
const ago = (ms: number) => new Date(world.now.getTime() - ms)

/** The values of a family by what follows its name: the suffix, and the labels' values. */
function valuesOf(families: Map<string, ParsedFamily>, name: string): Record<string, number> {
  const samples = families.get(name)?.samples ?? []
  return Object.fromEntries(
    samples.map((one) => [
      [one.name.slice(name.length), ...Object.values(one.labels)].filter(Boolean).join(' '),
      one.value,
    ]),
  )
}

/** A connection with work of every kind. */
async function liveAWhile(): Promise<void> {
  const member = await world.member()
  const id = randomUUID()
  await database.db.insert(connection).values({
    ...{ id, memberId: member.memberId, organisationId: world.organisationId, module: 'contacts' },
    ...{ status: 'active', access: 'application', mapping: [], createdAt: world.now, updatedAt: world.now },
    options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest' },
    requestedAt: ago(90_000),
  })
  const ofConnection = { connectionId: id, createdAt: world.now, state: 'intended' } as const
  const refused = { reason: 'microsoft-refused', pendingSince: ago(5_000) }
  await database.db.insert(link).values([
    { ...ofConnection, recordId: randomUUID(), pendingSince: ago(5_000) },
    { ...ofConnection, recordId: randomUUID(), parkedAt: ago(1_000), ...refused },
    { ...ofConnection, recordId: randomUUID(), reason: 'deletion-held' },
    { ...ofConnection, recordId: randomUUID(), reason: 'removal-held' },
  ])
  await database.db.insert(run).values([
    { connectionId: id, startedAt: ago(60_000), finishedAt: ago(50_000), failed: 2 },
    { connectionId: id, startedAt: ago(40_000), finishedAt: ago(30_000), outcome: 'consent-revoked' },
    { connectionId: id, startedAt: ago(1_000) },
    { connectionId: id, startedAt: ago(2 * 3_600_000), finishedAt: ago(2 * 3_600_000) },
  ])
  const edit = {
    organisationId: world.organisationId,
    connectionId: id,
    action: 'updated',
    at: ago(60_000),
  } as const
  await database.db.insert(activity).values([
    { ...edit, direction: 'toMicrosoft', delayMs: 800 },
    { ...edit, direction: 'toMicrosoft', delayMs: 4_000 },
    { ...edit, direction: 'toCrm', delayMs: 7_200_000 },
    { ...edit, direction: 'toCrm', delayMs: null },
  ])
  await database.db.insert(subscription).values({
    ...{ connectionId: id, resource: 'users/x', clientState: 'secret', graphId: randomUUID() },
    ...{ createdAt: world.now, expiresAt: ago(1_000) },
  })
}

describe('the metrics', () => {
  it('can be read by a strict reader, also where there is nothing to tell', async () => {
    const families = await scraped()
    expect([...families.keys()]).toContain('tandem_connections')
    expect(valuesOf(families, 'tandem_waiting_connections')).toEqual({ '': 0 })
    for (const [name, { help }] of families) expect(help, name).not.toBeNull()
  })

  it('tell of connections, work, runs, delays, subscriptions and warnings', async () => {
    await liveAWhile()
    await database.db.insert(heartbeat).values({ job: 'sweep', at: ago(42_000) })
    await database.db.insert(warning).values({
      ...{ code: 'consent-withdrawn', subject: 'x', audience: 'administrators', severity: 'critical' },
      ...{ since: world.now, openedAt: world.now },
    })
    const families = await scraped()
    expect(valuesOf(families, 'tandem_connections')).toEqual({ 'contacts active': 1 })
    expect(valuesOf(families, 'tandem_links')).toEqual({
      'contacts pending': 1,
      'contacts parked': 1,
      'contacts held': 2,
    })
    expect(valuesOf(families, 'tandem_runs_last_hour')).toEqual({
      'contacts done': 1,
      'contacts stopped': 1,
      'contacts open': 1,
    })
    expect(valuesOf(families, 'tandem_refused_records_last_hour')).toEqual({ contacts: 2 })
    expect(valuesOf(families, 'tandem_delay_seconds')).toMatchObject({
      '_bucket toMicrosoft 1.0': 1,
      '_bucket toMicrosoft 5.0': 2,
      '_gsum toMicrosoft': 4.8,
      '_bucket toCrm 3600.0': 0,
      '_gcount toCrm': 1,
    })
    expect(valuesOf(families, 'tandem_subscriptions')).toEqual({ expired: 1 })
    expect(valuesOf(families, 'tandem_warnings')).toMatchObject({
      'consent-withdrawn critical': 1,
      'backlog-growing warning': 0,
    })
    expect(valuesOf(families, 'tandem_waiting_connections')).toEqual({ '': 1 })
    expect(valuesOf(families, 'tandem_waiting_oldest_seconds')).toEqual({ '': 90 })
    expect(valuesOf(families, 'tandem_sweep_age_seconds')).toEqual({ '': 42 })
  })

  it('count what this process asked of Microsoft', async () => {
    const seen = { at: '', method: 'GET', path: '/users/x/contacts', status: 200, ms: 3 }
    countGraphRequest(seen)
    countGraphRequest({ ...seen, path: '/$batch' })
    countGraphRequest({ ...seen, status: 429, ms: null })
    countGraphRequest({ ...seen, status: null })
    expect(valuesOf(await scraped(), 'tandem_process_graph_requests')).toEqual({
      '_total single 200': 1,
      '_total batch 200': 1,
      '_total part 429': 1,
      '_total single none': 1,
    })
  })

  it('are as many for ten people as for one, and name nobody', async () => {
    await liveAWhile()
    const lines = (await text()).split('\n').length
    for (let person = 0; person < 3; person += 1) await liveAWhile()
    const more = await text()
    expect(more.split('\n').length).toBe(lines)
    expect(more).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}|Test/)
  })
})
