import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { owedMail } from '@/db/schema/access'
import { connection, link, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import type { Context } from '@/lib/access/context'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { createContact, updateContact } from '@/lib/crm/contacts/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { mailboxes } from '@/lib/sync/testing/organisation-world'
import { signInHerself } from '@/lib/sync/testing/own-sign-in'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import type { Cause, Mend } from '../causes'
import { countCauses } from '../list-overview'
import { mend } from './mend'

const minuteMs = 60_000

let database: TestDatabase
let world: SyncWorld
let admin: Context
let recordId: string
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(owedMail)
  await database.db.delete(connection)
  world = await SyncWorld.create(database.db)
  admin = await world.crm.admin()
  recordId = (await createContact(world.ana, { lastName: 'Okafor' })).id
})

const edit = (title: string) => updateContact(world.ana, { id: recordId, patch: { title } })
const user = (changes: Record<string, unknown>, userId: string = small.anaId) =>
  control(world.emulator, 'PATCH', `/users/${userId}`, changes)
/** The causes of all who have turned it on, and of how many. */
async function causes(): Promise<Partial<Record<Cause, number>>> {
  const found = [...(await countCauses(admin, { module: 'contacts' }))]
  return Object.fromEntries(
    found.filter(([cause]) => cause !== 'off').map(([cause, { total }]) => [cause, total]),
  )
}
/** As the button does: the mend, then the runs that it asks for. @returns how many it was done to */
async function press(what: Mend, target: { cause: Cause } | { connectionId: string }): Promise<number> {
  const { done } = await mend(admin, what, target)
  if (what !== 'ask-to-reconnect') for (const id of done) await world.settle(id)
  return done.length
}
/** A colleague's contacts beside Ana's. */
async function bruno(): Promise<string> {
  const { memberId } = await world.crm.member()
  return world.enableFor(memberId, small.brunoId)
}
const crossed = async (title: string) => expect(await world.items()).toMatchObject([{ jobTitle: title }])

describe('what is offered beside a cause mends it', () => {
  it('must sign in: she is asked, does so, and what waited goes on', async () => {
    await world.settle()
    await signInHerself(world)
    await user({ revokeSessions: true })
    await world.pass(120 * minuteMs)
    await edit('Buyer')
    await world.settle()
    expect(await causes()).toEqual({ 'sign-in': 1 })
    expect(await press('ask-to-reconnect', { cause: 'sign-in' })).toBe(1)
    const to: string[] = []
    const mailer = { db: world.db, now: world.now, appUrl: 'https://crm.example' }
    await sendOwedMails({ ...mailer, send: async ({ text }) => void to.push(text) })
    expect(to).toEqual([expect.stringContaining('https://crm.example/settings/marketplace/microsoft')])
    await signInHerself(world)
    await world.settle()
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('account blocked, of a group: each runs again once the directory lets her in, and not before', async () => {
    const his = await bruno()
    await world.settle()
    await world.settle(his)
    for (const { userId } of mailboxes.slice(0, 2)) await user({ accountEnabled: false }, userId)
    await world.pass(120 * minuteMs)
    await edit('Buyer')
    await world.settle()
    await world.settle(his)
    expect(await causes()).toEqual({ 'account-blocked': 2 })
    expect(await press('run-again', { cause: 'account-blocked' })).toBe(2)
    expect(await causes()).toEqual({ 'account-blocked': 2 })
    for (const { userId } of mailboxes.slice(0, 2)) await user({ accountEnabled: true }, userId)
    expect(await press('run-again', { cause: 'account-blocked' })).toBe(2)
    expect(await causes()).toEqual({ healthy: 2 })
    await crossed('Buyer')
  })

  it('mailbox unreachable: it is tried at once, without waiting for the sweep', async () => {
    await world.settle()
    await user({ hasMailbox: false })
    await edit('Buyer')
    await world.settle()
    expect(await causes()).toEqual({ 'mailbox-unavailable': 1 })
    await user({ hasMailbox: true })
    await press('run-again', { cause: 'mailbox-unavailable' })
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('stuck: taken from whoever is gone, it runs at once', async () => {
    await world.settle()
    await edit('Buyer')
    const farAway = new Date(world.now().getTime() + 600 * minuteMs)
    await world.db.update(connection).set({ lease: randomUUID(), leaseUntil: farAway, leaseHolder: 'gone' })
    expect(await causes()).toEqual({ stuck: 1 })
    await press('release-lease', { cause: 'stuck' })
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('stuck because nobody took its request up: releasing asks again', async () => {
    await world.settle()
    await edit('Buyer')
    await world.db.update(connection).set({ requestedAt: world.now() })
    await world.pass(11 * minuteMs)
    expect(await causes()).toEqual({ stuck: 1 })
    await press('release-lease', { connectionId: world.connectionId })
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('keeps failing: it does not wait for the end of its pause', async () => {
    await world.settle()
    const fault = world.emulator.faults.add({ match: { path: '/v1.0/' }, effect: { status: 503 } })
    await edit('Buyer')
    await expect(world.settle(world.connectionId, 8)).rejects.toThrow('still not settled')
    expect(await causes()).toEqual({ failing: 1 })
    world.emulator.faults.remove(fault.id)
    const before = world.now().getTime()
    await press('run-again', { cause: 'failing' })
    expect(await causes()).toEqual({ healthy: 1 })
    expect(world.now().getTime() - before).toBeLessThan(minuteMs)
    await crossed('Buyer')
  })

  it('records refused: they get another try', async () => {
    await world.settle()
    const fault = world.emulator.faults.add({
      match: { method: 'PATCH', path: '/contacts/' },
      effect: { status: 400, body: { error: { code: 'ErrorPropertyValidationFailure', message: 'No.' } } },
    })
    await edit('Buyer')
    for (let tries = 0; tries < 12 && !('refused' in (await causes())); tries += 1) {
      await world.settle()
      await world.pass(60 * minuteMs)
      await world.db.update(connection).set({ nextPollAt: world.now() })
    }
    expect(await causes()).toEqual({ refused: 1 })
    world.emulator.faults.remove(fault.id)
    await press('run-again', { cause: 'refused' })
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('late: what waits is looked at again', async () => {
    await world.settle()
    await edit('Buyer')
    const since = new Date(world.now().getTime() - 20 * minuteMs)
    await world.db.update(link).set({ pendingSince: since }).where(eq(link.connectionId, world.connectionId))
    expect(await causes()).toEqual({ late: 1 })
    await press('run-again', { cause: 'late' })
    expect(await causes()).toEqual({ healthy: 1 })
    await crossed('Buyer')
  })

  it('no notifications: the subscription is another one, which is not blamed for what the former has not told', async () => {
    world.listen()
    await world.settle()
    world.emulator.faults.add({ match: {}, effect: { notifications: 'drop' } })
    await edit('Buyer')
    for (let times = 0; times < 2; times += 1) {
      await world.outlook('POST', `${await world.folder()}/contacts`, { surname: `Weber ${times}` })
      await world.pass(4 * minuteMs)
      await world.settle()
    }
    expect(await causes()).toEqual({ 'no-notifications': 1 })
    world.emulator.faults.clear()
    const graphId = async () => (await world.db.select().from(subscription))[0]?.graphId
    const former = await graphId()
    await press('renew-subscription', { cause: 'no-notifications' })
    expect(await graphId()).not.toBe(former)
    expect(await causes()).toEqual({ healthy: 1 })
    world.woken.length = 0
    await world.outlook('POST', `${await world.folder()}/contacts`, { surname: 'Petit' })
    await world.pass(5_000)
    expect(world.woken).toContain(world.connectionId)
  })

  it('no notifications because Microsoft granted no subscription: it is asked for again', async () => {
    world.listen()
    world.emulator.faults.add({
      match: { method: 'POST', path: '/subscriptions$' },
      effect: { status: 400, body: { error: { code: 'ExtensionError', message: 'No.' } } },
    })
    await world.settle()
    await world.pass(11 * minuteMs)
    await world.db.update(connection).set({ nextPollAt: world.now() })
    expect(await causes()).toEqual({ 'no-notifications': 1 })
    world.emulator.faults.clear()
    await press('renew-subscription', { cause: 'no-notifications' })
    expect(await causes()).toEqual({ healthy: 1 })
  })

  it('being disabled while Microsoft gives no answer: it does not wait for the end of its pause', async () => {
    await world.settle()
    const fault = world.emulator.faults.add({ match: { path: '/v1.0/' }, effect: { status: 503 } })
    await disableConnection(world.ana, 'contacts', { keep: false })
    await expect(world.settle(world.connectionId, 8)).rejects.toThrow('still not settled')
    expect(await causes()).toEqual({ failing: 1 })
    world.emulator.faults.remove(fault.id)
    await press('run-again', { cause: 'failing' })
    expect(await causes()).toEqual({ 'turned-off': 1 })
  })

  it('consent withdrawn: an administrator consents, and all go on by themselves', async () => {
    const his = await bruno()
    await world.settle()
    await world.settle(his)
    const consent = (granted: boolean) =>
      control(world.emulator, 'POST', `/consents/${small.tenantId}`, { appId: small.appId, granted })
    await consent(false)
    await world.pass(120 * minuteMs)
    await edit('Buyer')
    await world.settle()
    expect(await causes()).toEqual({ 'consent-revoked': 2 })
    await consent(true)
    await world.pass(minuteMs)
    expect(await recoverConnections(world.engine)).toEqual({ resumed: 2 })
    await world.settle()
    await world.settle(his)
    expect(await causes()).toEqual({ healthy: 2 })
    await crossed('Buyer')
  })
})
