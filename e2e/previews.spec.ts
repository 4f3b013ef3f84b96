import type { Page } from '@playwright/test'
import connection from '../messages/fr/connection.json' with { type: 'json' }
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import preview from '../messages/fr/preview.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'
import { Outlook } from './outlook'

const folderName = 'Contacts Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'

const card = (page: Page) => page.locator('[data-module="contacts"]')
const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"] dd`).first()

async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect(card(page)).toHaveAttribute('data-status', status, { timeout: 45_000 })
}

async function openPreview(page: Page): Promise<void> {
  await page.goto(`${microsoftPage}/contacts/configuration`)
  await page.getByRole('button', { name: mapping.toPreview }).click()
  await expect(figure(page, 'matched')).toBeVisible({ timeout: 30_000 })
}

test('what is shown beforehand is what is done, and what is kept is taken up again', async ({ as, demo }) => {
  test.setTimeout(180_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const outlook = await Outlook.of(demo, 'chloe')
  const crm = CrmApi.of(demo, 'chloe')
  for (const [name, id] of await outlook.folders()) {
    if (name.startsWith(folderName)) await outlook.call('DELETE', `/contactFolders/${id}`)
  }
  const mark = `${Date.now()}`
  const make = (lastName: string) => crm.call('POST', '/contacts', { firstName: 'Nina', lastName })
  const { id } = await make(`Weber-${mark}`)
  await make(`Okafor-${mark}`)
  const page = await as('chloe')

  await test.step('what changes after the preview is shown, and asked about once more', async () => {
    await openPreview(page)
    await expect(figure(page, 'createInMicrosoft')).toHaveText('2')
    await expect(page.locator('[data-sample="createInMicrosoft"]')).toHaveCount(2)
    await expectAccessible(page)
    await make(`Roy-${mark}`)
    await page.getByRole('button', { name: mapping.enable }).click()
    await expect(page.getByText(preview.changedTitle)).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('[data-change="createInMicrosoft"]')).toBeVisible()
    await expect(figure(page, 'createInMicrosoft')).toHaveText('3')
    await expectAccessible(page)
    await page.getByRole('button', { name: mapping.enable }).click()
    await waitForStatus(page, 'active')
  })

  const folderId = (await outlook.folders()).get(folderName) ?? ''
  const inOutlook = async () => (await outlook.contactsIn(folderId)).length
  await expect.poll(inOutlook, { timeout: 45_000 }).toBe(3)

  await test.step('disabling says what goes or stays; the folder is kept as an ordinary one', async () => {
    await page.goto(microsoftPage)
    await card(page).getByRole('button', { name: connection.disable }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.locator('[data-figure="deleteInMicrosoft"]')).toHaveAttribute('data-count', '3')
    await expectAccessible(page)
    await dialog.getByRole('radio', { name: folderName }).last().click()
    await expect(dialog.locator('[data-figure="deleteInMicrosoft"]')).toHaveAttribute('data-count', '0')
    await dialog.getByRole('button', { name: connection.disable }).click()
    await waitForStatus(page, 'off')
    expect(await inOutlook()).toBe(3)
  })

  await test.step('enabling again links what is still there, and shows what was edited meanwhile', async () => {
    await crm.call('PATCH', `/contacts/${id}`, { title: 'Directrice' })
    await openPreview(page)
    await expect(figure(page, 'matched')).toHaveText('3')
    await expect(figure(page, 'createInMicrosoft')).toHaveText('0')
    await expect(figure(page, 'updateInMicrosoft')).toHaveText('1')
    await expect(page.locator('[data-sample="updateInMicrosoft"]')).toContainText('Directrice')
    await expectAccessible(page)
    await page.getByRole('button', { name: mapping.enable }).click()
    await waitForStatus(page, 'active')
    const titles = async () => (await outlook.contactsIn(folderId)).map(({ jobTitle }) => jobTitle)
    await expect.poll(titles, { timeout: 45_000 }).toContain('Directrice')
    expect(await inOutlook()).toBe(3)
  })

  await cleanSlate(demo, 'chloe', 'contacts')
})
