import type { Page } from '@playwright/test'
import connection from '../messages/fr/connection.json' with { type: 'json' }
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { expect, expectAccessible, test } from './fixtures'
import { Outlook } from './outlook'

// Chloé owns no records and reads French, as her folder's name shows.
const folderName = 'Contacts Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'

const card = (page: Page) => page.locator('[data-module="contacts"]')

async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect(card(page)).toHaveAttribute('data-status', status, { timeout: 30_000 })
}

test('contacts are the same in both places, from enabling to disabling', async ({ as, demo }) => {
  test.setTimeout(180_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const outlook = await Outlook.of(demo, 'chloe')
  const page = await as('chloe')

  await test.step('the configuration shows what would happen, and nothing happens before "enable"', async () => {
    await page.goto(microsoftPage)
    await waitForStatus(page, 'off')
    await card(page).getByRole('link', { name: connection.enable }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(connection.modules.contacts.title)
    await expectAccessible(page)
    await page.getByRole('button', { name: mapping.toPreview }).click()
    await expect(page.locator('[data-figure="createInMicrosoft"] dd').first()).toHaveText('0')
    await expectAccessible(page)
    expect([...(await outlook.folders()).keys()]).not.toContain(folderName)
  })

  await test.step('what was chosen survives leaving half-way', async () => {
    await page.goBack()
    await page.getByRole('checkbox', { name: mapping.deleteInCrm }).click()
    await page.goto('/contacts')
    await page.goto(`${microsoftPage}/contacts/configuration`)
    await expect(page.getByRole('checkbox', { name: mapping.deleteInCrm })).toBeChecked()
  })

  await test.step('enabling makes the folder', async () => {
    await page.getByRole('button', { name: mapping.toPreview }).click()
    await page.getByRole('button', { name: mapping.enable }).click()
    await waitForStatus(page, 'active')
    await expect(card(page).getByRole('link', { name: folderName })).toBeVisible()
    await expectAccessible(page)
    expect([...(await outlook.folders()).keys()]).toContain(folderName)
  })

  const folderId = (await outlook.folders()).get(folderName) ?? ''
  const surname = `Okafor-${Date.now()}`

  await test.step('a contact typed in the CRM appears in Microsoft 365', async () => {
    await page.goto('/contacts/new')
    await page.locator('input[name="firstName"]').fill('Marc')
    await page.locator('input[name="lastName"]').fill(surname)
    await page.locator('form button[type="submit"]').last().click()
    await expect(page.getByRole('heading', { level: 1, name: `Marc ${surname}` })).toBeVisible()
    await expect.poll(() => outlook.contactsIn(folderId)).toMatchObject([{ givenName: 'Marc', surname }])
    await expect(page.locator('[data-sync-state="synced"]')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('an edit in Outlook appears in the CRM, on the page that is open', async () => {
    const [item] = await outlook.contactsIn(folderId)
    await outlook.call('PATCH', `/contacts/${item?.id}`, { jobTitle: 'Directeur des achats' })
    await expect(page.getByText('Directeur des achats').first()).toBeVisible({ timeout: 30_000 })
  })

  await test.step('the activity tells both', async () => {
    await page.goto(`${microsoftPage}/contacts/activity`)
    await expect(page.locator('[data-action="created"]').filter({ hasText: surname })).toBeVisible()
    await expect(page.locator('[data-action="updated"]').filter({ hasText: surname })).toContainText(
      'Directeur des achats',
    )
    await expectAccessible(page)
  })

  await test.step('disabling removes the folder and keeps the contact', async () => {
    await page.goto(microsoftPage)
    await card(page).getByRole('button', { name: connection.disable }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText(folderName)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: connection.disable }).click()
    await waitForStatus(page, 'off')
    expect([...(await outlook.folders()).keys()]).not.toContain(folderName)
    await page.goto('/contacts')
    await expect(page.getByText(surname).first()).toBeVisible()
  })
})
