import conflicts from '../messages/fr/conflicts.json' with { type: 'json' }
import problems from '../messages/fr/sync-problems.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { withFault } from './faults'
import { expect, expectAccessible, test } from './fixtures'
import { pressByKeyboard } from './keyboard'
import { Outlook } from './outlook'

const folderName = 'Contacts Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'

test('a conflict and a refusal: seen, understood, and mended with one click', async ({ as, demo }) => {
  test.setTimeout(240_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const outlook = await Outlook.of(demo, 'chloe')
  const crm = CrmApi.of(demo, 'chloe')
  const page = await as('chloe')
  const lastName = `Conflict-${Date.now()}`
  const connection = () => crm.call('GET', '/microsoft/connections/contacts')
  const counts = async () => (await connection()).counts as { conflicts: number; failed: number }
  const conflict = page.locator('[data-conflict]').filter({ hasText: lastName })
  const problem = page.locator('[data-problem]').filter({ hasText: lastName })

  await crm.call('PUT', '/microsoft/connections/contacts', {})
  await expect.poll(async () => (await connection()).status, { timeout: 60_000 }).toBe('active')
  const { id } = await crm.call('POST', '/contacts', { lastName, title: 'Clerk' })
  const folderId = (await outlook.folders()).get(folderName) ?? ''
  const items = () => outlook.contactsIn(folderId)
  await expect.poll(items, { timeout: 60_000 }).toMatchObject([{ surname: lastName }])
  const itemPath = `/contacts/${(await items())[0]?.id}`

  await test.step('edited on both sides before they met: the later edit wins, and the inbox says so', async () => {
    const before = (await counts()).conflicts
    // While Microsoft does not tell what has changed, no run can come between the two edits.
    const unheard = {
      match: { method: 'GET', path: 'delta' },
      effect: { status: 503, headers: { 'Retry-After': '1' } },
    }
    await withFault(demo, 'chloe', unheard, async () => {
      await outlook.call('PATCH', itemPath, { jobTitle: 'Seller' })
      await crm.call('PATCH', `/contacts/${id}`, { title: 'Buyer' })
    })
    await expect.poll(async () => (await counts()).conflicts, { timeout: 60_000 }).toBe(before + 1)
    await page.goto(`${microsoftPage}/conflicts`)
    await expect(conflict).toContainText('Buyer')
    await expect(conflict).toContainText('Seller')
    await expect(conflict).toContainText(conflicts.won.latest)
    await expectAccessible(page)
  })

  await test.step('the other value is one click away, on both sides (A1)', async () => {
    await pressByKeyboard(page, conflict.getByRole('button', { name: conflicts.putBack }))
    await expect(conflict).toHaveCount(0)
    expect(await crm.call('GET', `/contacts/${id}`)).toMatchObject({ title: 'Seller' })
    await expect.poll(items, { timeout: 60_000 }).toMatchObject([{ jobTitle: 'Seller' }])
    await page.getByRole('link', { name: conflicts.views.all, exact: true }).first().click()
    await expect(conflict).toContainText(conflicts.restored)
  })

  await test.step('what Microsoft refuses says why on its page, and is tried again with one click (A9)', async () => {
    const body = { error: { code: 'ErrorPropertyValidationFailure', message: 'Not like this.' } }
    const refused = { match: { method: 'PATCH', path: '/contacts/' }, effect: { status: 400, body } }
    await withFault(demo, 'chloe', refused, async () => {
      await crm.call('PATCH', `/contacts/${id}`, { title: 'Baker' })
      await expect.poll(async () => (await counts()).failed, { timeout: 60_000 }).toBe(1)
      await page.goto(`/contacts/${id}`)
      await expect(page.locator('[data-sync-state="attention"]')).toContainText(
        problems.refusals['invalid-value'].why,
      )
      await page.goto(`${microsoftPage}/parked`)
      await expect(problem).toContainText('Not like this.')
      await expectAccessible(page)
    })
    await problem.getByRole('button', { name: problems.tryAgain }).click()
    await expect(problem).toHaveCount(0)
    await expect.poll(items, { timeout: 60_000 }).toMatchObject([{ jobTitle: 'Baker' }])
    await expect.poll(async () => (await counts()).failed, { timeout: 60_000 }).toBe(0)
  })

  await cleanSlate(demo, 'chloe', 'contacts')
})
