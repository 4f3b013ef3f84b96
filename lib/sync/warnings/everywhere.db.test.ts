import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { microsoftToken } from '@/db/schema/microsoft'
import { link, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { checkHealth } from '@/lib/health'
import { warningTexts } from '@/lib/mail/texts/warnings'
import { collectMetrics } from '@/lib/sync/metrics/collect-metrics'
import { listWarnings, ownWarnings } from './list-warnings'
import type { Operator } from './operator'
import type { WarningCode } from './rule'
import { DAY, HOUR, WarnedHouse } from './testing/warned-house'

let database: TestDatabase
let house: WarnedHouse
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  house = await WarnedHouse.create(database.db)
})

type Case = {
  code: keyof (typeof warningTexts)['en']['warnings']
  /** Whom it is shown to, and mailed. */
  who: 'admin' | 'ana'
  details: Parameters<(typeof warningTexts)['en']['warnings'][WarningCode & Case['code']]>[0]
  begins(): Promise<unknown>
  ends(): Promise<unknown>
  settings?: Partial<Operator>
}

const all: Case[] = [
  {
    code: 'client-secret-ending',
    who: 'admin',
    details: { days: 18 },
    begins: async () => {},
    ends: async () => {},
    settings: { secretEndsOn: '2026-03-20' },
  },
  {
    code: 'sign-in-unused',
    who: 'ana',
    details: { module: 'contacts', days: 29 },
    begins: () => house.signedInFor(61 * DAY),
    ends: () => database.db.update(microsoftToken).set({ updatedAt: house.world.now }),
  },
  {
    code: 'subscription-not-renewed',
    who: 'admin',
    details: {},
    begins: () => house.subscribed({ expiresAt: house.past(-DAY) }),
    ends: () => database.db.update(subscription).set({ expiresAt: house.past(-7 * DAY) }),
  },
  {
    code: 'consent-withdrawn',
    who: 'admin',
    details: {},
    begins: () => house.setTenant('consent-revoked'),
    ends: () => house.setTenant('connected'),
  },
  {
    code: 'client-secret-wrong',
    who: 'admin',
    details: {},
    begins: () => house.setTenant('secret-wrong'),
    ends: () => house.setTenant('connected'),
  },
  {
    code: 'notifications-not-arriving',
    who: 'admin',
    details: {},
    begins: () => house.subscribed({ lastFoundAt: house.past(HOUR) }),
    ends: () => database.db.update(subscription).set({ lastNotifiedAt: house.past(HOUR / 2) }),
  },
  {
    code: 'backlog-growing',
    who: 'admin',
    details: { records: 1 },
    begins: () => house.pendingFor(HOUR),
    ends: () =>
      database.db.update(link).set({ pendingSince: null }).where(eq(link.connectionId, house.connectionId)),
  },
]

/** The places that tell of a warning, and whether each does. */
async function places({ code, who, details }: Case) {
  const { db } = database
  const { now } = house.world
  const codes = (shown: { code: string }[]) => shown.map((one) => one.code)
  const health = await checkHealth({
    ...{ db, runnerUrl: null, now, uptimeMs: 0, timeoutMs: 5_000 },
    fetch: async () => ({ status: 200 }),
  })
  const family = (await collectMetrics(db, now)).find(({ name }) => name === 'tandem_warnings')
  const counted = family?.samples.filter(({ labels }) => labels?.code === code) ?? []
  const mails = await house.send()
  const text = warningTexts.en.warnings[code](details)
  return {
    banner: codes(await ownWarnings(house[who])).includes(code),
    overview: codes(await listWarnings(house.admin)).includes(code),
    health: health.warnings?.[code] ?? 0,
    metrics: counted.reduce((sum, { value }) => sum + value, 0),
    mails: await Promise.all(
      mails.map(async (mail) => mail.text.includes(text) && mail.to === (await house.addressOf(house[who]))),
    ),
  }
}

describe.each(all)('$code', (warned) => {
  it('is told in the banner, by one mail, on the overview, by the health and in the metrics, and ends by itself', async () => {
    await warned.begins()
    await house.check(warned.settings)
    const told = { banner: true, overview: true, health: 1, metrics: 1 }
    expect(await places(warned)).toEqual({ ...told, mails: [true] })
    house.world.tick(60_000)
    await house.check(warned.settings)
    expect(await places(warned)).toEqual({ ...told, mails: [] })

    await warned.ends()
    await house.check()
    expect(await places(warned)).toEqual({
      ...{ banner: false, overview: false, health: 0, metrics: 0 },
      mails: [],
    })
  })
})
