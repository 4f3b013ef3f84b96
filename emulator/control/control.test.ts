import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { control } from '../testing/control'
import { codeFor, tokenRequest, tokensFor } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { applicationToken, request, TEST_NOW, testEmulator } from '../testing/test-emulator'

describe('control API', () => {
  let emulator: Emulator
  const call = (method: string, path: string, json?: unknown) => control(emulator, method, path, json)
  beforeEach(() => {
    emulator = testEmulator()
  })

  it('makes users who can be found in Graph at once', async () => {
    const made = await call('POST', '/users', { upn: 'zoe@small.example', displayName: 'Zoe', password: 'x' })
    expect(made).toMatchObject({ status: 201, body: { tenantId: small.tenantId, mail: 'zoe@small.example' } })
    const token = applicationToken(emulator, ['User.Read.All'])
    const found = await request(emulator, 'GET', '/v1.0/users/zoe@small.example', { token })
    expect(found.status).toBe(200)
    expect(await call('POST', '/users', { upn: 'ZOE@small.example' })).toMatchObject({ status: 409 })
  })

  it('changes users, also by userPrincipalName, and leaves what was not named', async () => {
    const changes = { upn: 'anna@small.example', mail: null, 'mailboxSettings.timeZone': 'UTC' }
    expect(await call('PATCH', '/users/ana@small.example', changes)).toMatchObject({
      status: 200,
      body: { id: small.anaId, upn: 'anna@small.example', mail: null, displayName: 'Ana Lopes' },
    })
    const nested = { mailboxSettings: { timeZone: 'Tokyo Standard Time' } }
    expect(await call('PATCH', `/users/${small.anaId}`, nested)).toMatchObject({
      body: {
        upn: 'anna@small.example',
        mailboxSettings: { timeZone: 'Tokyo Standard Time', language: 'fr-FR' },
      },
    })
  })

  it.each([
    [{ revokeSessions: true }, 50173],
    [{ accountEnabled: false }, 50057],
    [{ delete: true }, 50034],
    [{ mfaRequired: true }, 50076],
  ])('%j ends refresh tokens', async (changes, code) => {
    const { refresh_token: token } = await tokensFor(emulator)
    await call('PATCH', `/users/${small.anaId}`, changes)
    const again = await tokenRequest(emulator, { grant_type: 'refresh_token', refresh_token: String(token) })
    expect(again.body).toMatchObject({ error_codes: [code] })
  })

  it('grants and withdraws consent', async () => {
    const roles = async (granted: boolean) =>
      (await call('POST', `/consents/${small.otherTenantId}`, { appId: small.appId, granted })).body
    expect(await roles(true)).toMatchObject({
      roles: ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite.All', 'User.Read.All'],
    })
    expect(await roles(false)).toMatchObject({ roles: [] })
  })

  it('can delete or disable the enterprise application itself', async () => {
    const ask = () =>
      tokenRequest(emulator, {
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
      })
    const set = (servicePrincipal: string) =>
      call('POST', `/consents/${small.tenantId}`, { appId: small.appId, granted: true, servicePrincipal })
    await set('disabled')
    expect((await ask()).body).toMatchObject({ error: 'unauthorized_client', error_codes: [7000112] })
    await set('deleted')
    expect((await ask()).body).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] })
  })

  it('moves the emulator’s whole time, and not that of the traffic log', async () => {
    expect(await call('POST', '/clock', { offsetSeconds: 3600 })).toMatchObject({
      body: { now: '2026-11-24T10:00:00.000Z' },
    })
    await request(emulator, 'GET', '/v1.0/me')
    expect((await call('GET', '/traffic')).body).toMatchObject([
      { ts: TEST_NOW, path: '/v1.0/me', status: 401 },
    ])
  })

  it('logs requests of an app and a user, sign-in included, from an instant on', async () => {
    const code = await codeFor(emulator)
    await tokenRequest(emulator, { grant_type: 'authorization_code', code, redirect_uri: small.redirectUri })
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    await request(emulator, 'GET', '/v1.0/users/ana@small.example/contacts', { token })
    expect((await call('GET', `/traffic?since=${TEST_NOW}`)).body).toMatchObject([
      { method: 'POST', path: `/${small.tenantId}/oauth2/v2.0/authorize`, appId: small.appId, userId: null },
      {
        method: 'POST',
        path: `/${small.tenantId}/oauth2/v2.0/token`,
        appId: small.appId,
        userId: small.anaId,
      },
      { path: '/v1.0/users/ana@small.example/contacts', userId: small.anaId, inFlight: 1, batchOf: null },
    ])
    expect((await call('GET', '/traffic?since=2026-11-24T09:00:00.001Z')).body).toEqual([])
  })

  it('makes many contacts at once', async () => {
    const items = Array.from({ length: 30 }, (_, at) => ({ givenName: `Person ${at}` }))
    const made = await call('POST', '/seed', { contacts: [{ userId: 'ana@small.example', items }] })
    expect(made.status).toBe(201)
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const list = await request(emulator, 'GET', `/v1.0/users/${small.anaId}/contacts?$top=100`, { token })
    expect(await list.json()).toMatchObject({ value: { length: 30 } })
  })

  it('expires delta tokens, switches uncertain points, sets limits', async () => {
    expect(await call('POST', '/delta-tokens/expire', { userId: small.anaId })).toMatchObject({ status: 204 })
    expect(await call('POST', '/uncertain', { U1: '200' })).toMatchObject({
      body: { current: { U1: '200' } },
    })
    expect(await call('POST', '/uncertain', { U1: 'maybe' })).toMatchObject({ status: 400 })
    expect(await call('POST', '/limits', { concurrent: 2 })).toMatchObject({
      body: { concurrent: 2, requestsPer10Minutes: 10_000 },
    })
  })

  it('goes back to the seed with everything on reset, except its keys', async () => {
    const { refresh_token: refresh, access_token: access } = await tokensFor(emulator, {
      scope: 'openid offline_access User.Read',
    })
    await call('PATCH', `/users/${small.anaId}`, { delete: true })
    await call('POST', '/clock', { offsetSeconds: 60 })
    await call('POST', '/faults', { effect: { status: 500 } })
    expect(await call('POST', '/reset')).toMatchObject({ status: 204 })
    expect(emulator.clock.offsetMs).toBe(0)
    expect((await call('GET', '/faults')).body).toEqual([])
    expect((await request(emulator, 'GET', '/v1.0/me', { token: String(access) })).status).toBe(200)
    const again = await tokenRequest(emulator, {
      grant_type: 'refresh_token',
      refresh_token: String(refresh),
    })
    expect(again.status).toBe(400)
  })

  it('says what is wrong or missing', async () => {
    expect(await call('POST', '/latency', { ms: -1 })).toMatchObject({ status: 400 })
    expect(await call('PATCH', '/users/nobody', {})).toMatchObject({ status: 404 })
    expect(await call('POST', '/invitations', {})).toMatchObject({ status: 400 })
    expect(await call('GET', '/nothing')).toMatchObject({ status: 404 })
  })
})
