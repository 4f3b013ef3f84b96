import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '@/db/schema/access'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { withdrawConsent } from '@/emulator/identity/consent'
import { small } from '@/emulator/testing/small-seed'
import type { Context } from '@/lib/access/context'
import { takeSignInAnswer } from '../sign-in/take-sign-in-answer'
import { connectByDecree, type IdentityWorld, identityWorld } from '../testing/identity-world'
import { accessToken } from '../tokens/access-token'
import { disconnectTenant } from './disconnect-tenant'
import { findTenantConnection } from './find-tenant-connection'
import { startTenantConnection } from './start-tenant-connection'
import { takeConsentAnswer } from './take-consent-answer'
import { markTenantFailed } from './tenant-health'

const RETURN_TO = '/settings/marketplace/microsoft'

let database: TestDatabase
let world: IdentityWorld
let admin: Awaited<ReturnType<IdentityWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
  world = identityWorld(database.db)
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.db.delete(microsoftTenant)
  await database.db.delete(microsoftAppToken)
  world.reset()
  admin = await world.member()
})

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )

const stored = async () => (await database.db.select().from(microsoftTenant))[0]
const begin = async (context: Context = admin.context) =>
  (await startTenantConnection(context, world.deps, { returnTo: RETURN_TO })).consentUrl
const stateOf = (url: string) => new URL(url).searchParams.get('state') ?? ''

/** The whole way: consent page, then sign-in page, each by somebody of the emulator's people. */
async function connect(context: Context, consentBy: string, signInBy: string = consentBy) {
  const query = await world.consent(await begin(context), consentBy)
  const { signInUrl } = await takeConsentAnswer(context, world.deps, query)
  return takeSignInAnswer(context, world.deps, await world.signIn(signInUrl, signInBy))
}

/** A callback that Microsoft never sent: somebody wrote it into the address bar. */
async function forge(context: Context, tenant: string, signInBy: string) {
  const state = stateOf(await begin(context))
  const { signInUrl } = await takeConsentAnswer(context, world.deps, { admin_consent: 'True', tenant, state })
  return takeSignInAnswer(context, world.deps, await world.signIn(signInUrl, signInBy))
}

describe('connecting the tenant (I1)', () => {
  it('takes an administrator’s consent and her sign-in', async () => {
    expect(await connect(admin.context, 'oscar')).toMatchObject({
      kind: 'tenant-connected',
      returnTo: RETURN_TO,
      tenant: { tenantId: small.otherTenantId, name: 'Other' },
    })
    expect(await stored()).toMatchObject({
      organisationId: admin.organisationId,
      tenantId: small.otherTenantId,
      status: 'connected',
      connectedBy: admin.memberId,
      connectedAt: world.now(),
    })
    expect(await accessToken(world.deps, { kind: 'application', tenantId: small.otherTenantId })).toBeTruthy()
    expect(await findTenantConnection(admin.context)).toMatchObject({
      connectedBy: 'Somebody',
      status: 'connected',
    })
    const entries = await database.db
      .select()
      .from(audit)
      .where(eq(audit.organisationId, admin.organisationId))
    expect(entries.map(({ action }) => action)).toEqual(['tenant.connected'])
  })

  it('needs the permission, at the start and at the return', async () => {
    const standard = await world.member('standard', admin.organisation)
    expect(await code(begin(standard.context))).toBe('permission-required')
    const query = { admin_consent: 'True', tenant: small.tenantId, state: stateOf(await begin()) }
    expect(await code(takeConsentAnswer(standard.context, world.deps, query))).toBe('permission-required')
  })

  it('sees a refusal although admin_consent=True comes with it', async () => {
    const query = await world.consent(await begin(), 'admin', 'decline')
    expect(query.admin_consent).toBe('True')
    const withTenant = { ...query, tenant: small.tenantId }
    expect(await code(takeConsentAnswer(admin.context, world.deps, withTenant))).toBe('consent-declined')
    expect(await stored()).toBeUndefined()
  })

  it('renews the organisation’s own connection', async () => {
    await connectByDecree(admin.context, small.tenantId)
    await markTenantFailed(database.db, small.tenantId, { problem: 'consent-withdrawn' }, world.now())
    expect(await begin()).toContain(small.tenantId)
    expect(await connect(admin.context, 'admin')).toMatchObject({ kind: 'tenant-connected' })
    expect((await stored())?.status).toBe('connected')
  })

  it('is made although permissions reach tokens a minute late; until then everybody waits', async () => {
    world.emulator.settings.setUncertain({ U30: 'one-minute' })
    expect(await connect(admin.context, 'oscar')).toMatchObject({ kind: 'tenant-connected' })
    const application = { kind: 'application', tenantId: small.otherTenantId } as const
    await expect(accessToken(world.deps, application)).rejects.toMatchObject({ remedy: 'wait' })
    world.pass(61_000)
    expect(await accessToken(world.deps, application)).toEqual(expect.any(String))
  })

  it('is not made when the secret is wrong: an operator has to act', async () => {
    const query = await world.consent(await begin(), 'oscar')
    const { signInUrl } = await takeConsentAnswer(admin.context, world.deps, query)
    const answer = await world.signIn(signInUrl, 'oscar')
    world.intercept = async (request) => {
      const grant = request.url.endsWith('/token') ? await request.clone().text() : ''
      if (!grant.includes('client_credentials')) return undefined
      return Response.json({ error: 'invalid_client', error_codes: [7000222] }, { status: 401 })
    }
    expect(await takeSignInAnswer(admin.context, world.deps, answer)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'secret-wrong' },
    })
    expect(await stored()).toBeUndefined()
  })
})

describe('a forged consent answer', () => {
  it('cannot name the tenant of another customer: the forger has no administrator there', async () => {
    expect(await forge(admin.context, small.tenantId, 'ana')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not-an-administrator' },
    })
    expect(await stored()).toBeUndefined()
  })

  it.each([
    ['the tenant’s own page', small.otherTenantId, 'sign-in-failed'],
    ['the page of any tenant', 'organizations', 'tenant-differs'],
  ])(
    'cannot be paired with a sign-in at a tenant of the forger’s own: %s',
    async (_story, authority, code) => {
      const query = { admin_consent: 'True', tenant: small.tenantId, state: stateOf(await begin()) }
      const { signInUrl } = await takeConsentAnswer(admin.context, world.deps, query)
      const elsewhere = signInUrl.replace(small.tenantId, authority)
      const answer = await world.signIn(elsewhere, 'oscar')
      expect(await takeSignInAnswer(admin.context, world.deps, answer)).toMatchObject({ refusal: { code } })
      expect(await stored()).toBeUndefined()
    },
  )

  it('needs a state that this member was given', async () => {
    const query = { admin_consent: 'True', tenant: small.tenantId, state: 'made-up' }
    expect(await code(takeConsentAnswer(admin.context, world.deps, query))).toBe('trip-expired')
  })

  it('cannot use another administrator’s state', async () => {
    const colleague = await world.member('administrator', admin.organisation)
    const query = { admin_consent: 'True', tenant: small.tenantId, state: stateOf(await begin()) }
    expect(await code(takeConsentAnswer(colleague.context, world.deps, query))).toBe('trip-of-another-user')
  })

  it('cannot replay a state, nor come after ten minutes', async () => {
    const query = { admin_consent: 'True', tenant: small.tenantId, state: stateOf(await begin()) }
    await takeConsentAnswer(admin.context, world.deps, query)
    expect(await code(takeConsentAnswer(admin.context, world.deps, query))).toBe('trip-expired')
    const late = { ...query, state: stateOf(await begin()) }
    world.pass(10 * 60_000)
    expect(await code(takeConsentAnswer(admin.context, world.deps, late))).toBe('trip-expired')
  })

  it('cannot skip the consent page by bringing its state to the sign-in callback', async () => {
    const query = { code: 'stolen', state: stateOf(await begin()) }
    expect(await code(takeSignInAnswer(admin.context, world.deps, query))).toBe('trip-expired')
  })

  it('does not pass when the registration leaves directory roles out', async () => {
    const query = await world.consent(await begin(), 'admin')
    const { signInUrl } = await takeConsentAnswer(admin.context, world.deps, query)
    const answer = await world.signIn(signInUrl, 'admin')
    const [app] = world.emulator.registrations.filter(({ appId }) => appId === small.appId)
    if (app) delete app.groupMembershipClaims
    const outcome = await takeSignInAnswer(admin.context, world.deps, answer)
    if (app) app.groupMembershipClaims = 'DirectoryRole'
    expect(outcome).toMatchObject({ refusal: { code: 'directory-roles-missing' } })
  })
})

describe('one organisation, one tenant', () => {
  it('a tenant of another organisation is refused', async () => {
    const stranger = await world.member()
    await connectByDecree(stranger.context, small.tenantId)
    expect(await connect(admin.context, 'admin')).toMatchObject({ refusal: { code: 'tenant-taken' } })
  })

  it('a second tenant is refused until the first is disconnected', async () => {
    await connectByDecree(admin.context, small.otherTenantId)
    expect(await forge(admin.context, small.tenantId, 'admin')).toMatchObject({
      refusal: { code: 'other-tenant-connected' },
    })
    expect(await disconnectTenant(admin.context)).toEqual({ tenantId: small.otherTenantId })
    expect(await connect(admin.context, 'admin')).toMatchObject({ kind: 'tenant-connected' })
  })
})

describe('disconnecting', () => {
  it('stops every token of the tenant at once', async () => {
    await connectByDecree(admin.context, small.tenantId)
    const application = { kind: 'application', tenantId: small.tenantId } as const
    await accessToken(world.deps, application)
    await disconnectTenant(admin.context)
    await expect(accessToken(world.deps, application)).rejects.toMatchObject({
      problem: 'tenant-not-connected',
    })
    expect(await database.db.select().from(microsoftAppToken)).toEqual([])
  })

  it('needs the permission, and something to disconnect', async () => {
    const standard = await world.member('standard', admin.organisation)
    expect(await code(disconnectTenant(standard.context))).toBe('permission-required')
    expect(await code(disconnectTenant(admin.context))).toBe('not-connected')
  })

  it('leaves other organisations’ tenants alone', async () => {
    const stranger = await world.member()
    await connectByDecree(stranger.context, small.otherTenantId)
    expect(await code(disconnectTenant(admin.context))).toBe('not-connected')
    expect(await stored()).toBeDefined()
  })
})

describe('the tenant’s health', () => {
  const token = () =>
    accessToken(world.deps, { kind: 'application', tenantId: small.tenantId }, { forceRefresh: true })

  it.each([
    [
      'a withdrawn consent',
      'consent-revoked',
      () => withdrawConsent(world.emulator, small.tenantId, small.appId),
    ],
    ['a wrong secret', 'secret-wrong', () => replaceSecret('wrong')],
  ])('shows %s from the first refusal on', async (_story, status, happens) => {
    await connectByDecree(admin.context, small.tenantId)
    happens()
    world.pass(1000)
    await expect(token()).rejects.toMatchObject({ scope: 'tenant' })
    expect(await stored()).toMatchObject({ status, checkedAt: world.now() })
  })

  it('is good again with the first token', async () => {
    await connectByDecree(admin.context, small.tenantId)
    replaceSecret('wrong')
    await expect(token()).rejects.toMatchObject({ problem: 'secret-wrong' })
    replaceSecret(small.secret)
    await token()
    expect((await stored())?.status).toBe('connected')
  })

  function replaceSecret(clientSecret: string) {
    world.deps.env = { ...world.deps.env, clientSecret }
  }
})
