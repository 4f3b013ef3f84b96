import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import warnings from '../messages/fr/warnings.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { withFault } from './faults'
import { expect, expectAccessible, personOf, test } from './fixtures'

const microsoftPage = '/settings/marketplace/microsoft'
const path = '/microsoft/connections/contacts'

// Chloé reads French.
const banner = (page: Page) => page.getByRole('region', { name: warnings.region })
/** What Graph answers for a mailbox that is not there (learn.microsoft.com/graph/errors). */
const noMailbox = {
  match: { path: '/contactFolders' },
  effect: { status: 404, body: { error: { code: 'MailboxNotEnabledForRESTAPI', message: 'No mailbox.' } } },
}

test('a sync that has stopped is warned of until it goes on, and explains itself to whoever helps', async ({
  as,
  demo,
}) => {
  test.setTimeout(180_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const [crm, page] = [CrmApi.of(demo, 'chloe'), await as('chloe')]
  const status = async () => (await crm.call('GET', path)).status
  await crm.call('PUT', path)
  await expect.poll(status, { timeout: 30_000 }).toBe('active')
  await page.goto('/contacts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(banner(page)).toHaveCount(0)

  await withFault(demo, 'chloe', noMailbox, async () => {
    await crm.call('POST', `${path}/sync`)
    await expect.poll(status, { timeout: 30_000 }).toBe('attention')

    await test.step('every page says so, and leads to where it is mended', async () => {
      await page.goto('/contacts')
      await expect(banner(page)).toContainText(warnings.texts['mailbox-unavailable'])
      await expectAccessible(page)
      await banner(page).getByRole('link', { name: warnings.see }).click()
      await page.waitForURL((url) => url.pathname === microsoftPage)
      await expect(page.locator('[data-module="contacts"]')).toHaveAttribute('data-status', 'attention')
      await expect(banner(page)).toHaveCount(0)
    })

    await test.step('her support file tells what was refused, and nothing of her', async () => {
      const download = page.waitForEvent('download')
      await page.locator('[data-module="contacts"]').getByRole('link', { name: warnings.supportFile }).click()
      const text = await readFile(await (await download).path(), 'utf8')
      const { runs, requests } = JSON.parse(text)
      expect(runs[0]).toMatchObject({ outcome: 'mailbox-unavailable' })
      expect(requests.flatMap((slice: { requests: unknown[] }) => slice.requests)).toContainEqual(
        expect.objectContaining({ method: 'GET', status: 404 }),
      )
      const { name, email, microsoft } = personOf(demo, 'chloe')
      for (const known of [name, email, microsoft?.id, microsoft?.tenantId]) expect(text).not.toContain(known)
    })

    await test.step('hidden, it stays so on other pages', async () => {
      await page.goto('/contacts')
      await banner(page).getByRole('button', { name: warnings.dismiss }).click()
      await expect(banner(page)).toHaveCount(0)
      const remembered = async () => (await page.context().cookies()).map(({ name }) => name)
      await expect.poll(remembered).toContain('hidden-warnings')
      await page.goto('/tasks')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(banner(page)).toHaveCount(0)
    })
  })

  await test.step('others’ support files are for those who manage integrations', async () => {
    const others = await page.request.get(`/api/support?connection=${crypto.randomUUID()}`)
    expect(others.status()).toBe(403)
  })

  await test.step('the health of the whole is for everybody, its metrics are not', async () => {
    const health = await (await fetch(`${demo.appUrl}/api/health`)).json()
    expect(health).toMatchObject({ database: 'ok', migrations: 'ok', criticalWarnings: expect.any(Number) })
    expect((await fetch(`${demo.appUrl}/api/health/live`)).status).toBe(200)
    expect([401, 404]).toContain((await fetch(`${demo.appUrl}/api/metrics`)).status)
  })
  await crm.call('DELETE', path)
})
