import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invitation, member, owedMail } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import type { Mail } from '@/lib/mail/send-mail'
import { resendInvitation, revokeInvitation } from '../invitations/change-invitation'
import { findInvitation } from '../invitations/find-invitation'
import { readInvitation } from '../invitations/list-invitations'
import { askToJoin } from '../join-requests/ask-to-join'
import { declineJoinRequest } from '../join-requests/decide-join-request'
import { TERMS_VERSION } from '../terms'
import { makeMember } from '../testing/make-organisation'
import { type PeopleWorld, peopleWorld } from '../testing/people-world'
import { sendOwedMails } from './send-owed-mails'

const APP_URL = 'https://crm.example'

let database: TestDatabase
let world: PeopleWorld
let sent: Mail[]
let server: (mail: Mail) => Promise<void>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(owedMail)
  world = await peopleWorld(database.db)
  sent = []
  server = async (mail) => void sent.push(mail)
})

const sendAll = () =>
  sendOwedMails({
    db: database.db,
    now: () => world.now,
    appUrl: APP_URL,
    send: (mail) => server(mail),
  })
const tokenIn = (mail: Mail | undefined) => /\/invite\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
const mailOf = async (id: string) => (await readInvitation(world.as(world.admin), id)).mail
const refusing = (code: string, responseCode: number) => async () => {
  throw Object.assign(new Error('no'), { code, responseCode })
}

describe('the mail of an invitation', () => {
  it('carries the one link that works, and is sent once', async () => {
    const { id, email } = await world.invite()
    expect(await sendAll()).toEqual({ sent: 1, failed: 0 })
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
    expect(sent).toMatchObject([{ to: email }])
    expect(await findInvitation(database.db, tokenIn(sent[0]), world.now)).toMatchObject({
      state: 'open',
      invitation: { id },
    })
    expect(await mailOf(id)).toMatchObject({ state: 'sent' })
  })

  it('has another link when it is sent again, and the first is dead', async () => {
    const { id } = await world.invite()
    await sendAll()
    await resendInvitation(world.as(world.admin), id)
    await sendAll()
    const [first, second] = sent.map(tokenIn)
    expect(await findInvitation(database.db, first ?? '', world.now)).toEqual({ state: 'unknown' })
    expect(await findInvitation(database.db, second ?? '', world.now)).toMatchObject({ state: 'open' })
  })

  it('is not sent for one that was revoked or has expired meanwhile', async () => {
    const { id } = await world.invite()
    await revokeInvitation(world.as(world.admin), id)
    await world.invite()
    world.pass(8 * 24 * 3_600_000)
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
    expect(sent).toEqual([])
  })

  it('goes out once, when two processes send at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => world.invite()))
    await Promise.all([sendAll(), sendAll(), sendAll()])
    expect(sent).toHaveLength(5)
  })
})

describe('a mail server that does not take a mail', () => {
  it('is tried again, later and later, and the inviter sees it', async () => {
    const { id } = await world.invite()
    server = refusing('ECONNECTION', 421)
    expect(await sendAll()).toEqual({ sent: 0, failed: 1 })
    expect(await mailOf(id)).toMatchObject({ state: 'retrying' })
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
    world.pass(60_000)
    expect(await sendAll()).toEqual({ sent: 0, failed: 1 })
    world.pass(60_000)
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
    server = async (mail) => void sent.push(mail)
    world.pass(60_000)
    expect(await sendAll()).toEqual({ sent: 1, failed: 0 })
    expect(await mailOf(id)).toMatchObject({ state: 'sent' })
  })

  it('is not asked again about an address that it refuses for good', async () => {
    const { id } = await world.invite()
    server = refusing('EENVELOPE', 550)
    await sendAll()
    expect(await mailOf(id)).toMatchObject({ state: 'failed' })
    world.pass(24 * 3_600_000)
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
  })

  it('is asked again when it only refuses our login, until a day has passed', async () => {
    const { id } = await world.invite()
    server = refusing('EAUTH', 535)
    await sendAll()
    expect(await mailOf(id)).toMatchObject({ state: 'retrying' })
    for (let hour = 0; hour < 48; hour += 4) {
      world.pass(4 * 3_600_000)
      await sendAll()
    }
    expect(await mailOf(id)).toMatchObject({ state: 'failed' })
  })

  it('whose process died on the way gets the mail again', async () => {
    await world.invite()
    await new Promise<void>((onTheWay) => {
      server = () => {
        onTheWay()
        return new Promise(() => {})
      }
      void sendAll()
    })
    server = async (mail) => void sent.push(mail)
    expect(await sendAll()).toEqual({ sent: 0, failed: 0 })
    world.pass(4 * 60_000)
    expect(await sendAll()).toEqual({ sent: 1, failed: 0 })
  })
})

describe('mails about a request to join', () => {
  const ask = async () => {
    const user = world.tenant.put({ upn: world.newAddress(), name: 'Hugo Petit' })
    const person = world.arrive({ oid: user.id, upn: user.upn })
    const question = {
      message: '<b>Hello</b>',
      locale: 'fr',
      address: randomUUID(),
      termsVersion: TERMS_VERSION,
    } as const
    const { requestId } = await askToJoin(database.db, world.tenant.directory, person, question, world.now)
    return { requestId, user }
  }

  it('lead those who decide to the request, each in her language', async () => {
    const manager = await makeMember(database.db, world.org, ['manage-users'], { locale: 'en' })
    const { requestId } = await ask()
    await sendAll()
    expect(sent.map(({ to }) => to).sort()).toEqual([world.admin.email, manager.email].sort())
    for (const { text, html } of sent) {
      expect(text).toContain(`${APP_URL}/settings/users?request=${requestId}`)
      expect(html).toContain('&lt;b&gt;Hello&lt;/b&gt;')
    }
    expect(sent.find(({ to }) => to === manager.email)?.subject).toContain('asks to join')
    expect(sent.find(({ to }) => to === world.admin.email)?.subject).toContain('demande à rejoindre')
  })

  it('are not sent to whoever may no longer decide, nor about what is decided', async () => {
    const manager = await makeMember(database.db, world.org, ['manage-users'])
    await ask()
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, manager.memberId))
    await sendAll()
    expect(sent.map(({ to }) => to)).toEqual([world.admin.email])
  })

  it('tell the person the outcome, with the reason', async () => {
    const { requestId, user } = await ask()
    await declineJoinRequest(world.as(world.admin), { id: requestId, reason: 'Pas encore' })
    await sendAll()
    expect(sent).toMatchObject([{ to: user.mail, subject: expect.stringContaining('Votre demande') }])
    expect(sent[0]?.text).toContain('Pas encore')
  })
})

it('keeps no secret of a link', async () => {
  const { id } = await world.invite()
  await sendAll()
  const [row] = await database.db.select().from(invitation).where(eq(invitation.id, id))
  expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(row)).not.toContain(tokenIn(sent[0]))
})
