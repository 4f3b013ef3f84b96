import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { DemoFile } from '../dev/stack/demo-file'
import erasure from '../messages/en/erasure.json' with { type: 'json' }
import invitation from '../messages/en/invitation.json' with { type: 'json' }
import frErasure from '../messages/fr/erasure.json' with { type: 'json' }
import { CrmApi } from './crm-api'
import { expect, expectAccessible, signIn, test } from './fixtures'
import { linkIn, mailFor } from './newcomer'
import { makeOwnOrganisation } from './own-organisation'

const password = 'a long password'
const filled = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** Invites somebody of whom nothing is known yet. @returns the link in her mail */
async function invite(demo: DemoFile, email: string, name: string): Promise<string> {
  const api = CrmApi.of(demo, 'admin')
  const profile = (await api.list('/profiles')).find(({ builtIn }) => builtIn === 'standard')
  await api.call('POST', '/invitations', { email, name, profileId: profile?.id })
  return linkIn(demo, await mailFor(demo, email, demo.organisations[0]?.name ?? ''))
}

test('somebody takes her data with her and deletes her account', async ({ page, demo }) => {
  test.setTimeout(180_000)
  const mark = Date.now()
  const [name, email] = [`Ada ${mark}`, `ada.${mark}@partner.example`]
  await page.goto(await invite(demo, email, name))
  await page.locator('input[name="password"]').fill(password)
  await page.getByRole('checkbox').click()
  await page.getByRole('button', { name: invitation.createAndJoin }).click()
  await expect(page).toHaveURL(/\/contacts/, { timeout: 45_000 })

  const users = () => CrmApi.of(demo, 'admin').list('/users?limit=200')
  const id = (await users()).find((user) => user.email === email)?.id
  expect(id).toBeTruthy()

  await test.step('the file holds what the CRM keeps about her', async () => {
    await page.goto('/settings/account')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: erasure.download }).click()
    const file = await (await download).path()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      account: { email, name, hasPassword: true },
      memberships: [{ organisation: demo.organisations[0]?.name }],
      contacts: [],
      syncs: [],
    })
  })

  await test.step('she is told what goes and what stays, and has to prove who she is', async () => {
    await page.getByRole('button', { name: erasure.deleteAccount }).click()
    const dialog = page.getByRole('dialog', { name: erasure.deleteAccountTitle })
    await expect(dialog).toContainText(filled(erasure.accountSignIn, { email }))
    await expectAccessible(page)
    await dialog.locator('input[name="password"]').fill('not her password')
    await dialog.getByRole('button', { name: erasure.deleteAccount }).click()
    await expect(dialog.getByText(erasure.refusals.wrongPassword)).toBeVisible()
    await expectAccessible(page)
    await dialog.locator('input[name="password"]').fill(password)
    await dialog.getByRole('button', { name: erasure.deleteAccount }).click()
    await expect(page).toHaveURL(/\/goodbye/, { timeout: 45_000 })
    await expect(page.getByText(erasure.goodbye.account)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('nobody signs in with her address, her last mail says so, and a former member stays', async () => {
    await refusesSignIn(page, email)
    await mailFor(demo, email, /deleted/)
    const nameNow = async () => (await users()).find((user) => user.id === id)?.name
    await expect.poll(nameNow, { timeout: 90_000 }).toMatch(/^Former member \d+$/)
    expect(JSON.stringify(await users())).not.toContain(String(mark))
  })
})

test('the only administrator stays, and an organisation goes only by its name', async ({ as, demo }) => {
  test.setTimeout(120_000)
  const page = await as('admin')
  const organisation = demo.organisations[0]?.name ?? ''
  await page.goto('/settings/account')
  await page.getByRole('button', { name: frErasure.deleteAccount }).click()
  const own = page.getByRole('dialog', { name: frErasure.deleteAccountTitle })
  await expect(own.getByText(filled(frErasure.ledAlone, { organisations: organisation }))).toBeVisible()
  await expectAccessible(page)
  await own.getByRole('link', { name: frErasure.toOrganisation }).click()
  await page.getByRole('button', { name: frErasure.deleteOrganisation }).click()
  const dialog = page.getByRole('dialog', {
    name: filled(frErasure.deleteOrganisationTitle, { name: organisation }),
  })
  await dialog.locator('input[name="name"]').fill('Something else')
  await dialog.locator('input[name="password"]').fill('not hers either')
  await dialog.getByRole('button', { name: frErasure.deleteOrganisation }).click()
  await expect(dialog.getByText(frErasure.nameMismatch)).toBeVisible()
  await expectAccessible(page)
})

test('an administrator deletes her organisation, and nobody is left in it', async ({ page, demo }) => {
  test.setTimeout(120_000)
  const mark = Date.now()
  const [name, email] = [`Closing ${mark}`, `closing.${mark}@partner.example`]
  await makeOwnOrganisation(name, { email, name: 'Ida Last', password })
  await signIn(page, { email, password })
  await page.goto('/settings/organisation')

  await test.step('what everybody has made can be taken along', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: erasure.downloadOrganisation }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(name)
  })

  await test.step('the keyboard alone opens the question, and leaves it where it was', async () => {
    const open = page.getByRole('button', { name: erasure.deleteOrganisation })
    await open.press('Enter')
    const dialog = page.getByRole('dialog', { name: filled(erasure.deleteOrganisationTitle, { name }) })
    await expect(dialog).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(open).toBeFocused()
  })

  await test.step('with its name and her password it is gone, and so is her account', async () => {
    await page.getByRole('button', { name: erasure.deleteOrganisation }).click()
    const dialog = page.getByRole('dialog', { name: filled(erasure.deleteOrganisationTitle, { name }) })
    await dialog.locator('input[name="name"]').fill(name)
    await dialog.locator('input[name="password"]').fill(password)
    await dialog.getByRole('button', { name: erasure.deleteOrganisation }).click()
    await expect(page).toHaveURL(/\/goodbye/, { timeout: 45_000 })
    await expect(page.getByText(erasure.goodbye.organisation)).toBeVisible()
    await expectAccessible(page)
    await mailFor(demo, email, /deleted/)
    await refusesSignIn(page, email)
  })
})

/** Whoever knew the password gets in no more. */
async function refusesSignIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click()
  await expect(page.locator('[role="alert"], [aria-live]').filter({ hasText: /\w/ }).first()).toBeVisible()
}
