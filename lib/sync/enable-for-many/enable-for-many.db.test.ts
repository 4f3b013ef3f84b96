import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, microsoftIdentity, owedMail } from '@/db/schema/access'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { createContact } from '@/lib/crm/contacts/verbs'
import type { Mail } from '@/lib/mail/send-mail'
import {
  connectByDecree,
  type IdentityWorld,
  identityWorld,
} from '@/lib/microsoft/identity/testing/identity-world'
import type { Engine } from '@/lib/sync/run/engine'
import { disableConnection } from '../connections/disable-connection'
import { enableForMember } from './enable-for-member'
import { previewEnableForMany } from './preview-enable-for-many'
import { previewForMember } from './preview-for-member'

/** The part of a run's world that a preview needs, beside the identity part. */
const engineOf = ({ deps: { db, now, fetch, env } }: IdentityWorld): Engine => ({
  db,
  timing: { now, sleep: async () => {}, random: () => 0 },
  fetch,
  identity: env,
  notificationUrl: null,
  wake: async () => {},
})

type Person = Awaited<ReturnType<IdentityWorld['member']>>
let database: TestDatabase
let world: IdentityWorld
let admin: Person

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftAppToken)
  await database.db.delete(microsoftIdentity)
  await database.db.delete(owedMail)
  await database.db.update(account).set({ email: account.id })
  world.reset()
  admin = await world.member()
  await connectByDecree(admin.context, small.tenantId)
})

/** A colleague of the administrator's who signs in as somebody of the tenant, or as nobody of it. */
async function colleague(
  login = `${randomUUID()}@elsewhere.example`,
  rights: Parameters<typeof world.member>[0] = 'standard',
) {
  const person = await world.member(rights, admin.organisation)
  await database.db.update(account).set({ email: login }).where(eq(account.id, person.accountId))
  return person
}

const preview = (who = admin) => previewEnableForMany(who.context, world.deps, 'contacts')
const previewWorld = () => ({ engine: engineOf(world), signIn: world.deps })
const figures = (person: Person, who = admin) =>
  previewForMember(who.context, previewWorld(), 'contacts', person.memberId)
const enable = (person: Person, who = admin, shown: { seal?: string } = {}) =>
  enableForMember(who.context, previewWorld(), 'contacts', { memberId: person.memberId, ...shown })
const connectionOf = async (person: Person) =>
  (await database.db.select().from(connection).where(eq(connection.memberId, person.memberId)))[0]

async function mails(): Promise<Mail[]> {
  const sent: Mail[] = []
  const send = async (mail: Mail) => void sent.push(mail)
  await sendOwedMails({ db: database.db, now: world.now, appUrl: 'https://crm.example', send })
  return sent
}

describe('turning a module on for many', () => {
  it('is shown before it is done: for whom at once (I2), and for whom not', async () => {
    const ana = await colleague('Ana@small.example'.toLowerCase())
    await colleague()
    await colleague('bruno@small.example', ['contacts.view'])
    expect(await preview()).toMatchObject({
      ready: [{ memberId: ana.memberId, email: 'ana@small.example', upn: 'ana@small.example' }],
      // The administrator and the colleague whose login is nobody's there.
      signIn: 2,
      on: 0,
      turnedOff: 0,
      notAllowed: 1,
      others: expect.arrayContaining([
        expect.objectContaining({ email: 'bruno@small.example', why: 'notAllowed' }),
        expect.objectContaining({ memberId: admin.memberId, why: 'signIn' }),
      ]),
    })
    expect(await database.db.$count(connection, eq(connection.organisationId, admin.organisationId))).toBe(0)
  })

  it('shows for each what it would do on either side, and what she has is not shown', async () => {
    const ana = await colleague('ana@small.example')
    await createContact(ana.context, { lastName: 'Okafor' })
    const shown = await figures(ana)
    expect(shown).toMatchObject({
      matched: 0,
      microsoft: { create: 1, update: 0, delete: 0 },
      crm: { create: 0, update: 0, delete: 0 },
    })
    expect(JSON.stringify(shown)).not.toContain('Okafor')
    expect(await database.db.$count(microsoftIdentity)).toBe(0)
    expect(await connectionOf(ana)).toBeUndefined()
  })

  it('is refused where it would do something else by now, and done as it is shown then', async () => {
    const ana = await colleague('ana@small.example')
    const { seal } = await figures(ana)
    await createContact(ana.context, { lastName: 'Okafor' })
    const refusal = await enable(ana, admin, { seal }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'changed-meanwhile', details: {} })
    expect(await connectionOf(ana)).toBeUndefined()
    await enable(ana, admin, { seal: (await figures(ana)).seal })
    expect(await connectionOf(ana)).toMatchObject({ status: 'enabling' })
  })

  it('enables it with the organisation’s consent, tells her by mail, and says who did it', async () => {
    const ana = await colleague('ana@small.example')
    await enable(ana)
    expect(await connectionOf(ana)).toMatchObject({ status: 'enabling', access: 'application' })
    expect((await preview()).on).toBe(1)
    expect((await mails()).map(({ to }) => to)).toEqual(['ana@small.example'])
    const entries = await database.db.select().from(audit).where(eq(audit.subjectId, ana.memberId))
    expect(entries).toMatchObject([
      { action: 'connection.enabled-for-member', actorId: admin.memberId, details: { module: 'contacts' } },
    ])
  })

  it('mails nobody about what she has turned off meanwhile', async () => {
    const ana = await colleague('ana@small.example')
    await enable(ana)
    await disableConnection(ana.context, 'contacts', { keep: false })
    expect(await mails()).toEqual([])
  })

  it('does it once, also twice at once', async () => {
    const ana = await colleague('ana@small.example')
    const results = await Promise.allSettled([enable(ana), enable(ana)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await mails()).toHaveLength(1)
    await expect(enable(ana)).rejects.toMatchObject({ code: 'already-on' })
    expect(await database.db.$count(connection, eq(connection.memberId, ana.memberId))).toBe(1)
  })

  it('does not turn on again what she has turned off herself', async () => {
    const ana = await colleague('ana@small.example')
    await enable(ana)
    await disableConnection(ana.context, 'contacts', { keep: false })
    await expect(enable(ana)).rejects.toMatchObject({ code: 'turned-off' })
    expect((await preview()).turnedOff).toBe(1)
  })

  it('keeps the way to sign in from whoever is not meant to take it', async () => {
    const denis = await colleague()
    const look = await figures(denis).catch((error: unknown) => error)
    expect(look).toMatchObject({ code: 'sign-in-required', details: {} })
    const refusal = await enable(denis).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'sign-in-required', details: {} })
    expect(await connectionOf(denis)).toBeUndefined()
  })

  it('takes the permissions of the member it is for', async () => {
    const reader = await colleague('ana@small.example', ['contacts.view'])
    await expect(enable(reader)).rejects.toMatchObject({ code: 'permission-required' })
  })

  it('refuses a member without the right', async () => {
    const ana = await colleague('ana@small.example')
    const refusal = { code: 'permission-required', details: { permission: 'manage-integrations' } }
    await expect(preview(ana)).rejects.toMatchObject(refusal)
    await expect(figures(ana, ana)).rejects.toMatchObject(refusal)
    await expect(enable(ana, ana)).rejects.toMatchObject(refusal)
  })

  it('refuses another organisation', async () => {
    const ana = await colleague('ana@small.example')
    const stranger = await world.member()
    await expect(enable(ana, stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(figures(ana, stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(preview(stranger)).rejects.toMatchObject({ code: 'not-connected' })
  })
})
