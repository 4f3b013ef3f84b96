import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { redirectQuery, TestBrowser } from '../testing/browser'
import { authorizeUrl } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { testEmulator } from '../testing/test-emulator'
import { withdrawConsent } from './consent'

const ana = { step: 'sign-in', login: 'ana@small.example', password: 'ana-password' }

describe('authorize (v2-oauth2-auth-code-flow)', () => {
  let emulator: Emulator
  let browser: TestBrowser
  beforeEach(() => {
    emulator = testEmulator()
    browser = new TestBrowser(emulator)
  })

  it('lists who can sign in, takes name and password, and returns code and state', async () => {
    const page = await browser.get(authorizeUrl())
    expect(await page.text()).toContain('ana@small.example')
    const back = await browser.post(authorizeUrl(), ana)
    expect(back.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/callback\?/)
    expect(redirectQuery(back).get('state')).toBe('the state')
    expect(redirectQuery(back).get('code')).not.toBeNull()
  })

  it('fills in the name of an account chosen from the list, and shows its password', async () => {
    const page = await browser.post(authorizeUrl(), { step: 'choose', login: 'ana@small.example' })
    expect(await page.text()).toMatch(/value="ana@small\.example"[\s\S]*<code>ana-password<\/code>/)
  })

  it.each([
    ['a wrong password', { ...ana, password: 'x' }, 'AADSTS50126'],
    ['a name nobody has', { ...ana, login: 'x@small.example' }, 'AADSTS50034'],
    ['a user of another tenant', { ...ana, login: 'oscar@other.example' }, 'AADSTS50020'],
    ['a user without a password', { ...ana, login: 'gus@partner.example' }, 'AADSTS50126'],
  ])('shows %s on its own page', async (_, fields, code) => {
    const page = await browser.post(authorizeUrl(), fields)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(code)
  })

  it('never redirects to an address that is not registered, nor for an unknown client', async () => {
    const wrongAddress = await browser.get(authorizeUrl({ redirect_uri: 'https://evil.example/' }))
    expect([wrongAddress.status, await wrongAddress.text()]).toEqual([
      400,
      expect.stringContaining('AADSTS50011'),
    ])
    const unknown = await browser.get(authorizeUrl({ client_id: crypto.randomUUID() }))
    expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('AADSTS700016')])
  })

  it('sends every other error back, with state', async () => {
    const back = await browser.get(authorizeUrl({ response_type: 'token' }))
    expect(redirectQuery(back).get('error')).toBe('unsupported_response_type')
    expect(redirectQuery(back).get('state')).toBe('the state')
    const scope = await browser.get(authorizeUrl({ scope: 'openid Bogus.Read' }))
    expect(redirectQuery(scope).get('error_description')).toContain('AADSTS650053')
  })

  it('answers in a fragment or by a posted form when asked to', async () => {
    const fragment = await browser.post(authorizeUrl({ response_mode: 'fragment' }), ana)
    expect(fragment.headers.get('location')).toMatch(/#code=.*&state=the\+state$/)
    const form = await browser.get(authorizeUrl({ response_mode: 'form_post' }))
    const page = await form.text()
    expect(page).toContain(`action="${small.redirectUri}"`)
    expect(page).toContain('name="state" value="the state"')
  })

  describe('prompt', () => {
    it('none fails with login_required when nobody is signed in, and is silent when somebody is', async () => {
      const before = await browser.get(authorizeUrl({ prompt: 'none' }))
      expect(redirectQuery(before).get('error')).toBe('login_required')
      expect(redirectQuery(before).get('error_description')).toContain('AADSTS50058')
      await browser.post(authorizeUrl(), ana)
      const after = await browser.get(authorizeUrl({ prompt: 'none' }))
      expect(redirectQuery(after).get('code')).not.toBeNull()
    })

    it('none fails with interaction_required when consent is missing', async () => {
      await browser.post(authorizeUrl(), ana)
      const back = await browser.get(authorizeUrl({ prompt: 'none', scope: 'openid Mail.Read' }))
      expect(redirectQuery(back).get('error')).toBe('interaction_required')
    })

    it('login asks again, select_account shows who is signed in', async () => {
      await browser.post(authorizeUrl(), ana)
      expect(await (await browser.get(authorizeUrl({ prompt: 'login' }))).text()).toContain('Password')
      const picker = await browser.get(authorizeUrl({ prompt: 'select_account' }))
      expect(await picker.text()).toContain(small.anaId)
      const picked = await browser.post(authorizeUrl({ prompt: 'select_account' }), {
        step: 'pick',
        account: small.anaId,
      })
      expect(redirectQuery(picked).get('code')).not.toBeNull()
    })

    it('login_hint picks among the signed-in accounts and fills in the name otherwise', async () => {
      await browser.post(authorizeUrl(), ana)
      const other = await browser.get(authorizeUrl({ login_hint: 'bruno@small.example' }))
      expect(await other.text()).toContain('value="bruno@small.example"')
      const own = await browser.get(authorizeUrl({ login_hint: 'ANA@small.example' }))
      expect(redirectQuery(own).get('code')).not.toBeNull()
    })
  })

  it('asks for a second factor where one is required', async () => {
    const user = emulator.directory.users.get(small.anaId)
    if (user) emulator.directory.users.put({ ...user, mfaRequired: true })
    expect(await (await browser.post(authorizeUrl(), ana)).text()).toContain('second factor')
    const silent = await browser.get(authorizeUrl({ prompt: 'none' }))
    expect(redirectQuery(silent).get('error_description')).toContain('AADSTS50076')
    const back = await browser.post(authorizeUrl(), { step: 'mfa', account: small.anaId })
    expect(redirectQuery(back).get('code')).not.toBeNull()
  })

  describe('consent (consent-types-developer, configure-user-consent)', () => {
    const mail = authorizeUrl({ scope: 'openid Mail.Read' })

    it('asks once, remembers, and gives the user the tile', async () => {
      withdrawConsent(emulator, small.tenantId, small.appId)
      expect(await (await browser.post(mail, ana)).text()).toContain('Permissions requested')
      const answer = { step: 'consent', account: small.anaId, decision: 'accept' }
      expect(redirectQuery(await browser.post(mail, answer)).get('code')).not.toBeNull()
      expect(redirectQuery(await browser.get(mail)).get('code')).not.toBeNull()
    })

    it('comes back with access_denied and AADSTS65004 when refused', async () => {
      await browser.post(mail, ana)
      const back = await browser.post(mail, { step: 'consent', account: small.anaId, decision: 'cancel' })
      expect(redirectQuery(back).get('error')).toBe('access_denied')
      expect(redirectQuery(back).get('error_description')).toContain('AADSTS65004')
    })

    it('needs an administrator for a scope that says so', async () => {
      const url = authorizeUrl({ scope: 'openid User.Read.All' })
      expect(await (await browser.post(url, ana)).text()).toContain('AADSTS90094')
      const left = await browser.post(url, { step: 'leave', account: small.anaId })
      expect(redirectQuery(left).get('error_subcode')).toBe('cancel')
    })

    it('needs an administrator for everything where the tenant forbids user consent', async () => {
      const tenant = emulator.directory.tenants.get(small.tenantId)
      if (tenant) emulator.directory.tenants.put({ ...tenant, userConsentAllowed: false })
      expect(await (await browser.post(mail, ana)).text()).toContain('AADSTS90094')
    })
  })
})
