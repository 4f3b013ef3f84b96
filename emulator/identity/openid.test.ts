import * as oidc from 'openid-client'
import { beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../core/clock'
import type { Emulator } from '../create-emulator'
import { redirectQuery, TestBrowser } from '../testing/browser'
import { authorizeUrl } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { request, testEmulator } from '../testing/test-emulator'

const ana = { step: 'sign-in', login: 'ana@small.example', password: 'ana-password' }

describe('as a certified OpenID client sees it', () => {
  let emulator: Emulator
  let configuration: oidc.Configuration
  beforeEach(async () => {
    // The library checks token times against the machine's clock.
    emulator = testEmulator({ clock: createClock(), graphUrl: 'https://emulator.example' })
    const issuer = new URL(`https://emulator.example/${small.tenantId}/v2.0`)
    configuration = await oidc.discovery(issuer, small.appId, small.secret, undefined, {
      [oidc.customFetch]: (url, options) => emulator.fetch(new Request(url, options as RequestInit)),
    })
  })

  it('signs in with code, PKCE, state and nonce, reads userinfo, and refreshes', async () => {
    const verifier = oidc.randomPKCECodeVerifier()
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: small.redirectUri,
      scope: 'openid profile email offline_access User.Read',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    const back = await new TestBrowser(emulator).post(url.toString(), ana)
    const tokens = await oidc.authorizationCodeGrant(
      configuration,
      new URL(back.headers.get('location') ?? ''),
      {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()
    expect(claims).toMatchObject({ oid: small.anaId, tid: small.tenantId, email: 'ana@small.example' })
    const info = await oidc.fetchUserInfo(configuration, tokens.access_token, claims?.sub ?? '')
    expect(info).toMatchObject({ name: 'Ana Lopes' })
    const again = await oidc.refreshTokenGrant(configuration, tokens.refresh_token ?? '')
    expect(again.claims()?.sub).toBe(claims?.sub)
  })

  it('gets application tokens by client credentials', async () => {
    const scope = 'https://graph.microsoft.com/.default'
    const tokens = await oidc.clientCredentialsGrant(configuration, { scope })
    expect(tokens.expires_in).toBeGreaterThan(3_500)
  })

  it('reads a refusal of the token endpoint', async () => {
    await expect(oidc.refreshTokenGrant(configuration, 'nonsense')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })
})

describe('discovery and logout (v2-protocols-oidc)', () => {
  const emulator = testEmulator()
  const metadata = async (tenant: string) => {
    const response = await request(emulator, 'GET', `/${tenant}/v2.0/.well-known/openid-configuration`)
    return { status: response.status, ...((await response.json()) as Record<string, unknown>) }
  }

  it('names the tenant by GUID even when asked by domain, and {tenantid} for common and organizations', async () => {
    expect(await metadata('small.example')).toMatchObject({
      issuer: `https://emulator.example/${small.tenantId}/v2.0`,
    })
    for (const tenant of ['common', 'organizations']) {
      expect(await metadata(tenant)).toMatchObject({
        issuer: 'https://emulator.example/{tenantid}/v2.0',
        userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    expect(await metadata('nowhere.example')).toMatchObject({ status: 400, error_codes: [90002] })
  })

  it('keeps its own address whatever Host says', async () => {
    const proxied = new Request(
      `http://proxy.example:9999/${small.tenantId}/v2.0/.well-known/openid-configuration`,
    )
    expect(await (await emulator.fetch(proxied)).json()).toMatchObject({
      issuer: `https://emulator.example/${small.tenantId}/v2.0`,
    })
  })

  it('logs out, and leads on to registered addresses only', async () => {
    const browser = new TestBrowser(emulator)
    await browser.post(authorizeUrl(), ana)
    const logout = `https://emulator.example/${small.tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=`
    expect((await browser.get(`${logout}https://evil.example/`)).status).toBe(200)
    const on = await browser.get(`${logout}${encodeURIComponent(small.redirectUri)}&state=s`)
    expect(on.headers.get('location')).toBe(`${small.redirectUri}?state=s`)
    const silent = await browser.get(authorizeUrl({ prompt: 'none' }))
    expect(redirectQuery(silent).get('error')).toBe('login_required')
  })
})
