import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, owedMail } from '@/db/schema/access'
import { connection, link, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Context } from '@/lib/access/context'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { TEST_TIME } from '@/lib/access/testing/make-organisation'
import type { Mail } from '@/lib/mail/send-mail'
import { keepLease, LeaseLost } from '@/lib/sync/run/lease'
import { mends } from '../causes'
import { connect, makeConnection, makeHouse, makeLinks, minutesAgo } from '../testing/house'
import { mend } from './mend'

let database: TestDatabase
let house: Awaited<ReturnType<typeof makeHouse>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(owedMail)
  house = await makeHouse(database.db)
})

const put = (name: string, state?: Parameters<typeof makeConnection>[3]) =>
  makeConnection(database.db, house.org, name, state)
const rowOf = async (id: string) =>
  (await database.db.select().from(connection).where(eq(connection.id, id)))[0]
const auditOf = async (memberId: string) =>
  (await database.db.select().from(audit).where(eq(audit.subjectId, memberId))).map(
    ({ action, details, actorId }) => [action, details.module, actorId],
  )
const needed = { status: 'attention', reason: 'credential-expired' } as const

async function mails(now = TEST_TIME): Promise<Mail[]> {
  const sent: Mail[] = []
  const send = async (mail: Mail) => void sent.push(mail)
  await sendOwedMails({ db: database.db, now: () => now, appUrl: 'https://crm.example', send })
  return sent
}

describe('asking users to sign in again', () => {
  const ask = (connectionId: string, context: Context = house.admin) =>
    mend(context, 'ask-to-reconnect', { connectionId })

  it('mails each once, in her language, about all that waits for her', async () => {
    const ana = await put('Ana', needed)
    await connect(database.db, ana, { ...needed, module: 'meetings' })
    await database.db.update(account).set({ locale: 'fr' }).where(eq(account.id, ana.accountId))
    const bruno = await put('Bruno', needed)
    const mended = await mend(house.admin, 'ask-to-reconnect', { cause: 'sign-in' })
    expect(mended.done).toHaveLength(3)
    const sent = await mails()
    expect(sent.map(({ to }) => to).sort()).toEqual([ana.email, bruno.email].sort())
    const french = sent.find(({ to }) => to === ana.email)
    expect(french?.subject).toBe('Merci de vous reconnecter à Microsoft 365')
    expect(french?.text).toContain('Réunions et Contacts')
    expect(french?.text).toContain('https://crm.example/settings/marketplace/microsoft')
    expect(await auditOf(bruno.memberId)).toEqual([['connection.reconnect-asked', 'contacts', house.adminId]])
  })

  it('asks nobody twice within a day, whoever presses the button, for whatever module', async () => {
    const ana = await put('Ana', needed)
    const meetings = await connect(database.db, ana, { ...needed, module: 'meetings' })
    await Promise.all([ask(ana.connectionId), ask(meetings)])
    expect(await ask(ana.connectionId)).toEqual({ done: [], skipped: [{ code: 'asked-already', count: 1 }] })
    expect(await mails()).toHaveLength(1)
    const tomorrow = new Date(TEST_TIME.getTime() + 24 * 3_600_000)
    await ask(ana.connectionId, { ...house.admin, now: () => tomorrow })
    expect(await mails(tomorrow)).toHaveLength(1)
  })

  it('asks nobody who need not sign in, and mails nobody who has done so meanwhile', async () => {
    const blocked = await put('Bruno', { ...needed, access: 'application' })
    const healthy = await put('Chloe')
    for (const { connectionId } of [blocked, healthy])
      expect((await ask(connectionId)).skipped).toEqual([{ code: 'not-needed', count: 1 }])
    const ana = await put('Ana', needed)
    await ask(ana.connectionId)
    await database.db.update(connection).set({ status: 'active', reason: null })
    expect(await mails()).toEqual([])
  })
})

describe('running again', () => {
  it('lets a connection that waits after a failure run at once', async () => {
    const { connectionId, memberId } = await put('Ana', { failureCount: 7, nextPollAt: minutesAgo(-10) })
    await mend(house.admin, 'run-again', { connectionId })
    const now = { requestedAt: TEST_TIME, nextPollAt: TEST_TIME }
    expect(await rowOf(connectionId)).toMatchObject({ status: 'active', failureCount: 0, ...now })
    expect(await auditOf(memberId)).toEqual([['connection.run-requested', 'contacts', house.adminId]])
  })

  it('tries a mailbox and a blocked user again, and nothing that a person has to do first', async () => {
    const mailbox = await put('Ana', { status: 'attention', reason: 'mailbox-unavailable' })
    const blocked = await put('Bruno', { ...needed, access: 'application', containerId: null })
    const signIn = await put('Chloe', needed)
    for (const { connectionId } of [mailbox, blocked, signIn])
      await mend(house.admin, 'run-again', { connectionId })
    expect(await rowOf(mailbox.connectionId)).toMatchObject({ status: 'active', reason: null })
    expect(await rowOf(blocked.connectionId)).toMatchObject({ status: 'enabling', reason: null })
    expect(await rowOf(signIn.connectionId)).toMatchObject(needed)
  })

  it('decides nothing of a held run', async () => {
    const held = { status: 'held', reason: 'many-deletions' } as const
    const { connectionId } = await put('Ana', held)
    await mend(house.admin, 'run-again', { connectionId })
    expect(await rowOf(connectionId)).toMatchObject({ ...held, heldDecision: null, requestedAt: TEST_TIME })
  })

  it('gives records that were refused another try', async () => {
    const { connectionId } = await put('Ana')
    await makeLinks(database.db, connectionId, 2, {
      parkedAt: minutesAgo(5),
      attempts: 9,
      reason: 'microsoft-refused',
    })
    await mend(house.admin, 'run-again', { cause: 'refused' })
    const pending = and(eq(link.connectionId, connectionId), eq(link.pendingSince, TEST_TIME))
    expect(await database.db.select().from(link).where(pending)).toMatchObject(
      Array(2).fill({ parkedAt: null, attempts: 0, notBefore: null, reason: null }),
    )
  })
})

describe('making subscriptions anew', () => {
  it('lets them look expired, so that the next run makes them', async () => {
    const { connectionId } = await put('Ana')
    const base = { connectionId, resource: 'r', clientState: 's', createdAt: minutesAgo(60), graphId: 'g' }
    await database.db.insert(subscription).values({ ...base, expiresAt: minutesAgo(-600) })
    const other = await put('Bruno')
    expect((await mend(house.admin, 'renew-subscription', { connectionId })).done).toEqual([connectionId])
    expect((await mend(house.admin, 'renew-subscription', other)).skipped).toHaveLength(1)
    const [row] = await database.db
      .select()
      .from(subscription)
      .where(eq(subscription.connectionId, connectionId))
    expect(row).toMatchObject({ graphId: 'g', expiresAt: TEST_TIME })
    expect(await rowOf(connectionId)).toMatchObject({ requestedAt: TEST_TIME })
  })
})

describe('releasing a lease', () => {
  const lease = randomUUID()
  const release = (connectionId: string) => mend(house.admin, 'release-lease', { connectionId })

  it('never takes one that is alive: its holder may be creating an item (A2)', async () => {
    const { connectionId } = await put('Ana', { lease, leaseUntil: minutesAgo(-0.5) })
    expect(await release(connectionId)).toEqual({ done: [], skipped: [{ code: 'lease-alive', count: 1 }] })
    expect(await rowOf(connectionId)).toMatchObject({ lease })
  })

  it.each([
    ['has run out', minutesAgo(12)],
    ['was written by a clock that is wrong', minutesAgo(-600)],
  ])('takes one that %s, and its holder can commit nothing any more', async (_, leaseUntil) => {
    const { connectionId } = await put('Ana', { lease, leaseUntil })
    expect((await release(connectionId)).done).toEqual([connectionId])
    expect(await rowOf(connectionId)).toMatchObject({ lease: null, leaseUntil: null, requestedAt: TEST_TIME })
    await expect(keepLease(database.db, connectionId, lease, TEST_TIME)).rejects.toThrow(LeaseLost)
  })
})

describe.each(mends)('%s', (what) => {
  it('refuses a member without the right', async () => {
    const { context, connectionId } = await put('Ana', needed)
    const refusal = { code: 'permission-required', details: { permission: 'manage-integrations' } }
    await expect(mend(context, what, { connectionId })).rejects.toMatchObject(refusal)
    await expect(mend(context, what, { cause: 'sign-in' })).rejects.toMatchObject(refusal)
  })

  it('refuses another organisation', async () => {
    const { connectionId, memberId } = await put('Ana', needed)
    const { admin } = await makeHouse(database.db)
    await expect(mend(admin, what, { connectionId })).rejects.toMatchObject({ code: 'not-found' })
    expect((await mend(admin, what, { cause: 'sign-in' })).done).toEqual([])
    expect(await auditOf(memberId)).toEqual([])
  })
})
