import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { redirectQuery, TestBrowser } from '../testing/browser'
import { tokenRequest } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { testEmulator } from '../testing/test-emulator'
import { findServicePrincipal } from './consent'

const oscar = { step: 'sign-in', login: 'oscar@other.example', password: 'oscar-password' }
const accept = { step: 'consent', account: small.oscarId, decision: 'accept' }
const cancel = { ...accept, decision: 'cancel' }

function consentUrl(path: string, changes: Record<string, string> = {}) {
  const params = new URLSearchParams({
    client_id: small.appId,
    redirect_uri: small.redirectUri,
    state: 'the state',
    ...changes,
  })
  return `https://emulator.example/${path}?${params}`
}

const v1 = consentUrl('common/adminconsent')
const v2 = consentUrl('organizations/v2.0/adminconsent', { scope: 'https://graph.microsoft.com/.default' })

describe('admin consent (v2-admin-consent)', () => {
  let emulator: Emulator
  let browser: TestBrowser
  beforeEach(() => {
    emulator = testEmulator()
    browser = new TestBrowser(emulator)
  })
  const principal = () => findServicePrincipal(emulator, small.otherTenantId, small.appId)

  it('version 2 grants everything registered through .default and makes the service principal', async () => {
    expect(principal()).toBeUndefined()
    expect(await (await browser.post(v2, oscar)).text()).toContain('Contacts.ReadWrite')
    const query = redirectQuery(await browser.post(v2, accept))
    expect(Object.fromEntries(query)).toEqual({
      admin_consent: 'True',
      tenant: small.otherTenantId,
      scope: 'https://graph.microsoft.com/.default',
      state: 'the state',
    })
    expect(principal()).toMatchObject({
      appRoles: ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite.All', 'User.Read.All'],
      assignedUserIds: [],
    })
    const scope = 'https://graph.microsoft.com/.default'
    const app = await tokenRequest(emulator, { grant_type: 'client_credentials', scope }, small.otherTenantId)
    expect(app.status).toBe(200)
  })

  it('version 2 with single scopes never grants application permissions', async () => {
    const url = consentUrl('organizations/v2.0/adminconsent', { scope: 'Contacts.Read' })
    await browser.post(url, oscar)
    const query = redirectQuery(await browser.post(url, accept))
    expect(query.get('scope')).toBe('https://graph.microsoft.com/Contacts.Read')
    expect(principal()).toMatchObject({ appRoles: [] })
  })

  it('version 1 has no scope, grants everything, and answers without one', async () => {
    await browser.post(v1, oscar)
    const query = redirectQuery(await browser.post(v1, accept))
    expect(Object.fromEntries(query)).toEqual({
      admin_consent: 'True',
      tenant: small.otherTenantId,
      state: 'the state',
    })
    expect(principal()?.appRoles).toHaveLength(4)
  })

  it('says admin_consent=True on a refusal too', async () => {
    await browser.post(v2, oscar)
    const second = redirectQuery(await browser.post(v2, cancel))
    expect(second.get('error')).toBe('consent_required')
    expect(second.get('error_description')).toMatch(/^AADSTS65004/)
    expect([second.get('admin_consent'), second.get('state')]).toEqual(['True', 'the state'])
    const first = redirectQuery(await browser.post(v1, cancel))
    expect(first.get('error')).toBe('permission_denied')
    expect(first.get('admin_consent')).toBe('True')
    expect(principal()).toBeUndefined()
  })

  it('shows an ordinary user that an administrator is needed, who can leave or sign in as one', async () => {
    const ana = { step: 'sign-in', login: 'ana@small.example', password: 'ana-password' }
    expect(await (await browser.post(v2, ana)).text()).toContain('AADSTS90094')
    const answer = { step: 'consent', account: small.anaId, decision: 'accept' }
    expect(await (await browser.post(v2, answer)).text()).toContain('AADSTS90094')
    const left = await browser.post(v2, { step: 'leave', account: small.anaId })
    expect(redirectQuery(left).get('error')).toBe('consent_required')
    expect(await (await browser.post(v2, { step: 'other-account' })).text()).toContain('Password')
  })

  it('takes the administrator who is signed in already', async () => {
    await browser.post(v1, oscar)
    expect(await (await browser.get(v2)).text()).toContain('for all users of your organisation')
  })

  it('does not exist for /common in version 2', async () => {
    const response = await browser.get(consentUrl('common/v2.0/adminconsent', { scope: '.default' }))
    expect(response.status).toBe(400)
  })

  it('never leads to an address that is not registered', async () => {
    const url = consentUrl('organizations/v2.0/adminconsent', { redirect_uri: 'https://evil.example/' })
    const response = await browser.get(url)
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  })
})
