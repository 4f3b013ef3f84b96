import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { e2eEnv } from '../dev/env'
import type { DemoFile } from '../dev/stack/demo-file'
import { readDemo } from './demo'

type DemoPerson = DemoFile['users'][number]
type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

type TestFixtures = {
  /** A page in which this member of the cast (its key in `demo.json`) is signed in; each call opens another one. */
  as(key: string, options?: { locale?: string }): Promise<Page>
  /** What the browser's consoles said that no page of ours may say. Any of it fails the test at its end. */
  consoleErrors: string[]
}

type WorkerFixtures = {
  demo: DemoFile
  /** Sessions by key: signing in is limited per person, and is a journey of its own. */
  sessions: Map<string, StorageState>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  demo: [async ({}, use) => use(readDemo(e2eEnv().TANDEM_DATA_DIR)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  baseURL: async ({ demo }, use) => use(demo.appUrl),

  consoleErrors: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const errors: string[] = []
      await use(errors)
      expect(errors, 'what the console said').toEqual([])
    },
    { auto: true },
  ],

  page: async ({ page, consoleErrors, demo }, use) => {
    watchConsole(page, consoleErrors, demo)
    await use(page)
  },

  as: async (
    { browser, demo, sessions, consoleErrors, contextOptions, baseURL, locale, timezoneId },
    use,
  ) => {
    const contexts: BrowserContext[] = []
    await use(async (key, options = {}) => {
      const storageState = sessions.get(key)
      const context = await browser.newContext({
        ...contextOptions,
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        locale: options.locale ?? locale ?? 'en-GB',
        ...(storageState === undefined ? {} : { storageState }),
      })
      contexts.push(context)
      const page = await context.newPage()
      watchConsole(page, consoleErrors, demo)
      if (storageState === undefined) {
        await signIn(page, personOf(demo, key))
        sessions.set(key, await context.storageState())
      }
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

export { expect }

/** A member of the cast. @throws Error for a key that is not in `demo.json` */
export function personOf(demo: DemoFile, key: string): DemoPerson {
  const person = demo.users.find((user) => user.key === key)
  if (!person) throw new Error(`There is nobody called ${key} in the demo`)
  return person
}

/** Signs in with e-mail and password, in whatever language the page speaks, and waits until the app is there. */
export async function signIn(page: Page, person: Pick<DemoPerson, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(person.email)
  await page.locator('input[name="password"]').fill(person.password)
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/**
 * Fails with what a blind or motor-impaired person would stumble over on this page (WCAG 2.2, A and AA). A page that is
 * just being exchanged for the next one is looked at again: what counts is what stays.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ target }) => target).join('\n  ')}`,
    )
    expect(found, `accessibility of ${new URL(page.url()).pathname}`).toEqual([])
  }).toPass({ timeout: 50_000 })
}

/** Journeys also lead through pages of Microsoft's, which are not ours to judge. */
function watchConsole(page: Page, errors: string[], { appUrl }: DemoFile): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && page.url().startsWith(appUrl))
      errors.push(`${page.url()}: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
}
