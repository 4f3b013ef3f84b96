import { readdirSync } from 'node:fs'
import { expect, expectAccessible, test } from './fixtures'

/** Every page of the signed-in product that needs no id, read from the folders, so that a new one cannot be forgotten. */
const paths = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('/page.tsx') && !file.startsWith('(public)') && !file.includes('['))
  .map((file) => `/${file}`.replace(/\/page\.tsx$/, '').replace(/\/\([^)]*\)/g, ''))
  .sort()

for (const path of paths) {
  test(`${path} is sound: quiet console, usable without eyes or mouse, no wider than a telephone`, async ({
    as,
  }) => {
    const page = await as('admin')
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(overflow, `how much wider than the screen ${path} is`).toBeLessThanOrEqual(0)
  })
}
