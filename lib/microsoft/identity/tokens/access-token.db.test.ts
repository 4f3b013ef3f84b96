import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftAppToken, microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import type { CredentialError } from '../credential-error'
import { openSignIn } from '../sign-in/open-sign-in'
import { startDelegatedSignIn } from '../sign-in/start-delegated-sign-in'
import { takeSignInAnswer } from '../sign-in/take-sign-in-answer'
import { connectByDecree, type IdentityWorld, identityWorld } from '../testing/identity-world'
import { requestToken } from '../token-endpoint'
import { accessToken } from './access-token'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let database: TestDatabase
let world: IdentityWorld
let member: Awaited<ReturnType<IdentityWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase(25)
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftAppToken)
  await database.db.delete(microsoftIdentity)
  world.reset()
  member = await world.member()
  await connectByDecree(member.context, small.tenantId)
})

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: CredentialError) => ({
      remedy: error.remedy,
      scope: error.scope,
      reason: error.reason,
      problem: error.problem,
    }),
  )

describe('an application token', () => {
  const token = (force = false) =>
    accessToken(world.deps, { kind: 'application', tenantId: small.tenantId }, { forceRefresh: force })

  it('opens Graph', async () => {
    const answer = await world.deps.fetch('https://graph.microsoft.com/v1.0/users?$top=1', {
      headers: { authorization: `Bearer ${await token()}` },
    })
    expect(answer.status).toBe(200)
  })

  it('is asked for once by all who need it at the same time', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => token()))
    expect(new Set(tokens).size).toBe(1)
    expect(world.tokenRequests).toHaveLength(1)
  })

  it('is used again until shortly before it expires', async () => {
    const first = await token()
    world.pass(30 * 60_000)
    expect(await token()).toBe(first)
    world.pass(HOUR_MS)
    expect(await token()).not.toBe(first)
  })

  it('is not readable in the database', async () => {
    const plain = await token()
    const [row] = await database.db.select().from(microsoftAppToken)
    expect(row?.accessToken).not.toContain(plain.slice(0, 20))
  })

  it('says that consent was withdrawn, as soon as a new one is asked for', async () => {
    await token()
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    expect(await refusal(token(true))).toEqual({
      remedy: 'reconnect',
      scope: 'tenant',
      reason: 'consent-revoked',
      problem: 'consent-withdrawn',
    })
  })

  it('takes missing permissions right after a slow consent for "not yet"', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    await database.db.update(microsoftTenant).set({ settlesUntil: new Date(world.now().getTime() + 60_000) })
    expect(await refusal(token())).toMatchObject({ remedy: 'wait' })
    world.pass(2 * 60_000)
    expect(await refusal(token())).toMatchObject({ problem: 'consent-withdrawn' })
  })

  it('says that the secret is wrong', async () => {
    world.deps.env = { ...world.deps.env, clientSecret: 'wrong' }
    expect(await refusal(token())).toMatchObject({
      scope: 'tenant',
      reason: 'consent-revoked',
      problem: 'secret-wrong',
    })
  })

  it('is refused for a tenant that nobody has connected, without asking Microsoft', async () => {
    await database.db.delete(microsoftTenant)
    expect(await refusal(token())).toMatchObject({ problem: 'tenant-not-connected' })
    expect(world.tokenRequests).toEqual([])
  })

  it('survives an outage of the sign-in service while the old one lives', async () => {
    const first = await token()
    world.pass(57 * 60_000)
    world.intercept = async () => new Response('<html>Service unavailable</html>', { status: 503 })
    expect(await token()).toBe(first)
    expect(await refusal(token(true))).toMatchObject({ remedy: 'wait' })
  })
})

describe('a person’s own token', () => {
  let identityId: string
  const token = (force = false) =>
    accessToken(world.deps, { kind: 'delegated', identityId }, { forceRefresh: force })
  const stored = async () => (await database.db.select().from(microsoftToken))[0]

  beforeEach(async () => {
    identityId = await signInAs('ana')
  })

  async function signInAs(login: string): Promise<string> {
    const about = { module: 'contacts', purpose: 'reconnect', returnTo: '/settings' } as const
    const { signInUrl } = await startDelegatedSignIn(member.context, world.deps, about)
    const link = signInUrl.split('/').at(-1) ?? ''
    const { authorizeUrl } = await openSignIn(member.context, world.deps, link)
    const outcome = await takeSignInAnswer(
      member.context,
      world.deps,
      await world.signIn(authorizeUrl, login),
    )
    if (outcome.kind !== 'signed-in') throw new Error(outcome.kind)
    world.tokenRequests.length = 0
    return outcome.identityId
  }

  it('is refreshed once for twenty who find it old', async () => {
    const before = await token()
    world.pass(2 * HOUR_MS)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => token()))
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(before)
    expect(world.tokenRequests).toEqual([{ grant: 'refresh_token', status: 200 }])
  })

  it('is refreshed once for twenty whom Graph has refused it', async () => {
    await Promise.all(Array.from({ length: 20 }, () => token(true)))
    expect(world.tokenRequests).toHaveLength(1)
  })

  it('brings a new refresh token with every refresh, and that one is kept', async () => {
    const before = (await stored())?.refreshToken
    await token(true)
    expect((await stored())?.refreshToken).not.toBe(before)
    await token(true)
    expect(world.tokenRequests.map(({ status }) => status)).toEqual([200, 200])
  })

  it('survives a crash between Microsoft’s answer and our storing it', async () => {
    const before = await stored()
    world.intercept = async (request) => {
      await world.emulator.fetch(request)
      throw new Error('the process dies here')
    }
    expect(await refusal(token(true))).toMatchObject({ remedy: 'wait' })
    world.intercept = async () => undefined
    expect((await stored())?.refreshToken).toBe(before?.refreshToken)
    expect(await token(true)).toEqual(expect.any(String))
  })

  it('is not stuck behind a process that died while refreshing it', async () => {
    const until = new Date(world.now().getTime() + 30_000)
    const refreshLease = '99999999-9999-4999-8999-999999999999'
    await database.db.update(microsoftToken).set({ refreshLease, refreshLeaseUntil: until })
    world.deps.sleep = async (ms) => world.pass(ms)
    expect(await refusal(token(true))).toMatchObject({ remedy: 'wait' })
    world.pass(30_000)
    expect(await token(true)).toEqual(expect.any(String))
  })

  it.each([
    ['unused for 90 days', 'token-expired', 'credential-expired', () => world.pass(91 * DAY_MS)],
    [
      'password reset, sessions revoked',
      'sessions-revoked',
      'credential-expired',
      () => world.changeUser(small.anaId, { sessionEpoch: 1 }),
    ],
    [
      'user disabled',
      'user-disabled',
      'credential-expired',
      () => world.changeUser(small.anaId, { accountEnabled: false }),
    ],
    [
      'user deleted',
      'user-gone',
      'credential-expired',
      () => world.changeUser(small.anaId, { deletedAt: '2026-11-24T09:00:00Z' }),
    ],
    [
      'second factor demanded',
      'interaction-needed',
      'sign-in-required',
      () => world.changeUser(small.anaId, { mfaRequired: true }),
    ],
  ])('%s: it needs its owner, and Microsoft is not asked again', async (_story, problem, reason, happens) => {
    happens()
    const expected = { remedy: 'reconnect', scope: 'user', reason, problem }
    expect(await refusal(token(true))).toEqual(expected)
    expect(await refusal(token())).toEqual(expected)
    expect(world.tokenRequests).toHaveLength(1)
  })

  it('a withdrawn consent is the tenant’s failure, and heals with the tenant', async () => {
    withdrawConsent(world.emulator, small.tenantId, small.appId)
    expect(await refusal(token(true))).toMatchObject({ scope: 'tenant', reason: 'consent-revoked' })
    expect((await stored())?.failure).toBeNull()
  })

  it('a wrong secret is the tenant’s failure, and heals with the secret', async () => {
    const right = world.deps.env
    world.deps.env = { ...right, clientSecret: 'wrong' }
    expect(await refusal(token(true))).toMatchObject({ scope: 'tenant', problem: 'secret-wrong' })
    world.deps.env = right
    expect(await token(true)).toEqual(expect.any(String))
  })

  it('signing in again ends the failure', async () => {
    world.changeUser(small.anaId, { sessionEpoch: 1 })
    await refusal(token(true))
    expect(await signInAs('ana')).toBe(identityId)
    expect(await token()).toEqual(expect.any(String))
  })

  it('a sign-in during a refresh wins over it', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    world.intercept = async (request) => {
      world.intercept = async () => undefined
      const answer = await world.emulator.fetch(request)
      await held
      return answer
    }
    const refreshing = token(true)
    await expect.poll(async () => (await stored())?.refreshLease).not.toBeNull()
    await signInAs('ana')
    const fromSignIn = (await stored())?.refreshToken
    release()
    await refreshing
    expect((await stored())?.refreshToken).toBe(fromSignIn)
  })

  it('somebody who has never signed in is told to', async () => {
    await database.db.delete(microsoftToken).where(eq(microsoftToken.identityId, identityId))
    expect(await refusal(token())).toMatchObject({
      scope: 'user',
      reason: 'sign-in-required',
      problem: 'never-signed-in',
    })
  })
})

it('a code that Microsoft refuses is refused, not retried', async () => {
  const grant = { grant_type: 'authorization_code', code: 'made up', redirect_uri: 'https://crm.example/x' }
  expect(await refusal(requestToken(world.deps, small.tenantId, grant))).toMatchObject({
    remedy: 'reconnect',
  })
})
