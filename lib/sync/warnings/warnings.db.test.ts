import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, owedMail } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import type { Mail } from '@/lib/mail/send-mail'
import { beat } from './heartbeat'
import { listWarnings, ownWarnings } from './list-warnings'
import { standInForSweep } from './stand-in-for-sweep'
import { DAY, HOUR, operator, WarnedHouse } from './testing/warned-house'

let database: TestDatabase
let house: WarnedHouse
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  house = await WarnedHouse.create(database.db)
})

const open = async () => (await listWarnings(house.admin)).map(({ code, severity }) => `${code} ${severity}`)

describe('what is found', () => {
  it('is nothing where all is well, and then nothing is written', async () => {
    await house.pendingFor(HOUR, { reason: 'microsoft-refused' })
    await house.pendingFor(HOUR, { reason: 'deletion-held', removedAt: house.world.now })
    await house.pendingFor(HOUR, { reason: 'removal-held' })
    await house.pendingFor(HOUR, {
      heldChange: { fields: {}, modifiedAt: 0, notedAt: house.world.now.toISOString() },
    })
    await house.pendingFor(1_000)
    await house.subscribed({ lastNotifiedAt: house.past(HOUR), lastFoundAt: house.past(HOUR - 5_000) })
    expect(await house.check()).toEqual({ opened: 0, resolved: 0, mails: 0 })
    expect(await database.db.select().from(warning)).toEqual([])
  })

  it('is work that waits, unless it is a first sync', async () => {
    await house.pendingFor(HOUR)
    await house.setConnection({ backfillAfter: randomUUID() })
    await house.check()
    expect(await open()).toEqual([])
    await house.setConnection({ backfillAfter: null })
    await house.check()
    expect(await listWarnings(house.admin)).toMatchObject([
      { code: 'backlog-growing', details: { connections: 1, records: 1 }, since: house.past(HOUR) },
    ])
  })

  it('is a subscription that ends, and changes of which no notification told', async () => {
    await house.subscribed({ expiresAt: house.past(-DAY), lastFoundAt: house.past(HOUR) })
    await house.check()
    expect((await open()).sort()).toEqual([
      'notifications-not-arriving warning',
      'subscription-not-renewed warning',
    ])
  })

  it('is a sign-in that nobody has used for two months', async () => {
    await house.signedInFor(61 * DAY)
    await house.setConnection({ status: 'paused', reason: 'permission-missing' })
    await house.check()
    expect(await ownWarnings(house.ana)).toMatchObject([{ code: 'sign-in-unused', details: { days: 29 } }])
  })

  it('is over once it is no longer so', async () => {
    await house.setTenant('consent-revoked')
    await house.check()
    expect(await open()).toEqual(['consent-withdrawn critical'])
    await house.setTenant('connected')
    expect(await house.check()).toMatchObject({ resolved: 1 })
    expect(await open()).toEqual([])
  })

  it('is found once by two that look at the same time', async () => {
    await house.setTenant('consent-revoked')
    await Promise.all([house.check(), house.check(), house.check()])
    expect(await database.db.select().from(warning)).toHaveLength(1)
    expect(await database.db.select().from(owedMail)).toHaveLength(1)
  })
})

describe('the mail', () => {
  it('is one about all that came up together, in the receiver’s language, and is not sent again', async () => {
    await database.db
      .update(account)
      .set({ locale: 'fr' })
      .where(eq(account.email, await house.addressOf(house.admin)))
    await house.setTenant('consent-revoked')
    await house.pendingFor(HOUR)
    expect(await house.check()).toMatchObject({ opened: 2, mails: 1 })
    const [mail, ...others] = await house.send()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: await house.addressOf(house.admin),
      subject: expect.stringContaining('2 avertissements'),
    })
    expect(mail?.text).toContain('a été retirée')
    expect(mail?.text).toContain('https://crm.example/settings/marketplace/microsoft/overview')
    for (let minute = 0; minute < 3; minute += 1) {
      house.world.tick(60_000)
      await house.check()
    }
    expect(await house.send()).toEqual([])
  })

  it('is not sent again when the same comes and goes within a day, and is when it comes back later', async () => {
    const comesAndGoes = async () => {
      await house.setTenant('consent-revoked')
      await house.check()
      await house.setTenant('connected')
      house.world.tick(60_000)
      await house.check()
    }
    await house.setTenant('consent-revoked')
    await house.check()
    expect(await house.send()).toHaveLength(1)
    await house.setTenant('connected')
    await house.check()
    for (let times = 0; times < 3; times += 1) await comesAndGoes()
    expect(await house.send()).toEqual([])
    house.world.tick(DAY)
    await house.setTenant('consent-revoked')
    await house.check()
    expect(await house.send()).toHaveLength(1)
  })

  it('is sent once more when it has become critical', async () => {
    await house.check({ secretEndsOn: '2026-03-20' })
    expect(await house.send()).toHaveLength(1)
    house.world.tick(12 * DAY)
    await house.check({ secretEndsOn: '2026-03-20' })
    expect((await house.send())[0]?.text).toContain('ends in 6 days')
  })

  it('is not sent about what is over by then', async () => {
    await house.setTenant('consent-revoked')
    await house.check()
    await house.setTenant('connected')
    await house.check()
    expect(await house.send()).toEqual([])
  })

  it('about the installation goes to its operator alone, where there is an address', async () => {
    await house.check({ secretEndsOn: '2026-03-05', hasAddress: true })
    expect(await house.send('ops@example.com')).toMatchObject([{ to: 'ops@example.com' }])
  })

  it('about a connection that needs its owner is sent by whoever stopped it, not as a warning', async () => {
    await house.setConnection({ status: 'attention', reason: 'credential-expired' })
    expect(await house.check()).toEqual({ opened: 1, resolved: 0, mails: 0 })
    expect(await ownWarnings(house.ana)).toMatchObject([
      { code: 'sign-in-needed', details: { module: 'contacts' } },
    ])
  })
})

describe('while the runner stands still', () => {
  const standIn = async () => {
    const sent: Mail[] = []
    const mailer = { db: database.db, now: () => house.world.now, appUrl: 'https://crm.example' }
    const had = await standInForSweep({ ...mailer, send: async (mail) => void sent.push(mail) }, operator)
    return { had, sent: sent.map(({ to }) => to) }
  }

  it('whoever serves pages warns of it, once, and leaves it to the sweep when that is back', async () => {
    await beat(database.db, house.world.now)
    house.world.tick(4 * 60_000)
    expect(await standIn()).toEqual({ had: false, sent: [] })
    house.world.tick(2 * 60_000)
    expect(await standIn()).toEqual({ had: true, sent: [await house.addressOf(house.admin)] })
    house.world.tick(60 * 60_000)
    expect(await standIn()).toEqual({ had: true, sent: [] })
    await beat(database.db, house.world.now)
    expect(await standIn()).toEqual({ had: false, sent: [] })
    expect(await house.check()).toMatchObject({ resolved: 1 })
  })

  it('nobody misses a sweep that has never come', async () => {
    expect(await standIn()).toEqual({ had: false, sent: [] })
  })
})

describe('who sees what', () => {
  beforeEach(async () => {
    await house.setConnection({ status: 'attention', reason: 'mailbox-unavailable' })
    await house.setTenant('consent-revoked')
    await house.check({ secretEndsOn: '2026-03-05' })
  })
  const seenBy = async (context: typeof house.ana) =>
    (await ownWarnings(context)).map(({ code }) => code).sort()

  it('a member sees her own; an administrator the organisation’s and the installation’s', async () => {
    expect(await seenBy(house.ana)).toEqual(['mailbox-unavailable'])
    expect(await seenBy(house.admin)).toEqual(['client-secret-ending', 'consent-withdrawn'])
    expect(await seenBy(await house.world.member())).toEqual([])
  })

  it('the list of all, with their owners, is for those who manage integrations', async () => {
    expect((await listWarnings(house.admin)).map(({ code, member }) => [code, member?.id ?? null])).toEqual([
      ['consent-withdrawn', null],
      ['client-secret-ending', null],
      ['mailbox-unavailable', house.ana.memberId],
    ])
    await expect(listWarnings(house.ana)).rejects.toMatchObject({ code: 'permission-required' })
  })

  it('another organisation sees none of it but the installation’s', async () => {
    const elsewhere = await (await CrmWorld.create(database.db)).admin()
    expect(await seenBy(elsewhere)).toEqual(['client-secret-ending'])
    expect((await listWarnings(elsewhere)).map(({ code }) => code)).toEqual(['client-secret-ending'])
  })

  it('a runner that stands still is seen by whoever looks, though nothing writes it down', async () => {
    await beat(database.db, house.world.now)
    house.world.tick(20 * 60_000)
    expect((await ownWarnings(house.admin))[0]).toMatchObject({
      code: 'runner-standing-still',
      severity: 'critical',
    })
    expect(await seenBy(house.ana)).toEqual(['mailbox-unavailable'])
    await beat(database.db, house.world.now)
    expect(await seenBy(house.admin)).not.toContain('runner-standing-still')
  })

  it('what takes a glance to see is seen before the next check, and gone as soon as it is over', async () => {
    await house.setConnection({ status: 'held', reason: 'many-deletions' })
    await house.setTenant('connected')
    expect(await seenBy(house.ana)).toEqual(['decision-waiting'])
    expect(await seenBy(house.admin)).toEqual(['client-secret-ending'])
    await house.setConnection({ status: 'active', reason: null })
    expect(await seenBy(house.ana)).toEqual([])
  })

  it('goes with the connection it is about', async () => {
    await database.db.delete(connection).where(eq(connection.id, house.connectionId))
    const left = await database.db
      .select()
      .from(warning)
      .where(and(eq(warning.audience, 'member'), isNull(warning.resolvedAt)))
    expect(left).toEqual([])
  })
})
