import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, member, microsoftIdentity, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import type { Context } from '@/lib/access/context'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import type { Mail } from '@/lib/mail/send-mail'
import { plainOptions, setOrganisationDefault } from '@/lib/sync/connections/connection-settings'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { mailboxes } from '@/lib/sync/testing/organisation-world'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { noLock } from '../lock'
import { previewLock, setLock } from '../set-lock'
import { enableRequired } from './enable-required'

const hourMs = 3_600_000
const bruno = mailboxes[1]?.upn ?? ''
const carla = mailboxes[2]?.upn ?? ''

let database: TestDatabase
let world: SyncWorld
let admin: Context
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(connection)
  await database.db.update(account).set({ email: account.id })
  world = await SyncWorld.create(database.db)
  admin = await world.crm.admin()
})

const want = (use: 'required' | 'free') => ({ profileId: null, lock: { ...noLock, use } })
const require = (profileId: string | null = null) =>
  setLock(admin, contactsModule, { ...want('required'), profileId })
const sweep = () => enableRequired(world.signIn)
const hasLogin = (who: Context & { memberId: string }, email: string) =>
  who.actor.type === 'user'
    ? world.db.update(account).set({ email }).where(eq(account.id, who.actor.accountId))
    : undefined
const colleague = async (login = `${randomUUID()}@elsewhere.example`, allowed = true) => {
  const who = await (allowed ? world.crm.member() : world.crm.without('sync.contacts'))
  await hasLogin(who, login)
  return who
}
const connectionOf = async ({ memberId }: { memberId: string }) =>
  (
    await world.db
      .select()
      .from(connection)
      .where(and(eq(connection.memberId, memberId), eq(connection.module, 'contacts')))
  )[0]
const permissionsOf = ({ actor }: Context) => (actor.type === 'user' ? actor.permissions : [])
const profileIdOf = async ({ memberId }: { memberId: string }) =>
  (await world.db.select().from(member).where(eq(member.id, memberId)))[0]?.profileId ?? ''
const mailsSent = async () => {
  const sent: Mail[] = []
  const send = async (mail: Mail) => void sent.push(mail)
  await sendOwedMails({ db: world.db, now: world.now, appUrl: 'https://crm.example', send })
  return sent
}

describe('a module that is required', () => {
  it('comes on by itself, with the organisation’s defaults, and is told by mail that does not offer to turn it off', async () => {
    const who = await colleague(bruno)
    await setOrganisationDefault(admin, contactsModule, { options: { conflict: 'crm' } })
    await require()
    const ids = await sweep()
    expect(ids).toEqual([(await connectionOf(who))?.id])
    expect(await connectionOf(who)).toMatchObject({
      status: 'enabling',
      access: 'application',
      upn: bruno,
      options: { ...plainOptions, conflict: 'crm' },
    })
    await world.settle(ids[0])
    expect(await connectionOf(who)).toMatchObject({ status: 'active', containerId: expect.any(String) })
    const [mail, ...others] = await mailsSent()
    expect([mail?.to, others]).toEqual([bruno, []])
    expect(mail?.text).toContain('cannot be turned off')
    const entries = await world.db.select().from(audit).where(eq(audit.subjectId, who.memberId))
    expect(entries).toMatchObject([{ action: 'connection.enabled-for-member', actorType: 'system' }])
    expect(await sweep()).toEqual([])
  })

  it('says before how many it concerns: who has a mailbox, and who has to sign in first', async () => {
    await colleague(bruno)
    await colleague()
    await colleague(carla, false)
    const preview = await previewLock(admin, world.signIn, contactsModule, want('required'))
    // The administrator's own login is nobody's there.
    expect(preview).toMatchObject({ changes: 0, pauses: 0, comesOn: 3, known: { ready: 1, signIn: 2 } })
    const free = await previewLock(admin, world.signIn, contactsModule, want('free'))
    expect(free).toMatchObject({ comesOn: 0, known: { ready: 0, signIn: 0 } })
    await colleague()
    await expect(
      setLock(admin, contactsModule, { ...want('required'), seal: preview.seal }),
    ).rejects.toMatchObject({ code: 'changed-meanwhile', details: { data: { comesOn: 4 } } })
  })

  it('says so too where Microsoft gives no answer', async () => {
    await colleague(bruno)
    world.onAnswer = async () => new Response(null, { status: 503 })
    const preview = await previewLock(admin, world.signIn, contactsModule, want('required'))
    expect(preview).toMatchObject({ comesOn: 2, known: null })
    await require()
    expect(await sweep()).toEqual([])
    world.onAnswer = async (_, answer) => answer
    await world.pass(5 * 60_000)
    expect(await sweep()).toHaveLength(1)
  })

  it('comes on for whoever has turned it off, also by deleting what was made for it', async () => {
    await world.settle()
    await disableConnection(world.ana, 'contacts', { keep: false })
    await world.settle()
    await world.loginIsHers()
    await require()
    expect(await sweep()).toEqual([world.connectionId])
    await world.settle()
    await world.outlook('DELETE', await world.folder())
    await world.pass(hourMs)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted' })
    expect(await sweep()).toEqual([world.connectionId])
  })

  it('reaches who comes later: a new member, and one whose profile has changed', async () => {
    await require()
    await sweep()
    const late = await colleague(bruno)
    expect(await sweep()).toEqual([(await connectionOf(late))?.id])
    const other = await colleague(carla, false)
    expect(await sweep()).toEqual([])
    const permissions = [...permissionsOf(late)]
    await world.db
      .update(profile)
      .set({ permissions })
      .where(eq(profile.id, await profileIdOf(other)))
    expect(await sweep()).toEqual([(await connectionOf(other))?.id])
  })

  it('looks for whoever is nobody of the tenant once an hour, and at once when she has become known there', async () => {
    const who = await colleague()
    await require()
    expect(await sweep()).toEqual([])
    const asked = world.requests.length
    await world.pass(hourMs / 2)
    expect(await sweep()).toEqual([])
    expect(world.requests).toHaveLength(asked)
    await hasLogin(who, bruno)
    if (who.actor.type !== 'user') return
    await world.db.insert(microsoftIdentity).values({
      ...{ accountId: who.actor.accountId, tid: small.tenantId, oid: small.brunoId, upn: bruno },
      ...{ name: 'Bruno', createdAt: world.now() },
    })
    expect(await sweep()).toHaveLength(1)
  })

  it('for a profile concerns that profile alone, and one that is freed nobody', async () => {
    const [ana, other] = [await colleague(bruno), await colleague(carla)]
    await require(await profileIdOf(ana))
    expect(await sweep()).toEqual([(await connectionOf(ana))?.id])
    await require()
    await setLock(admin, contactsModule, { ...want('free'), profileId: await profileIdOf(other) })
    expect(await sweep()).toEqual([])
  })

  it('comes on nowhere without a tenant, nor in another organisation', async () => {
    await colleague(bruno)
    const other = await SyncWorld.create(database.db)
    await require()
    expect(await enableRequired(other.signIn)).toEqual([])
    await other.db.delete(microsoftTenant)
    await setLock(await other.crm.admin(), contactsModule, want('required'))
    expect(await enableRequired(other.signIn)).toEqual([])
  })
})
