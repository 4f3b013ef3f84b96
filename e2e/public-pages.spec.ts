import { expect, expectAccessible, test } from './fixtures'

// Nobody is signed in, and each tells a stranger what it is.
const paths = ['/sign-in', '/terms', '/invite/not-a-link-of-ours']

for (const path of paths) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} is sound by ${colorScheme === 'light' ? 'day' : 'night'}, also on a telephone`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
      await page.setViewportSize({ width: 360, height: 740 })
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect.poll(overflow, `how much wider than the screen ${path} is`).toBeLessThanOrEqual(0)
    })
  }
}
