import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, joinRequest, member, microsoftIdentity, termsAcceptance } from '@/db/schema/access'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signInWithMicrosoft } from '../accounts/sign-in-with-microsoft'
import { signInWithPassword } from '../accounts/sign-in-with-password'
import { askToJoin } from '../join-requests/ask-to-join'
import { findViewer } from '../sessions/find-viewer'
import { TERMS_VERSION } from '../terms'
import { makeMember, makeOrganisation } from '../testing/make-organisation'
import { type PeopleWorld, peopleWorld } from '../testing/people-world'
import { acceptInvitation, type InvitationKey, type Newcomer } from './accept-invitation'
import { resendInvitation, revokeInvitation } from './change-invitation'
import { findInvitation, findInvitationsFor, findInvitationsOfAccount } from './find-invitation'
import { INVITATION_MS } from './invitation-life'
import { readInvitation } from './list-invitations'

let database: TestDatabase
let world: PeopleWorld

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await peopleWorld(database.db)
})

const habits = { locale: 'fr', timeZone: 'Europe/Paris' } as const
const accept = (key: InvitationKey, newcomer: Newcomer, termsVersion = TERMS_VERSION) =>
  acceptInvitation(database.db, key, newcomer, { termsVersion, now: world.now, address: '192.0.2.7' })
const withPassword: Newcomer = {
  as: 'new-account',
  name: 'Lucas Bernard',
  password: 'correct horse',
  ...habits,
}
const statusOf = async (id: string) => (await readInvitation(world.as(world.admin), id)).status
const accountOf = async (email: string) => {
  const [row] = await database.db.select().from(account).where(eq(account.email, email))
  return row
}

describe('a new user', () => {
  it('sets a password, accepts the terms, and is in with the profile she was given', async () => {
    const { id, email, token } = await world.invite()
    const { accountId, memberId } = await accept({ token }, withPassword)
    expect(await statusOf(id)).toBe('accepted')
    const credentials = { email, password: 'correct horse', address: randomUUID() }
    const { sessionId } = await signInWithPassword(database.db, credentials, world.now)
    expect(await findViewer(database.db, sessionId, world.now)).toMatchObject({
      memberId,
      email,
      name: 'Lucas Bernard',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      bound: false,
      organisation: { id: world.org.organisationId },
      profile: { id: world.org.profiles.standard },
    })
    const terms = await database.db
      .select()
      .from(termsAcceptance)
      .where(eq(termsAcceptance.accountId, accountId))
    expect(terms).toMatchObject([{ version: TERMS_VERSION, acceptedAt: world.now }])
    const written = await database.db.select().from(audit).where(eq(audit.actorId, memberId))
    expect(written).toContainEqual(
      expect.objectContaining({ action: 'invitation.accepted', address: '192.0.2.7' }),
    )
  })

  it('may sign in with Microsoft instead, if her address there is the invited one', async () => {
    const { email, token } = await world.invite()
    const arrival = world.arrive({ tid: randomUUID(), upn: email.toUpperCase() })
    const { accountId, bound } = await accept({ token }, { as: 'microsoft', arrival, ...habits })
    expect(bound).toBe(false)
    const { sessionId } = await signInWithMicrosoft(database.db, arrival, world.now)
    expect(await findViewer(database.db, sessionId, world.now)).toMatchObject({ accountId, email })
  })

  it('is not let in as somebody else or as a guest, and the invitation stays', async () => {
    const { id, email, token } = await world.invite()
    for (const arrival of [
      world.arrive({ upn: 'eve@elsewhere.example', mail: 'eve@elsewhere.example' }),
      world.arrive({ upn: email, guest: true }),
    ]) {
      await expect(accept({ token }, { as: 'microsoft', arrival, ...habits })).rejects.toThrow(
        'wrong-account',
      )
    }
    expect(await statusOf(id)).toBe('pending')
    expect(await accountOf(email)).toBeUndefined()
  })

  it('does not get into an account that has her address already: she signs in to it', async () => {
    const elsewhere = await makeMember(database.db, await makeOrganisation(database.db))
    const { token } = await world.invite({ email: elsewhere.email })
    const arrival = world.arrive({ tid: randomUUID(), upn: elsewhere.email })
    await expect(accept({ token }, { as: 'microsoft', arrival, ...habits })).rejects.toThrow('account-exists')
    await expect(accept({ token }, withPassword)).rejects.toThrow('account-exists')
    const { accountId } = await accept(
      { token },
      { as: 'account', accountId: elsewhere.accountId, bound: false, arrival: null },
    )
    expect(accountId).toBe(elsewhere.accountId)
  })
})

describe('a Microsoft 365 user', () => {
  const inviteHugo = async () => {
    const user = world.tenant.put({ upn: world.newAddress() })
    const invited = await world.invite({ email: user.upn, microsoftUserId: user.id })
    return { user, ...invited, arrival: world.arrive({ oid: user.id, upn: user.upn }) }
  }

  it('accepts by the link', async () => {
    const { token, arrival, email } = await inviteHugo()
    await accept({ token }, { as: 'microsoft', arrival, ...habits })
    expect(await accountOf(email)).toMatchObject({ passwordHash: null })
  })

  it('or without it, having opened the app from the app launcher (U3)', async () => {
    const { id, arrival } = await inviteHugo()
    const found = await findInvitationsFor(database.db, arrival, world.now)
    expect(found.map((one) => one.id)).toEqual([id])
    await accept({ invitationId: id, arrival }, { as: 'microsoft', arrival, ...habits })
    expect(await findInvitationsFor(database.db, arrival, world.now)).toEqual([])
  })

  it('is meant herself: the same address in another tenant, or another user, is somebody else', async () => {
    const { token, id, user } = await inviteHugo()
    for (const arrival of [
      world.arrive({ tid: randomUUID(), oid: user.id, upn: user.upn }),
      world.arrive({ upn: user.upn }),
    ]) {
      await expect(accept({ token }, { as: 'microsoft', arrival, ...habits })).rejects.toThrow(
        'wrong-account',
      )
      expect(await findInvitationsFor(database.db, arrival, world.now)).toEqual([])
    }
    expect(await statusOf(id)).toBe('pending')
  })

  it('cannot come in with a password', async () => {
    const { token } = await inviteHugo()
    await expect(accept({ token }, withPassword)).rejects.toThrow('microsoft-required')
  })

  it('who had asked to join as well is answered by it', async () => {
    const { token, arrival } = await inviteHugo()
    const question = {
      message: null,
      locale: 'en',
      address: randomUUID(),
      termsVersion: TERMS_VERSION,
    } as const
    const { requestId } = await askToJoin(database.db, world.tenant.directory, arrival, question, world.now)
    await accept({ token }, { as: 'microsoft', arrival, ...habits })
    const [request] = await database.db.select().from(joinRequest).where(eq(joinRequest.id, requestId))
    expect(request).toMatchObject({ status: 'approved', decidedBy: world.admin.memberId })
  })
})

describe('an address of the connected tenant that was invited without naming the user', () => {
  it('is found by the app launcher for that tenant’s user, never for another tenant’s or a guest', async () => {
    const { id, email } = await world.invite()
    const found = async (person: Parameters<PeopleWorld['arrive']>[0]) =>
      (await findInvitationsFor(database.db, world.arrive(person), world.now)).map((one) => one.id)
    expect(await found({ upn: 'x@tenant.example', mail: email })).toEqual([id])
    expect(await found({ upn: email, tid: randomUUID() })).toEqual([])
    expect(await found({ upn: email, guest: true })).toEqual([])
  })
})

describe('linking an account (U4)', () => {
  it('makes the account under another e-mail the member; the invited address gets none', async () => {
    const own = await makeMember(database.db, await makeOrganisation(database.db))
    const user = world.tenant.put({ upn: world.newAddress() })
    const { id, email, token } = await world.invite({ email: user.upn, microsoftUserId: user.id })
    const arrival = world.arrive({ oid: user.id, upn: user.upn })
    await accept({ token }, { as: 'account', accountId: own.accountId, bound: false, arrival })
    expect(await statusOf(id)).toBe('accepted')
    expect(await accountOf(email)).toBeUndefined()
    const places = await database.db.select().from(member).where(eq(member.accountId, own.accountId))
    expect(places).toHaveLength(2)
    const [identity] = await database.db
      .select()
      .from(microsoftIdentity)
      .where(eq(microsoftIdentity.oid, user.id))
    expect(identity).toMatchObject({ accountId: own.accountId, byAddress: false })
  })

  it('ties no Microsoft identity on the word of a tenant alone', async () => {
    const own = await makeMember(database.db, await makeOrganisation(database.db))
    const user = world.tenant.put({ upn: world.newAddress() })
    const { token } = await world.invite({ email: user.upn, microsoftUserId: user.id })
    const arrival = world.arrive({ oid: user.id, upn: user.upn })
    await accept({ token }, { as: 'account', accountId: own.accountId, bound: true, arrival })
    expect(await database.db.$count(microsoftIdentity, eq(microsoftIdentity.oid, user.id))).toBe(0)
  })

  it('is of no use to a member, and the invitation stays', async () => {
    const colleague = await makeMember(database.db, world.org)
    const { id, token } = await world.invite()
    await expect(
      accept({ token }, { as: 'account', accountId: colleague.accountId, bound: false, arrival: null }),
    ).rejects.toThrow('already-member')
    expect(await statusOf(id)).toBe('pending')
  })

  it('works without the link for the account that was invited, and for no other', async () => {
    const own = await makeMember(database.db, await makeOrganisation(database.db))
    const other = await makeMember(database.db, await makeOrganisation(database.db))
    const { id } = await world.invite({ email: own.email })
    expect(await findInvitationsOfAccount(database.db, own.accountId, world.now)).toMatchObject([{ id }])
    const as = ({ accountId }: { accountId: string }): [InvitationKey, Newcomer] => [
      { invitationId: id, accountId },
      { as: 'account', accountId, bound: false, arrival: null },
    ]
    await expect(accept(...as(other))).rejects.toThrow('not-pending')
    await expect(accept(...as(own))).resolves.toMatchObject({ accountId: own.accountId })
  })
})

describe('a link', () => {
  const stateOf = async (token: string) => (await findInvitation(database.db, token, world.now)).state

  it('works once', async () => {
    const { token } = await world.invite()
    expect(await stateOf(token)).toBe('open')
    await accept({ token }, withPassword)
    expect(await stateOf(token)).toBe('accepted')
    await expect(accept({ token }, withPassword)).rejects.toMatchObject({
      code: 'not-pending',
      details: { data: { state: 'accepted' } },
    })
  })

  it('works once for two at the same time', async () => {
    const { token } = await world.invite()
    const people = await Promise.all(
      [1, 2, 3].map(async () => makeMember(database.db, await makeOrganisation(database.db))),
    )
    const results = await Promise.allSettled(
      people.map(({ accountId }) =>
        accept({ token }, { as: 'account', accountId, bound: false, arrival: null }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await database.db.$count(member, eq(member.organisationId, world.org.organisationId))).toBe(2)
  })

  it('dies after seven days, by revoking, and by sending another one', async () => {
    const [late, taken, again] = [await world.invite(), await world.invite(), await world.invite()]
    await revokeInvitation(world.as(world.admin), taken.id)
    await resendInvitation(world.as(world.admin), again.id)
    expect(await stateOf(taken.token)).toBe('revoked')
    expect(await stateOf(again.token)).toBe('unknown')
    world.pass(INVITATION_MS)
    expect(await stateOf(late.token)).toBe('expired')
    for (const { token } of [late, taken, again]) {
      await expect(accept({ token }, withPassword)).rejects.toThrow('not-pending')
    }
  })

  it('that somebody made up leads nowhere', async () => {
    const { token } = await world.invite()
    for (const made of ['', 'x', `${token}x`, token.slice(1), token.toLowerCase()]) {
      expect(await stateOf(made)).toBe('unknown')
    }
  })

  it('needs the terms as they are now', async () => {
    const { id, token } = await world.invite()
    await expect(accept({ token }, withPassword, '2020-01')).rejects.toThrow('terms-changed')
    expect(await statusOf(id)).toBe('pending')
  })
})
