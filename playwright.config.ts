import { defineConfig } from '@playwright/test'
import { e2eEnv } from './dev/env'
import { findBrowser } from './dev/testing/find-browser'

const env = e2eEnv()
const browser = findBrowser(env.CHROMIUM_PATH)

/** Journeys through a running stack: `npm run demo`, or the one that `npm test` starts for itself. */
export default defineConfig({
  testDir: 'e2e',
  // The journeys share one stack, whose people have one mailbox each.
  workers: 1,
  forbidOnly: env.CI !== undefined,
  // A shared machine may stand still for seconds. The list names what was walked twice.
  retries: env.CI === undefined ? 0 : 1,
  // Only a journey that fails ever waits this long.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // A colour on its way to another is nobody's fault, and would be found at random.
    contextOptions: { reducedMotion: 'reduce' },
    // To record what a journey looks like at every step takes longer than to walk it.
    trace: env.CI === undefined ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser?.path === undefined ? {} : { executablePath: browser.path }),
      chromiumSandbox: false,
      // A test machine may have no user namespaces and no network.
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
        ...['--disable-sync', '--no-first-run', '--disable-quic', '--disable-dev-shm-usage'],
      ],
    },
  },
})
