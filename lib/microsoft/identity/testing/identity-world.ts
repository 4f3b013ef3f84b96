import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { AppRegistration } from '@/emulator/core/registration'
import { TestBrowser } from '@/emulator/testing/browser'
import { small, smallRegistrations, smallSeed } from '@/emulator/testing/small-seed'
import { testEmulator } from '@/emulator/testing/test-emulator'
import type { Context } from '@/lib/access/context'
import { contextOf, makeMember, makeOrganisation } from '@/lib/access/testing/make-organisation'
import { consentRedirectUri, type SignInDeps, signInRedirectUri } from '../login-pages'

export const APP_URL = 'https://crm.example'

export type IdentityWorld = ReturnType<typeof identityWorld>

/**
 * The identity part of the product beside an emulator in this process and on one virtual clock. `small` names the
 * emulator's people: the tenant `small` has consented, `other` has not.
 */
export function identityWorld(db: Database) {
  const emulator = testEmulator({ registrations: registrations(), seed: smallSeed })
  const now = () => emulator.clock.now()
  const tokenRequests: { grant: string; status: number }[] = []
  const env = {
    loginUrl: 'https://emulator.example',
    graphUrl: 'https://graph.microsoft.com',
    clientId: small.appId,
    clientSecret: small.secret,
    keys: ['11'.repeat(32)],
  }
  const world = {
    emulator,
    now,
    /** Every request to a token endpoint, in the order of the answers. */
    tokenRequests,
    /** Takes the place of Microsoft for the requests that it answers. */
    intercept: async (_request: Request): Promise<Response | undefined> => undefined,
    deps: {
      db,
      now,
      fetch: send,
      env,
      appUrl: APP_URL,
    } satisfies SignInDeps as SignInDeps,

    /** As it was made; making another costs a signing key. */
    reset() {
      emulator.reset()
      emulator.clock.setOffset(0)
      tokenRequests.length = 0
      world.intercept = async () => undefined
      world.deps = { db, now, fetch: send, env, appUrl: APP_URL }
    },

    pass: (durationMs: number) => emulator.clock.setOffset(emulator.clock.offsetMs + durationMs),

    changeUser(id: string, changes: Partial<NonNullable<ReturnType<typeof emulator.directory.users.get>>>) {
      const user = emulator.directory.users.get(id)
      if (user === undefined) throw new Error(`no user ${id}`)
      emulator.directory.users.put({ ...user, ...changes })
    },

    /** A member of an organisation of its own. */
    async member(rights: Parameters<typeof makeMember>[2] = 'administrator', organisation?: Organisation) {
      const home = organisation ?? (await makeOrganisation(db))
      const member = await makeMember(db, home, rights)
      return { ...member, organisation: home, context: contextOf(db, member, now) }
    },

    /** Signs in at the page, consents if asked, and returns the query with which the browser comes back. */
    async signIn(url: string, login: string): Promise<Record<string, string>> {
      const browser = new TestBrowser(emulator)
      const response = await walk(browser, url, login)
      if (response.headers.has('location')) return queryOf(response)
      return queryOf(await browser.post(url, { step: 'consent', decision: 'accept', account: userId(login) }))
    },

    /** Gives or declines consent, and returns the query with which the browser comes back. */
    async consent(url: string, login: string, decision: 'accept' | 'decline' = 'accept') {
      const browser = new TestBrowser(emulator)
      await walk(browser, url, login)
      return queryOf(await browser.post(url, { step: 'consent', decision, account: userId(login) }))
    },
  }

  async function send(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const form = request.url.endsWith('/token') ? new URLSearchParams(await request.clone().text()) : null
    const response = (await world.intercept(request)) ?? (await emulator.fetch(request))
    if (form) tokenRequests.push({ grant: form.get('grant_type') ?? '', status: response.status })
    return response
  }

  function walk(browser: TestBrowser, url: string, login: string): Promise<Response> {
    const address = emulator.directory.users.get(userId(login))?.userPrincipalName ?? ''
    return browser.post(url, { step: 'sign-in', login: address, password: `${login}-password` })
  }

  function userId(login: string): string {
    const found = [...emulator.directory.users.values()].find((user) =>
      user.userPrincipalName.startsWith(`${login}@`),
    )
    return found?.id ?? ''
  }

  return world
}

type Organisation = Awaited<ReturnType<typeof makeOrganisation>>

/** Connects a tenant by decree, where the way to it is not what the test is about. */
export async function connectByDecree(context: Context, tenantId: string, name = 'Small'): Promise<void> {
  if (context.actor.type !== 'user') throw new Error('only people connect tenants')
  const at = context.now()
  await context.db.insert(microsoftTenant).values({
    organisationId: context.organisationId,
    tenantId,
    name,
    connectedBy: context.actor.memberId,
    connectedAt: at,
    checkedAt: at,
  })
}

function registrations(): AppRegistration[] {
  return smallRegistrations.map((app) => ({
    ...app,
    redirectUris: [consentRedirectUri(APP_URL), signInRedirectUri(APP_URL)],
  }))
}

function queryOf(response: Response): Record<string, string> {
  const location = response.headers.get('location')
  if (location === null) throw new Error(`Microsoft's page stayed where it was (${response.status})`)
  return Object.fromEntries(new URL(location).searchParams)
}
