import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { heartbeat } from '@/db/schema/warnings'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { checkHealth, type HealthDeps } from '@/lib/health'
import { parseOpenMetrics } from '@/lib/sync/metrics/testing/parse-open-metrics'
import { DAY, WarnedHouse } from '@/lib/sync/warnings/testing/warned-house'
import { healthAnswer } from './health/health-answer'
import { metricsAnswer } from './metrics/metrics-answer'

let database: TestDatabase
let house: WarnedHouse
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  house = await WarnedHouse.create(database.db)
  await house.setTenant('consent-revoked')
  await house.signedInFor(61 * DAY)
  await house.check()
})

/** Whatever could say who uses the installation. */
const personal = /@|[0-9a-f]{8}-[0-9a-f]{4}-|Test|Ana/i

describe('/api/metrics', () => {
  const token = 'a-long-secret-of-the-collector'
  const ask = (authorization: string | null, set: string | undefined = token) =>
    metricsAnswer(
      new Request('http://crm.example/api/metrics', { headers: authorization ? { authorization } : {} }),
      { db: database.db, now: house.world.now, token: set },
    )

  it.each([null, 'Bearer wrong', 'Bearer ', `Basic ${token}`, token])('is nothing for %s', async (shown) => {
    const answer = await ask(shown)
    expect([answer.status, await answer.text()]).toEqual([401, ''])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('is not there where no token is set, whatever is shown', async () => {
    for (const shown of [null, `Bearer ${token}`, 'Bearer undefined']) {
      const { status } = await metricsAnswer(
        new Request('http://crm.example/api/metrics', { headers: shown ? { authorization: shown } : {} }),
        { db: database.db, now: house.world.now, token: undefined },
      )
      expect(status).toBe(404)
    }
  })

  it('is an exposition that a strict reader takes, and names nobody', async () => {
    const answer = await ask(`Bearer ${token}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    ])
    const text = await answer.text()
    expect(parseOpenMetrics(text).size).toBeGreaterThan(10)
    expect(text).not.toMatch(personal)
  })

  it('says nothing that docs/operating.md does not explain', async () => {
    const families = parseOpenMetrics(await (await ask(`Bearer ${token}`)).text())
    const docs = await readFile('docs/operating.md', 'utf8')
    expect([...families.keys()].filter((name) => !docs.includes(`\`${name}`))).toEqual([])
  })
})

describe('/api/health', () => {
  const ask = async (query = '', changes: Partial<HealthDeps> = {}) => {
    const health = await checkHealth({
      ...{ db: database.db, runnerUrl: 'http://runner', timeoutMs: 5_000, now: house.world.now, uptimeMs: 0 },
      fetch: async () => ({ status: 200 }),
      ...changes,
    })
    const answer = healthAnswer(new Request(`http://crm.example/api/health${query}`), health)
    return { status: answer.status, text: await answer.text() }
  }
  const noRunner = { fetch: () => Promise.reject(new Error('refused')) }

  it('is 200 while people can work, and says what waits', async () => {
    await database.db.insert(heartbeat).values({ job: 'sweep', at: house.past(20 * 60_000) })
    const { status, text } = await ask('', noRunner)
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { status: 'degraded', reasons: ['runner-unreachable', 'sweep-late', 'critical-warnings'] },
    ])
  })

  it('is 503 then for whoever asks strictly, with the same reasons', async () => {
    expect((await ask('?strict')).status).toBe(200)
    const { status, text } = await ask('?strict', noRunner)
    expect([status, JSON.parse(text)]).toMatchObject([
      503,
      { status: 'degraded', reasons: ['runner-unreachable', 'critical-warnings'] },
    ])
  })

  it('names nobody, whatever is wrong', async () => {
    const { text } = await ask('?strict', noRunner)
    expect(JSON.parse(text).warnings).toEqual({ 'consent-withdrawn': 1, 'sign-in-unused': 1 })
    expect(text).not.toMatch(personal)
  })
})
