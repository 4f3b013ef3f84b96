import { expect, expectAccessible, personOf, signIn, test } from './fixtures'

test('a stranger is led to the sign-in page, signs in, and arrives where she wanted to go', async ({
  page,
  demo,
}) => {
  await page.goto('/contacts')
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fcontacts/)
  await expectAccessible(page)
  await signIn(page, personOf(demo, 'ana'))
  await page.goto('/contacts')
  await expect(page).toHaveURL(/\/contacts/)
})
