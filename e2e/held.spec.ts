import type { Page } from '@playwright/test'
import connection from '../messages/fr/connection.json' with { type: 'json' }
import held from '../messages/fr/held.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { withFault } from './faults'
import { expect, expectAccessible, test } from './fixtures'
import { openByKeyboard, pressByKeyboard } from './keyboard'
import { Outlook } from './outlook'

// Chloé reads French.
const folderName = 'Contacts Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'
const path = '/microsoft/connections/contacts'
const count = 12

const entries = (page: Page) => page.locator('li[data-record]')

/** Presses one of the two buttons and confirms it, without a mouse. */
async function decide(page: Page, decision: 'apply' | 'restore'): Promise<void> {
  const dialog = page.getByRole('alertdialog')
  await openByKeyboard(page, page.getByRole('button', { name: held[decision] }), dialog)
  await expect(dialog).toContainText(held[`${decision}Title`])
  await expectAccessible(page)
  await pressByKeyboard(page, dialog.getByRole('button', { name: held[`${decision}Confirm`] }))
  await expect(page.getByText(held.emptyTitle)).toBeVisible({ timeout: 30_000 })
}

test('much at once is held, seen, and decided by its user', async ({ as, demo }) => {
  test.setTimeout(180_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const [outlook, crm, page] = [await Outlook.of(demo, 'chloe'), CrmApi.of(demo, 'chloe'), await as('chloe')]
  const status = async () => (await crm.call('GET', path)).status
  const items = async () => outlook.contactsIn((await outlook.folders()).get(folderName) ?? '')
  // However slow the machine is, no run comes between.
  const atOnce = (work: () => Promise<unknown>) =>
    withFault(demo, 'chloe', { match: {}, effect: { status: 503 } }, async () => void (await work()))
  const titles = async () => new Set((await items()).map(({ jobTitle }) => jobTitle))
  await crm.call('PUT', path)
  await expect.poll(status, { timeout: 30_000 }).toBe('active')
  const made: Awaited<ReturnType<typeof crm.call>>[] = []
  for (let at = 0; at < count; at += 1)
    made.push(await crm.call('POST', '/contacts', { lastName: `Held ${at}`, title: 'Buyer' }))
  await expect.poll(async () => (await items()).length, { timeout: 30_000 }).toBe(count)

  await test.step('many deletions in the CRM delete nothing in Microsoft 365 before somebody says so', async () => {
    await atOnce(() => Promise.all(made.map(({ id }) => crm.call('DELETE', `/contacts/${id}`))))
    await expect.poll(status, { timeout: 60_000 }).toBe('held')
    await page.goto(microsoftPage)
    const card = page.locator('[data-module="contacts"]')
    await expect(card).toContainText(held.noticeTitle)
    await expectAccessible(page)
    await card.getByRole('link', { name: held.look }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(connection.modules.contacts.title)
    await expect(entries(page)).toHaveCount(count)
    await expectAccessible(page)
    expect(await items()).toHaveLength(count)
  })

  await test.step('put back, the records are out of the bin and have the items that they had', async () => {
    const before = (await items()).map(({ id }) => id).sort()
    await decide(page, 'restore')
    expect(await status()).toBe('active')
    expect(await crm.list('/contacts?limit=200')).toHaveLength(count)
    expect((await items()).map(({ id }) => id).sort()).toEqual(before)
  })

  await test.step('many changes of one field are shown before and after', async () => {
    const edit = { title: 'Head' }
    await atOnce(() => Promise.all(made.map(({ id }) => crm.call('PATCH', `/contacts/${id}`, edit))))
    await expect.poll(status, { timeout: 60_000 }).toBe('held')
    expect(await titles()).toEqual(new Set(['Buyer']))
    await page.goto(`${microsoftPage}/contacts/held`)
    const entry = entries(page).first()
    await expect(entry.locator('del')).toHaveText('Buyer')
    await expect(entry.locator('ins')).toHaveText('Head')
    await expectAccessible(page)
  })

  await test.step('carried over, both sides hold them', async () => {
    await decide(page, 'apply')
    await expect.poll(titles, { timeout: 30_000 }).toEqual(new Set(['Head']))
    expect(await items()).toHaveLength(count)
  })
  await cleanSlate(demo, 'chloe', 'contacts')
})
