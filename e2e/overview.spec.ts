import type { Page } from '@playwright/test'
import locks from '../messages/fr/locks.json' with { type: 'json' }
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import overview from '../messages/fr/overview.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { expect, expectAccessible, personOf, test } from './fixtures'

// Élise is the only one who has her profile: what is fixed for it reaches nobody else.
const member = 'elise'
const microsoftPage = '/settings/marketplace/microsoft'
const rowOf = (page: Page, email: string) =>
  page.locator(`tr[data-member="${email}"]`, { hasText: 'Contacts' })

test('an administrator sees whose sync is healthy, mends it and fixes its settings', async ({ as, demo }) => {
  test.setTimeout(240_000)
  const { email, name } = personOf(demo, member)
  const crm = CrmApi.of(demo, member)
  await cleanSlate(demo, member, 'contacts')
  await crm.call('PUT', '/microsoft/connections/contacts', { options: { conflict: 'latest' } })
  const page = await as('admin')

  await test.step('a member is found by name, with how her sync is doing', async () => {
    await page.goto(`${microsoftPage}/overview?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('searchbox', { name: overview.search })).toHaveValue(name)
    await expect
      .poll(
        async () => {
          await page.reload()
          return rowOf(page, email).getAttribute('data-cause')
        },
        { timeout: 60_000 },
      )
      .toBe('healthy')
    await expectAccessible(page)
  })

  await test.step('one click runs it again', async () => {
    await rowOf(page, email).getByRole('button', { name: overview.mends['run-again'] }).click()
    await expect(page.getByText('C’est relancé')).toBeVisible()
  })

  await test.step('what is on screen is a file, without a value of anybody’s records', async () => {
    const file = await page.request.get(`/api/microsoft/overview?q=${encodeURIComponent(name)}`)
    expect(file.headers()['content-type']).toContain('text/csv')
    const [, line = ''] = (await file.text()).split('\r\n')
    expect(line).toContain(email)
    expect(line).toContain('healthy')
  })

  await test.step('her page has charts, and each as a table', async () => {
    await rowOf(page, email).getByRole('link', { name }).click()
    await page.waitForURL((url) => /\/overview\/[0-9a-f-]{36}$/.test(url.pathname))
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page.getByRole('figure')).toHaveCount(4)
    await expectAccessible(page)
  })

  const locksPage = `${microsoftPage}/contacts/locks`
  const rule = (label: string) =>
    page.getByRole('radiogroup', { name: locks.conflict }).getByRole('radio', { name: label })
  const openHers = async () => {
    const { id } = (await crm.call('GET', '/me')).profile as { id: string }
    await page.goto(`${locksPage}?profile=${id}`)
  }
  const save = async (words: RegExp) => {
    await page.getByRole('button', { name: locks.save }).click()
    await expect(page.getByRole('alertdialog')).toContainText(words)
    await page.getByRole('button', { name: locks.confirm }).click()
    await expect(page.getByText(locks.saved, { exact: true })).toBeVisible()
  }

  try {
    await test.step('what is fixed reaches her sync, as it was shown before', async () => {
      await openHers()
      await rule(mapping.conflicts.crm).click()
      await expectAccessible(page)
      await save(/1 synchronisation en cours change/)
      const { options } = await crm.call('GET', '/microsoft/connections/contacts')
      expect(options).toMatchObject({ conflict: 'crm' })
    })

    await test.step('she cannot change it, neither on screen nor by the API', async () => {
      const hers = await as(member)
      await hers.goto(`${microsoftPage}/contacts/configuration`)
      await expect(
        hers.getByText(locks.fixedBy.replace('{name}', personOf(demo, 'admin').name)),
      ).toBeVisible()
      await expect(hers.getByRole('radio', { name: mapping.conflicts.latest })).toBeDisabled({
        timeout: 45_000,
      })
      await expectAccessible(hers)
      const changing = crm.call('PATCH', '/microsoft/connections/contacts', {
        options: { conflict: 'latest' },
      })
      await expect(changing).rejects.toThrow(/409.*"code":\s*"locked"/s)
    })
  } finally {
    await test.step('freed, she decides again', async () => {
      await openHers()
      await rule(locks.inherit).click()
      await save(/Aucune synchronisation en cours ne change/)
      await crm.call('PATCH', '/microsoft/connections/contacts', { options: { conflict: 'latest' } })
      await cleanSlate(demo, member, 'contacts')
    })
  }
})

test('without the right the overview is explained', async ({ as }) => {
  const page = await as('ana')
  await page.goto(`${microsoftPage}/overview`)
  await expect(page.getByText(overview.noRightTitle)).toBeVisible()
  expect((await page.request.get('/api/microsoft/overview')).status()).toBe(403)
})
