import { type ServerType, serve } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { account, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { freePort } from '@/dev/free-port'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createEmulator, type Emulator } from '@/emulator/create-emulator'
import { demoClients, demoRegistrations, demoSeed } from '@/emulator/seed/demo'
import { demoTenants, demoUsers } from '@/emulator/seed/demo-people'
import { TestBrowser } from '@/emulator/testing/browser'
import { hashPassword } from '@/lib/access/accounts/hash-password'
import { findArrival } from '@/lib/access/arrivals/arrivals'
import { findViewer } from '@/lib/access/sessions/find-viewer'
import {
  makeMember,
  makeOrganisation,
  TEST_TIME,
  type TestMember,
} from '@/lib/access/testing/make-organisation'
import { AuthBrowser } from '../testing/auth-browser'

const APP = 'http://crm.example'

describe('signing in over HTTP', () => {
  let database: TestDatabase
  let server: ServerType
  let emulator: Emulator
  let handlers: ConstructorParameters<typeof AuthBrowser>[0]
  let ana: TestMember
  let browser: AuthBrowser

  beforeAll(async () => {
    database = await createTestDatabase()
    globalThis.tandemDatabase = database
    const port = await freePort()
    const login = `http://127.0.0.1:${port}`
    emulator = createEmulator({ baseUrl: login, registrations: demoRegistrations(APP), seed: demoSeed() })
    server = serve({ fetch: emulator.fetch, hostname: '127.0.0.1', port })
    vi.stubEnv('MICROSOFT_LOGIN_URL', login)
    vi.stubEnv('MICROSOFT_CLIENT_ID', demoClients.product.clientId)
    vi.stubEnv('MICROSOFT_CLIENT_SECRET', demoClients.product.clientSecret)
    handlers = (await import('./auth')).handlers

    const org = await makeOrganisation(database.db)
    ana = await makeMember(database.db, org, 'standard', {
      email: demoUsers.ana.userPrincipalName,
      passwordHash: await hashPassword('correct horse'),
    })
    await database.db.insert(microsoftTenant).values({
      organisationId: ana.organisationId,
      tenantId: demoTenants.first.id,
      name: 'Alpinia',
      connectedBy: ana.memberId,
      connectedAt: TEST_TIME,
      checkedAt: TEST_TIME,
    })
  })
  afterAll(async () => {
    server.close()
    emulator.close()
    vi.unstubAllEnvs()
    await database.close()
  })
  beforeEach(() => {
    browser = new AuthBrowser(handlers, APP)
  })

  const viewer = async () => {
    const id = await browser.sessionId()
    return id === null ? null : findViewer(database.db, id, new Date())
  }

  describe('with a password', () => {
    const signIn = (password: string) =>
      browser.post('/api/auth/callback/credentials', { email: ana.email, password })

    it('opens a session in a cookie that scripts and other sites cannot use', async () => {
      const response = await signIn('correct horse')
      expect(await viewer()).toMatchObject({ memberId: ana.memberId })
      const cookie = response.headers.getSetCookie().find((text) => text.includes('session-token')) ?? ''
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=Lax/i)
    })

    it('opens none for a wrong one', async () => {
      const response = await signIn('wrong')
      expect(response.headers.get('location')).toContain('/sign-in?error=')
      expect(await viewer()).toBeNull()
    })

    it('takes no form from another site', async () => {
      await browser.post('/api/auth/callback/credentials', {
        email: ana.email,
        password: 'correct horse',
        csrfToken: 'guessed',
      })
      expect(await viewer()).toBeNull()
    })

    it('ends with the sign-out, also for a copy of the cookie', async () => {
      await signIn('correct horse')
      const copy = new Map(browser.cookies)
      await browser.post('/api/auth/signout')
      expect(await viewer()).toBeNull()
      for (const [name, value] of copy) browser.cookies.set(name, value)
      expect(await viewer()).toBeNull()
    })
  })

  describe('with Microsoft', () => {
    /** Through the sign-in page of Microsoft and back; resolves to where the app then leads. */
    async function signIn(login: string, password: string | null): Promise<string> {
      const start = await browser.post('/api/auth/signin/microsoft-entra-id', {
        callbackUrl: `${APP}/contacts`,
      })
      const authorize = start.headers.get('location') ?? ''
      const microsoft = new TestBrowser(emulator)
      const fields = { step: 'sign-in', login, password: password ?? '' }
      let answer = await microsoft.post(authorize, fields)
      if (answer.headers.get('location') === null) {
        const account = /name="account" value="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
        answer = await microsoft.post(authorize, { step: 'consent', account, decision: 'accept' })
      }
      const back = await browser.get(answer.headers.get('location') ?? '')
      return back.headers.get('location') ?? ''
    }

    it('lets in the user of the connected tenant whose address is the login, and remembers who she is', async () => {
      const { userPrincipalName, password, id } = demoUsers.ana
      expect(await signIn(userPrincipalName, password)).toBe(`${APP}/contacts`)
      expect(await viewer()).toMatchObject({ memberId: ana.memberId })
      expect(await database.db.select().from(microsoftIdentity)).toMatchObject([
        { accountId: ana.accountId, tid: demoTenants.first.id, oid: id },
      ])
    })

    it('makes no account for anybody else, of this tenant or of another: they have arrived, not come in', async () => {
      const before = await database.db.$count(account)
      for (const { id, tenantId, userPrincipalName, password } of [demoUsers.hugo, demoUsers.oscar]) {
        expect(await signIn(userPrincipalName, password)).toBe(`${APP}/contacts`)
        expect(await viewer()).toBeNull()
        const arrived = await findArrival(database.db, (await browser.arrivalId()) ?? '', new Date())
        expect(arrived).toMatchObject({ tid: tenantId, oid: id, upn: userPrincipalName, guest: false })
      }
      expect(await database.db.$count(account)).toBe(before)
    })

    it('takes no code that another browser asked for', async () => {
      const start = await browser.post('/api/auth/signin/microsoft-entra-id')
      const { userPrincipalName, password } = demoUsers.ana
      const answer = await new TestBrowser(emulator).post(start.headers.get('location') ?? '', {
        step: 'sign-in',
        login: userPrincipalName,
        password: password ?? '',
      })
      const victim = new AuthBrowser(handlers, APP)
      const back = await victim.get(answer.headers.get('location') ?? '')
      expect(back.headers.get('location')).toContain('/sign-in?error=')
      expect(await victim.sessionId()).toBeNull()
    })
  })
})
