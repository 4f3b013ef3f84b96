import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** `path` is undefined for Playwright's own browser, which Playwright finds by itself. */
export type Browser = { path: string | undefined; origin: string }

const SYSTEM_BROWSERS = [
  ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
    (name) => `/usr/bin/${name}`,
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser to test with: the one that is named, Playwright's own, the system's; nothing is installed here. */
export function findBrowser(named: string | undefined): Browser | null {
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
    return { path: named, origin: 'CHROMIUM_PATH' }
  }
  // Playwright names a path even when nothing is installed there.
  if (existsSync(chromium.executablePath())) return { path: undefined, origin: "Playwright's own" }
  const path = SYSTEM_BROWSERS.find((one) => existsSync(one))
  return path === undefined ? null : { path, origin: "the system's" }
}

/**
 * Finds the browser; as root on Debian or Ubuntu, installs it from the distribution's packages when there is none.
 * @throws Error that says how to get one.
 */
export function requireBrowser(named: string | undefined): Browser {
  const found = findBrowser(named) ?? (mayInstall() ? installChromium() : null)
  if (found) return found
  throw new Error(
    'There is no browser for the journeys. Install Chromium or Chrome, run "npx playwright install chromium", ' +
      'or put the path of one into CHROMIUM_PATH.',
  )
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function installChromium(): Browser | null {
  const apt = (...args: string[]) =>
    spawnSync('/usr/bin/apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-qq', '-y', ...args], {
      stdio: 'ignore',
      env: {
        NODE_ENV: 'production',
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        DEBIAN_FRONTEND: 'noninteractive',
      },
    })
  apt('update')
  apt('install', '--no-install-recommends', 'chromium')
  return findBrowser(undefined)
}
