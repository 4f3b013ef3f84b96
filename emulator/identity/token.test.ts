import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import type { User } from '../directory/entities'
import { codeFor, tokenRequest, tokensFor, VERIFIER } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { request, testEmulator } from '../testing/test-emulator'
import { withdrawConsent } from './consent'

const redemption = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: small.redirectUri,
  code_verifier: VERIFIER,
})

describe('token endpoint', () => {
  let emulator: Emulator
  beforeEach(() => {
    emulator = testEmulator()
  })
  const changeAna = (changes: Partial<User>) => {
    const user = emulator.directory.users.get(small.anaId)
    if (user) emulator.directory.users.put({ ...user, ...changes })
  }

  describe('authorization code (v2-oauth2-auth-code-flow)', () => {
    it('gives a token that Graph takes until it expires', async () => {
      const { access_token: token, expires_in: seconds } = await tokensFor(emulator, {
        scope: 'openid offline_access User.Read',
      })
      const me = () => request(emulator, 'GET', '/v1.0/me', { token: String(token) })
      expect((await me()).status).toBe(200)
      emulator.clock.setOffset(Number(seconds) * 1000)
      const expired = await me()
      expect(expired.status).toBe(401)
      expect(expired.headers.get('www-authenticate')).toMatch(/^Bearer /)
      expect(await expired.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } })
    })

    it('refuses a code used twice with AADSTS54005, in the documented shape', async () => {
      const code = await codeFor(emulator)
      expect((await tokenRequest(emulator, redemption(code))).status).toBe(200)
      const { status, body } = await tokenRequest(emulator, redemption(code))
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
      expect(body.error_description).toMatch(
        /^AADSTS54005: .* Trace ID: .* Correlation ID: .* Timestamp: .*Z$/,
      )
      expect(body).toHaveProperty('trace_id')
    })

    it.each([
      ['the wrong verifier', { code_verifier: 'x'.repeat(43) }, 501481],
      ['no verifier', { code_verifier: null }, 501481],
      ['another redirect URI', { redirect_uri: 'http://localhost:3000/else' }, 500112],
    ])('refuses %s', async (_, changes, code) => {
      const fields = Object.entries({ ...redemption(await codeFor(emulator)), ...changes })
      const given = Object.fromEntries(
        fields.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      )
      const { body } = await tokenRequest(emulator, given)
      expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [code] })
    })

    it('refuses a code after ten minutes, and at another tenant', async () => {
      const code = await codeFor(emulator)
      const elsewhere = await tokenRequest(emulator, redemption(code), small.otherTenantId)
      expect(elsewhere.body).toMatchObject({ error: 'invalid_grant', error_codes: [700005] })
      emulator.clock.setOffset(10 * 60_000 + 1)
      expect((await tokenRequest(emulator, redemption(code))).body).toMatchObject({ error_codes: [70008] })
    })

    it.each([
      ['wrong', { client_secret: 'x' }, 401, 7000215],
      ['of an unknown app', { client_id: '00000000-0000-4000-8000-000000000000' }, 400, 700016],
    ])('refuses a secret that is %s', async (_, changes, status, code) => {
      const answer = await tokenRequest(emulator, { ...redemption('x'), ...changes })
      expect(answer).toMatchObject({ status, body: { error_codes: [code] } })
    })

    it('gives a refresh token only for offline_access, an id_token only for openid', async () => {
      const bare = await tokensFor(emulator, { scope: 'Contacts.ReadWrite' })
      expect(bare).not.toHaveProperty('refresh_token')
      expect(bare).not.toHaveProperty('id_token')
    })
  })

  it('signs id_tokens RS256 with the tenant as issuer; oid only with profile (id-token-claims-reference)', async () => {
    const keys = await request(emulator, 'GET', `/${small.tenantId}/discovery/v2.0/keys`)
    const jwks = createLocalJWKSet((await keys.json()) as JSONWebKeySet)
    const read = async (scope: string) => {
      const { id_token } = await tokensFor(emulator, { scope })
      const { payload, protectedHeader } = await jwtVerify(String(id_token), jwks, {
        audience: small.appId,
        issuer: `https://emulator.example/${small.tenantId}/v2.0`,
        currentDate: emulator.clock.now(),
      })
      expect(protectedHeader.alg).toBe('RS256')
      return payload
    }
    expect(await read('openid profile email')).toMatchObject({
      oid: small.anaId,
      tid: small.tenantId,
      preferred_username: 'ana@small.example',
      nonce: 'the nonce',
      ver: '2.0',
    })
    const bare = await read('openid')
    expect(bare).not.toHaveProperty('oid')
    expect(bare).not.toHaveProperty('email')
  })

  describe('refresh (refresh-tokens)', () => {
    const refresh = (token: unknown, more: Record<string, string> = {}) =>
      tokenRequest(emulator, { grant_type: 'refresh_token', refresh_token: String(token), ...more })

    it('gives a new refresh token each time and leaves the old one valid', async () => {
      const { refresh_token: first } = await tokensFor(emulator)
      const second = (await refresh(first)).body.refresh_token
      expect(second).not.toBe(first)
      expect((await refresh(first)).status).toBe(200)
      expect((await refresh(second)).status).toBe(200)
    })

    it('survives a password change by the user, not revoked sessions', async () => {
      const { refresh_token: token } = await tokensFor(emulator)
      changeAna({ password: 'changed' })
      expect((await refresh(token)).status).toBe(200)
      changeAna({ sessionEpoch: 1 })
      expect((await refresh(token)).body).toMatchObject({ error: 'invalid_grant', error_codes: [50173] })
    })

    it.each<[string, Partial<User>, number]>([
      ['is disabled', { accountEnabled: false }, 50057],
      ['is deleted', { deletedAt: '2026-11-24T09:00:00Z' }, 50034],
      ['needs a second factor', { mfaRequired: true }, 50076],
    ])('fails when the user %s', async (_, changes, code) => {
      const { refresh_token: token } = await tokensFor(emulator)
      changeAna(changes)
      expect((await refresh(token)).body).toMatchObject({ error: 'invalid_grant', error_codes: [code] })
    })

    it('fails with consent_required when consent was withdrawn; issued access tokens live on', async () => {
      const tokens = await tokensFor(emulator, { scope: 'openid offline_access User.Read' })
      withdrawConsent(emulator, small.tenantId, small.appId)
      expect((await refresh(tokens.refresh_token)).body).toMatchObject({
        error: 'invalid_grant',
        suberror: 'consent_required',
        error_codes: [65001],
      })
      const me = await request(emulator, 'GET', '/v1.0/me', { token: String(tokens.access_token) })
      expect(me.status).toBe(200)
    })

    it('fails with consent_required for a scope nobody consented to', async () => {
      const { refresh_token: token } = await tokensFor(emulator)
      expect((await refresh(token, { scope: 'Mail.Read' })).body).toMatchObject({
        suberror: 'consent_required',
      })
    })

    it('dies after 90 days without use, and each use starts them again', async () => {
      const { refresh_token: token } = await tokensFor(emulator)
      emulator.clock.setOffset(60 * 86_400_000)
      expect((await refresh(token)).status).toBe(200)
      emulator.clock.setOffset(140 * 86_400_000)
      expect((await refresh(token)).status).toBe(200)
      emulator.clock.setOffset(231 * 86_400_000)
      expect((await refresh(token)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700082] })
    })
  })

  describe('client credentials (v2-oauth2-client-creds-grant-flow)', () => {
    const scope = 'https://graph.microsoft.com/.default'
    const ask = (more: Record<string, string> = {}, tenant: string = small.tenantId) =>
      tokenRequest(emulator, { grant_type: 'client_credentials', scope, ...more }, tenant)

    it('gives a token with the granted roles and nothing to refresh', async () => {
      const { body } = await ask()
      expect(body).not.toHaveProperty('refresh_token')
      const path = `/v1.0/users/${small.anaId}`
      expect((await request(emulator, 'GET', path, { token: String(body.access_token) })).status).toBe(200)
    })

    it('takes the address at which Graph answers here for Graph, and no other resource', async () => {
      expect((await ask({ scope: 'https://emulator.example/.default' })).status).toBe(200)
      const { body } = await ask({ scope: 'https://elsewhere.example/.default' })
      expect(body).toMatchObject({ error: 'invalid_resource', error_codes: [500011] })
    })

    it('gives a token without roles when nothing is granted, which Graph refuses with 403', async () => {
      withdrawConsent(emulator, small.tenantId, small.appId)
      const { status, body } = await ask()
      expect(status).toBe(200)
      const response = await request(emulator, 'GET', `/v1.0/users/${small.anaId}`, {
        token: String(body.access_token),
      })
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ error: { code: 'Authorization_RequestDenied' } })
    })

    it.each([
      ['common', {}, 'common', 9001023],
      ['a single scope', { scope: 'https://graph.microsoft.com/Contacts.Read' }, small.tenantId, 1002012],
      ['a tenant that does not exist', {}, 'nowhere.example', 90002],
      ['a tenant where the app was never consented to', {}, small.otherTenantId, 700016],
    ])('refuses %s', async (_, more, tenant, code) => {
      expect((await ask(more, tenant)).body).toMatchObject({ error_codes: [code] })
    })

    it('takes a while until fresh consent reaches tokens, when told so (U30)', async () => {
      emulator.settings.setUncertain({ U30: 'one-minute' })
      const token = String((await ask()).body.access_token)
      expect((await request(emulator, 'GET', `/v1.0/users/${small.anaId}`, { token })).status).toBe(403)
      emulator.clock.setOffset(60_000)
      const later = String((await ask()).body.access_token)
      expect((await request(emulator, 'GET', `/v1.0/users/${small.anaId}`, { token: later })).status).toBe(
        200,
      )
    })
  })
})
