import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signJwt } from '@/emulator/identity/signing-key'
import { small } from '@/emulator/testing/small-seed'
import type { Context } from '@/lib/access/context'
import { APP_URL, connectByDecree, type IdentityWorld, identityWorld } from '../testing/identity-world'
import { findSignedInIdentity } from './find-signed-in-identity'
import { openSignIn } from './open-sign-in'
import { startDelegatedSignIn } from './start-delegated-sign-in'
import { takeSignInAnswer } from './take-sign-in-answer'

const about = {
  module: 'contacts',
  purpose: 'enable-module',
  settings: { options: { deleteInCrm: true } },
  returnTo: '/settings/m?tab=365',
} as const

let database: TestDatabase
let world: IdentityWorld
let denis: Awaited<ReturnType<IdentityWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftIdentity)
  world.reset()
  denis = await world.member('standard')
  const admin = await world.member('administrator', denis.organisation)
  await connectByDecree(admin.context, small.tenantId)
})

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )

async function link(context: Context = denis.context): Promise<string> {
  const { signInUrl } = await startDelegatedSignIn(context, world.deps, about)
  expect(signInUrl).toMatch(new RegExp(`^${APP_URL}/api/microsoft/sign-in/[\\w-]{43}$`))
  return signInUrl.split('/').at(-1) ?? ''
}

const authorizeUrl = async (context: Context = denis.context) =>
  (await openSignIn(context, world.deps, await link(context))).authorizeUrl

async function signIn(login: string, context: Context = denis.context) {
  const answer = await world.signIn(await authorizeUrl(context), login)
  return takeSignInAnswer(context, world.deps, answer)
}

describe('the sign-in link', () => {
  it('leads to Microsoft’s page with what contacts need, PKCE and a nonce', async () => {
    const url = new URL(await authorizeUrl())
    expect(url.pathname).toBe('/organizations/oauth2/v2.0/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      scope:
        'openid profile email offline_access https://graph.microsoft.com/Contacts.ReadWrite https://graph.microsoft.com/User.Read',
      code_challenge_method: 'S256',
      prompt: 'select_account',
      nonce: expect.stringMatching(/.{43}/),
    })
  })

  it('works once', async () => {
    const token = await link()
    await openSignIn(denis.context, world.deps, token)
    expect(await code(openSignIn(denis.context, world.deps, token))).toBe('trip-expired')
  })

  it('works for ten minutes', async () => {
    const token = await link()
    world.pass(10 * 60_000)
    expect(await code(openSignIn(denis.context, world.deps, token))).toBe('trip-expired')
  })

  it('works for the member it was made for only, and is not used up by others', async () => {
    const token = await link()
    const other = await world.member('standard', denis.organisation)
    expect(await code(openSignIn(other.context, world.deps, token))).toBe('trip-of-another-user')
    expect(await code(openSignIn(denis.context, world.deps, token))).toBe('accepted')
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'settings'])(
    'never leads back to another site: %s',
    async (returnTo) => {
      const start = startDelegatedSignIn(denis.context, world.deps, { ...about, returnTo })
      expect(await code(start)).toBe('validation')
    },
  )
})

describe('signing in to Microsoft 365 (I3)', () => {
  it('remembers the identity for the account, with its tokens', async () => {
    const outcome = await signIn('ana')
    expect(outcome).toMatchObject({
      kind: 'signed-in',
      module: 'contacts',
      purpose: 'enable-module',
      settings: about.settings,
      returnTo: about.returnTo,
    })
    const [identity] = await database.db.select().from(microsoftIdentity)
    expect(identity).toMatchObject({
      accountId: denis.accountId,
      tid: small.tenantId,
      oid: small.anaId,
      upn: 'ana@small.example',
    })
    const [token] = await database.db.select().from(microsoftToken)
    expect(token).toMatchObject({ identityId: identity?.id, failure: null })
    expect(token?.scopes).toContain('Contacts.ReadWrite')
  })

  it('does not depend on our clock being right', async () => {
    const answer = await world.signIn(await authorizeUrl(), 'ana')
    const wrong = () => new Date(world.now().getTime() - 5 * 60_000 - 91 * 24 * 3_600_000)
    const deps = { ...world.deps, now: wrong }
    expect(await takeSignInAnswer(denis.context, deps, answer)).toMatchObject({ kind: 'signed-in' })
  })

  it('again brings the same identity', async () => {
    const first = await signIn('ana')
    expect(await signIn('ana')).toMatchObject({ identityId: 'identityId' in first ? first.identityId : null })
  })

  it('suggests the remembered identity the next time', async () => {
    await signIn('ana')
    expect(new URL(await authorizeUrl()).searchParams.get('login_hint')).toBe('ana@small.example')
  })

  it('is remembered for the modules that its scopes suffice for, until it fails', async () => {
    const outcome = await signIn('ana')
    const find = (module: 'contacts' | 'tasks') =>
      findSignedInIdentity(database.db, { accountId: denis.accountId, tenantId: small.tenantId, module })
    expect(await find('contacts')).toEqual({
      identityId: 'identityId' in outcome ? outcome.identityId : null,
      oid: small.anaId,
      upn: 'ana@small.example',
    })
    expect(await find('tasks')).toBeNull()
    await database.db.update(microsoftToken).set({ failure: 'token-expired' })
    expect(await find('contacts')).toBeNull()
  })

  it('with an identity that another member uses is refused', async () => {
    await signIn('ana')
    const other = await world.member('standard', denis.organisation)
    expect(await signIn('ana', other.context)).toMatchObject({ refusal: { code: 'identity-in-use' } })
  })

  it('with another identity than the remembered one is refused, naming that one', async () => {
    await signIn('ana')
    expect(await signIn('bruno')).toMatchObject({
      refusal: { code: 'identity-differs', details: { data: { upn: 'ana@small.example' } } },
    })
  })

  it('with a new identity is possible when the former was deleted at Microsoft', async () => {
    await signIn('ana')
    await database.db.update(microsoftToken).set({ failure: 'user-gone' })
    expect(await signIn('bruno')).toMatchObject({ kind: 'signed-in' })
  })

  it('at another tenant is refused, naming the right one', async () => {
    expect(await signIn('oscar')).toMatchObject({
      refusal: { code: 'other-tenant', details: { data: { tenantName: 'Small' } } },
    })
    expect(await database.db.select().from(microsoftIdentity)).toEqual([])
  })

  it('needs a connected tenant', async () => {
    await database.db.delete(microsoftTenant)
    expect(await signIn('ana')).toMatchObject({ refusal: { code: 'not-connected' } })
  })

  it('declined is told as declined', async () => {
    const state = new URL(await authorizeUrl()).searchParams.get('state') ?? ''
    const answer = { error: 'access_denied', error_description: 'AADSTS65004', state }
    expect(await takeSignInAnswer(denis.context, world.deps, answer)).toMatchObject({
      kind: 'refused',
      returnTo: about.returnTo,
      refusal: { code: 'sign-in-declined' },
    })
  })
})

describe('a forged answer of the sign-in page', () => {
  it('cannot be replayed', async () => {
    const answer = await world.signIn(await authorizeUrl(), 'ana')
    await takeSignInAnswer(denis.context, world.deps, answer)
    expect(await code(takeSignInAnswer(denis.context, world.deps, answer))).toBe('trip-expired')
  })

  it('cannot be given to another member', async () => {
    const other = await world.member('standard', denis.organisation)
    const answer = await world.signIn(await authorizeUrl(), 'ana')
    expect(await code(takeSignInAnswer(other.context, world.deps, answer))).toBe('trip-of-another-user')
  })

  it('cannot bring a code from another trip: its verifier does not fit', async () => {
    const foreign = await world.signIn(await authorizeUrl(), 'ana')
    const state = new URL(await authorizeUrl()).searchParams.get('state') ?? ''
    const answer = { ...foreign, state }
    expect(await takeSignInAnswer(denis.context, world.deps, answer)).toMatchObject({
      refusal: { code: 'sign-in-failed' },
    })
  })

  it.each<[string, Record<string, unknown>]>([
    ['another nonce', { nonce: 'another' }],
    ['another app’s audience', { aud: small.scriptsAppId }],
    ['a tenant that its issuer is not', { tid: small.otherTenantId }],
    ['an issuer that its tenant is not', { iss: `https://emulator.example/${small.otherTenantId}/v2.0` }],
    ['an expiry before its issue', { exp: 1_700_000_000 }],
    ['no person', { oid: undefined }],
  ])('cannot bring an id_token with %s', async (_story, changes) => {
    expect(await withIdToken((claims) => signJwt(world.emulator, { ...claims, ...changes }))).toMatchObject({
      refusal: { code: 'sign-in-failed' },
    })
  })

  it('cannot bring an id_token that somebody else signed', async () => {
    const key = new TextEncoder().encode('x'.repeat(32))
    const forged = (claims: Record<string, unknown>) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key)
    expect(await withIdToken(forged)).toMatchObject({ refusal: { code: 'sign-in-failed' } })
  })

  it('is accepted with the claims as they should be (so the cases above fail for their own reason)', async () => {
    expect(await withIdToken((claims) => signJwt(world.emulator, claims))).toMatchObject({
      kind: 'signed-in',
    })
  })

  /** Lets the token endpoint answer with an id_token of the test's making. */
  async function withIdToken(make: (claims: Record<string, unknown>) => Promise<string>) {
    const url = new URL(await authorizeUrl())
    const answer = await world.signIn(url.href, 'ana')
    const seconds = Math.floor(world.now().getTime() / 1000)
    const idToken = await make({
      aud: small.appId,
      iss: `https://emulator.example/${small.tenantId}/v2.0`,
      tid: small.tenantId,
      oid: small.anaId,
      nonce: url.searchParams.get('nonce'),
      preferred_username: 'ana@small.example',
      name: 'Ana',
      iat: seconds,
      exp: seconds + 3600,
    })
    world.intercept = async (request) => {
      if (!request.url.endsWith('/token')) return undefined
      const body = (await (await world.emulator.fetch(request)).json()) as object
      return Response.json({ ...body, id_token: idToken })
    }
    return takeSignInAnswer(denis.context, world.deps, answer)
  }
})
