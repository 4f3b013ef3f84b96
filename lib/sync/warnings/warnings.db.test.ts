import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, microsoftIdentity, owedMail } from '@/db/schema/access'
import { microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { connection, link, subscription } from '@/db/schema/sync'
import { heartbeat, warning } from '@/db/schema/warnings'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import type { Mail } from '@/lib/mail/send-mail'
import { checkWarnings } from './check-warnings'
import { beat } from './heartbeat'
import { listWarnings, ownWarnings } from './list-warnings'
import type { Operator } from './operator'
import { standInForSweep } from './stand-in-for-sweep'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let database: TestDatabase
let world: CrmWorld
let admin: Awaited<ReturnType<CrmWorld['admin']>>
let ana: Awaited<ReturnType<CrmWorld['member']>>
let connectionId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  for (const table of [warning, heartbeat, owedMail, microsoftTenant, connection])
    await database.db.delete(table)
  world = await CrmWorld.create(database.db)
  admin = await world.admin()
  ana = await world.member()
  await database.db.insert(microsoftTenant).values({
    organisationId: world.organisationId,
    tenantId: randomUUID(),
    name: 'Test',
    connectedBy: admin.memberId,
    connectedAt: world.now,
    checkedAt: world.now,
  })
  connectionId = await connect(ana.memberId)
})

async function connect(memberId: string): Promise<string> {
  const id = randomUUID()
  await database.db.insert(connection).values({
    ...{ id, memberId, organisationId: world.organisationId, module: 'contacts', status: 'active' },
    ...{ access: 'application', mapping: [], createdAt: world.now, updatedAt: world.now },
    options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest' },
  })
  return id
}

const operator: Operator = { secretEndsOn: null, notificationsExpected: true, hasAddress: false }
const check = (settings: Partial<Operator> = {}) =>
  checkWarnings(database.db, world.now, { ...operator, ...settings })
const setConnection = (values: Partial<typeof connection.$inferInsert>) =>
  database.db.update(connection).set(values).where(eq(connection.id, connectionId))
const setTenant = (status: 'connected' | 'consent-revoked') =>
  database.db.update(microsoftTenant).set({ status })
const open = async () => (await listWarnings(admin)).map(({ code, severity }) => `${code} ${severity}`)

async function send(operatorEmail?: string): Promise<Mail[]> {
  const sent: Mail[] = []
  await sendOwedMails({
    db: database.db,
    now: () => world.now,
    appUrl: 'https://crm.example',
    operatorEmail,
    send: async (mail) => void sent.push(mail),
  })
  return sent
}
async function addressOf(member: typeof ana): Promise<string> {
  const accountId = member.actor.type === 'user' ? member.actor.accountId : ''
  const [row] = await database.db.select().from(account).where(eq(account.id, accountId))
  return row?.email ?? ''
}

const pendingFor = (ms: number, values: Partial<typeof link.$inferInsert> = {}) =>
  database.db.insert(link).values({
    ...{ connectionId, recordId: randomUUID(), state: 'intended', createdAt: world.now },
    pendingSince: new Date(world.now.getTime() - ms),
    ...values,
  })
const subscribed = (values: Partial<typeof subscription.$inferInsert>) =>
  database.db.insert(subscription).values({
    ...{ connectionId, resource: 'users/x', clientState: 'secret', graphId: randomUUID() },
    ...{ createdAt: new Date(world.now.getTime() - 5 * DAY) },
    expiresAt: new Date(world.now.getTime() + 5 * DAY),
    ...values,
  })
const past = (ms: number) => new Date(world.now.getTime() - ms)

describe('what is found', () => {
  it('is nothing where all is well, and then nothing is written', async () => {
    await pendingFor(HOUR, { reason: 'microsoft-refused' })
    await pendingFor(HOUR, { reason: 'deletion-held', removedAt: world.now })
    await pendingFor(HOUR, { reason: 'removal-held' })
    await pendingFor(HOUR, { heldChange: { fields: {}, modifiedAt: 0, notedAt: world.now.toISOString() } })
    await pendingFor(1_000)
    await subscribed({ lastNotifiedAt: past(HOUR), lastFoundAt: past(HOUR - 5_000) })
    expect(await check()).toEqual({ opened: 0, resolved: 0, mails: 0 })
    expect(await database.db.select().from(warning)).toEqual([])
  })

  it('is work that waits, unless it is a first sync', async () => {
    await pendingFor(HOUR)
    await setConnection({ backfillAfter: randomUUID() })
    await check()
    expect(await open()).toEqual([])
    await setConnection({ backfillAfter: null })
    await check()
    expect(await listWarnings(admin)).toMatchObject([
      { code: 'backlog-growing', details: { connections: 1, records: 1 }, since: past(HOUR) },
    ])
  })

  it('is a subscription that ends, and changes of which no notification told', async () => {
    await subscribed({ expiresAt: past(-DAY), lastFoundAt: past(HOUR) })
    await check()
    expect((await open()).sort()).toEqual([
      'notifications-not-arriving warning',
      'subscription-not-renewed warning',
    ])
  })

  it('is a sign-in that nobody has used for two months', async () => {
    const [owner] = await database.db.select().from(account).limit(1)
    const identity = { tid: randomUUID(), oid: randomUUID(), upn: 'x', name: 'x', createdAt: world.now }
    const [row] = await database.db
      .insert(microsoftIdentity)
      .values({ ...identity, accountId: owner?.id ?? '' })
      .returning()
    const identityId = row?.id ?? ''
    await database.db
      .insert(microsoftToken)
      .values({ identityId, refreshToken: 'sealed', scopes: [], updatedAt: past(61 * DAY) })
    await setConnection({ access: 'delegated', identityId, status: 'paused', reason: 'permission-missing' })
    await check()
    expect(await ownWarnings(ana)).toMatchObject([{ code: 'sign-in-unused', details: { days: 29 } }])
  })

  it('is over once it is no longer so', async () => {
    await setTenant('consent-revoked')
    await check()
    expect(await open()).toEqual(['consent-withdrawn critical'])
    await setTenant('connected')
    expect(await check()).toMatchObject({ resolved: 1 })
    expect(await open()).toEqual([])
  })

  it('is found once by two that look at the same time', async () => {
    await setTenant('consent-revoked')
    await Promise.all([check(), check(), check()])
    expect(await database.db.select().from(warning)).toHaveLength(1)
    expect(await database.db.select().from(owedMail)).toHaveLength(1)
  })
})

describe('the mail', () => {
  it('is one about all that came up together, in the receiver’s language, and is not sent again', async () => {
    await database.db
      .update(account)
      .set({ locale: 'fr' })
      .where(eq(account.email, await addressOf(admin)))
    await setTenant('consent-revoked')
    await pendingFor(HOUR)
    expect(await check()).toMatchObject({ opened: 2, mails: 1 })
    const [mail, ...others] = await send()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: await addressOf(admin),
      subject: expect.stringContaining('2 avertissements'),
    })
    expect(mail?.text).toContain('a été retirée')
    expect(mail?.text).toContain('https://crm.example/settings/marketplace/microsoft/overview')
    for (let minute = 0; minute < 3; minute += 1) {
      world.tick(60_000)
      await check()
    }
    expect(await send()).toEqual([])
  })

  it('is not sent again when the same comes and goes within a day, and is when it comes back later', async () => {
    const comesAndGoes = async () => {
      await setTenant('consent-revoked')
      await check()
      await setTenant('connected')
      world.tick(60_000)
      await check()
    }
    await setTenant('consent-revoked')
    await check()
    expect(await send()).toHaveLength(1)
    await setTenant('connected')
    await check()
    for (let times = 0; times < 3; times += 1) await comesAndGoes()
    expect(await send()).toEqual([])
    world.tick(DAY)
    await setTenant('consent-revoked')
    await check()
    expect(await send()).toHaveLength(1)
  })

  it('is sent once more when it has become critical', async () => {
    await check({ secretEndsOn: '2026-03-20' })
    expect(await send()).toHaveLength(1)
    world.tick(12 * DAY)
    await check({ secretEndsOn: '2026-03-20' })
    expect((await send())[0]?.text).toContain('ends in 6 days')
  })

  it('is not sent about what is over by then', async () => {
    await setTenant('consent-revoked')
    await check()
    await setTenant('connected')
    await check()
    expect(await send()).toEqual([])
  })

  it('about the installation goes to its operator alone, where there is an address', async () => {
    await check({ secretEndsOn: '2026-03-05', hasAddress: true })
    expect(await send('ops@example.com')).toMatchObject([{ to: 'ops@example.com' }])
  })

  it('about a connection that needs its owner is sent by whoever stopped it, not as a warning', async () => {
    await setConnection({ status: 'attention', reason: 'credential-expired' })
    expect(await check()).toEqual({ opened: 1, resolved: 0, mails: 0 })
    expect(await ownWarnings(ana)).toMatchObject([
      { code: 'sign-in-needed', details: { module: 'contacts' } },
    ])
  })
})

describe('while the runner stands still', () => {
  const standIn = async () => {
    const sent: Mail[] = []
    const mailer = { db: database.db, now: () => world.now, appUrl: 'https://crm.example' }
    const had = await standInForSweep({ ...mailer, send: async (mail) => void sent.push(mail) }, operator)
    return { had, sent: sent.map(({ to }) => to) }
  }

  it('whoever serves pages warns of it, once, and leaves it to the sweep when that is back', async () => {
    await beat(database.db, world.now)
    world.tick(4 * 60_000)
    expect(await standIn()).toEqual({ had: false, sent: [] })
    world.tick(2 * 60_000)
    expect(await standIn()).toEqual({ had: true, sent: [await addressOf(admin)] })
    world.tick(60 * 60_000)
    expect(await standIn()).toEqual({ had: true, sent: [] })
    await beat(database.db, world.now)
    expect(await standIn()).toEqual({ had: false, sent: [] })
    expect(await check()).toMatchObject({ resolved: 1 })
  })

  it('nobody misses a sweep that has never come', async () => {
    expect(await standIn()).toEqual({ had: false, sent: [] })
  })
})

describe('who sees what', () => {
  beforeEach(async () => {
    await setConnection({ status: 'attention', reason: 'mailbox-unavailable' })
    await setTenant('consent-revoked')
    await check({ secretEndsOn: '2026-03-05' })
  })
  const seenBy = async (context: typeof ana) => (await ownWarnings(context)).map(({ code }) => code).sort()

  it('a member sees her own; an administrator the organisation’s and the installation’s', async () => {
    expect(await seenBy(ana)).toEqual(['mailbox-unavailable'])
    expect(await seenBy(admin)).toEqual(['client-secret-ending', 'consent-withdrawn'])
    expect(await seenBy(await world.member())).toEqual([])
  })

  it('the list of all, with their owners, is for those who manage integrations', async () => {
    expect((await listWarnings(admin)).map(({ code, member }) => [code, member?.id ?? null])).toEqual([
      ['consent-withdrawn', null],
      ['client-secret-ending', null],
      ['mailbox-unavailable', ana.memberId],
    ])
    await expect(listWarnings(ana)).rejects.toMatchObject({ code: 'permission-required' })
  })

  it('another organisation sees none of it but the installation’s', async () => {
    const elsewhere = await (await CrmWorld.create(database.db)).admin()
    expect(await seenBy(elsewhere)).toEqual(['client-secret-ending'])
    expect((await listWarnings(elsewhere)).map(({ code }) => code)).toEqual(['client-secret-ending'])
  })

  it('a runner that stands still is seen by whoever looks, though nothing writes it down', async () => {
    await beat(database.db, world.now)
    world.tick(20 * 60_000)
    expect((await ownWarnings(admin))[0]).toMatchObject({
      code: 'runner-standing-still',
      severity: 'critical',
    })
    expect(await seenBy(ana)).toEqual(['mailbox-unavailable'])
    await beat(database.db, world.now)
    expect(await seenBy(admin)).not.toContain('runner-standing-still')
  })

  it('what takes a glance to see is seen before the next check, and gone as soon as it is over', async () => {
    await setConnection({ status: 'held', reason: 'many-deletions' })
    await setTenant('connected')
    expect(await seenBy(ana)).toEqual(['decision-waiting'])
    expect(await seenBy(admin)).toEqual(['client-secret-ending'])
    await setConnection({ status: 'active', reason: null })
    expect(await seenBy(ana)).toEqual([])
  })

  it('goes with the connection it is about', async () => {
    await database.db.delete(connection).where(eq(connection.id, connectionId))
    const left = await database.db
      .select()
      .from(warning)
      .where(and(eq(warning.audience, 'member'), isNull(warning.resolvedAt)))
    expect(left).toEqual([])
  })
})
