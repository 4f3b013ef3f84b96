import type { Page } from '@playwright/test'
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'

// Gaëlle has never turned on tasks, in this journey and in the others.
const beginner = 'gaelle'
const microsoftPage = '/settings/marketplace/microsoft'

const rule = (page: Page) => page.getByRole('radio', { name: mapping.conflicts.crm })
const step = (page: Page) => page.locator('[aria-current="step"]')
const next = (page: Page) => page.getByRole('button', { name: mapping.next, exact: true })

test('an administrator sets what everybody’s tasks start from (T3)', async ({ as, demo }) => {
  test.setTimeout(240_000)
  const page = await as('admin')
  const hers = await as(beginner)
  try {
    await test.step('it is chosen as for oneself, and saved instead of enabled', async () => {
      await page.goto(microsoftPage)
      await page.locator(`a[href="${microsoftPage}/tasks/default"]`).click()
      await expect(step(page)).toContainText(mapping.step.mapping)
      await expectAccessible(page)
      await rule(page).click()
      await expect(rule(page)).toBeChecked()
      await next(page).click()
      await expect(step(page)).toContainText(mapping.step.values)
      await next(page).click()
      await expect(step(page)).toContainText(mapping.step.save)
      await expectAccessible(page)
      await page.getByRole('button', { name: mapping.everybody.save }).click()
      await page.waitForURL((url) => url.pathname === microsoftPage)
    })

    await test.step('whoever turns the module on for the first time starts from it', async () => {
      await hers.goto(`${microsoftPage}/tasks/configuration`)
      await expect(rule(hers)).toBeChecked()
    })

    await test.step('without the right it is explained', async () => {
      await hers.goto(`${microsoftPage}/tasks/default`)
      await expect(hers.getByText(mapping.everybody.noRight)).toBeVisible()
      await expect(rule(hers)).toHaveCount(0)
    })
  } finally {
    // The other journeys start from the product's own.
    await CrmApi.of(demo, 'admin').call('PUT', '/microsoft/defaults/tasks', {
      options: { conflict: 'latest' },
    })
  }
})
