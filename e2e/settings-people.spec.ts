import type { Locator, Page } from '@playwright/test'
import english from '../messages/en/account.json' with { type: 'json' }
import account from '../messages/fr/account.json' with { type: 'json' }
import audit from '../messages/fr/audit.json' with { type: 'json' }
import permissions from '../messages/fr/permissions.json' with { type: 'json' }
import users from '../messages/fr/users.json' with { type: 'json' }
import { CrmApi } from './crm-api'
import { expect, expectAccessible, personOf, signIn, test } from './fixtures'
import { linkIn, mailFor, mailsFor, Newcomer } from './newcomer'

// Alice, who administers, and Gaëlle read French. Gaëlle has no part in other journeys.
const usersPage = '/settings/users'
const gaelle = 'gaelle'

const filled = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** By its name, since a toast is a dialog, too. */
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })

const rowOf = (page: Page, email: string) => page.locator(`[data-user="${email}"]`)

async function choose(row: Locator, action: string): Promise<void> {
  await row.getByRole('button').last().click()
  await row.page().getByRole('menuitem', { name: action }).click()
}

test('a profile is changed, a user deactivated and let in again, and the audit log tells', async ({
  as,
  demo,
  sessions,
}) => {
  test.setTimeout(180_000)
  const person = personOf(demo, gaelle)
  const hers = await as(gaelle)
  const page = await as('admin')
  const row = rowOf(page, person.email)

  await test.step('another profile is given, and taken back', async () => {
    for (const profile of ['Projets', permissions.profiles.standard]) {
      await page.goto(usersPage)
      await choose(row, users.changeProfile)
      const dialog = dialogOf(page, filled(users.changeProfileTitle, { name: person.name }))
      await expect(dialog).toBeVisible()
      await expectAccessible(page)
      await dialog.getByRole('combobox').click()
      await page.getByRole('option', { name: profile }).click()
      await dialog.getByRole('button', { name: users.save }).click()
      await expect(dialog).toBeHidden()
      await expect(row).toContainText(profile)
    }
  })

  await test.step('deactivating ends her sessions and her API key at once', async () => {
    const api = CrmApi.of(demo, gaelle)
    await api.call('GET', '/me')
    await hers.goto('/contacts')
    await expect(hers.getByRole('heading', { level: 1 })).toBeVisible()
    await choose(row, users.deactivate)
    const dialog = page.getByRole('alertdialog')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: users.deactivate }).click()
    await expect(row).toHaveAttribute('data-status', 'deactivated')
    await hers.goto('/contacts')
    await expect(hers).toHaveURL(/\/sign-in/)
    await expect(api.call('GET', '/me')).rejects.toThrow('401')
    sessions.delete(gaelle)
  })

  await test.step('whoever is let in again signs in anew', async () => {
    await choose(row, users.reactivate)
    await expect(row).toHaveAttribute('data-status', 'active')
    await hers.goto('/contacts')
    await expect(hers).toHaveURL(/\/sign-in/)
    await signIn(hers, person)
  })

  await test.step('the last administrator cannot be lost', async () => {
    const own = rowOf(page, personOf(demo, 'admin').email)
    await choose(own, users.deactivate)
    await page.getByRole('alertdialog').getByRole('button', { name: users.deactivate }).click()
    await expect(page.getByText(users.refusals['last-administrator']).first()).toBeVisible()
    await expect(own).toHaveAttribute('data-status', 'active')
  })

  await test.step('the audit log tells who did what to whom, and gives it as a file', async () => {
    await page.goto(`/settings/audit?q=${encodeURIComponent(person.name)}`)
    const latest = (action: string) => page.locator(`[data-action="${action}"]`).first()
    await expect(latest('member.deactivated')).toContainText(audit.actions.member.deactivated)
    await expect(latest('member.reactivated')).toContainText(personOf(demo, 'admin').name)
    await expect(latest('member.profile-changed')).toContainText('Projets → Standard')
    await expectAccessible(page)
    const href = await page.getByRole('link', { name: audit.export }).getAttribute('href')
    const file = await page.request.get(href ?? '')
    expect(file.headers()['content-type']).toContain('text/csv')
    expect(await file.text()).toContain('member.deactivated')
  })
})

test('a profile is made, edited and deleted', async ({ as }) => {
  const page = await as('admin')
  const name = `Lecture ${Date.now()}`
  await page.goto(`${usersPage}/profiles`)
  const making = dialogOf(page, users.profiles.newTitle)
  const editing = dialogOf(page, filled(users.profiles.editTitle, { name }))

  await test.step('a name that is taken is refused', async () => {
    await page.getByRole('button', { name: users.profiles.new }).click()
    await expect(making).toBeVisible()
    await expectAccessible(page)
    await making.locator('input[name="name"]').fill('standard')
    await making.getByRole('button', { name: users.save }).click()
    await expect(making.getByText(users.refusals['name-taken'])).toBeVisible()
  })

  await test.step('another one is made', async () => {
    await making.locator('input[name="name"]').fill(name)
    const contacts = making.getByRole('group', { name: permissions.contacts })
    await contacts.getByRole('checkbox', { name: permissions.view }).click()
    await making.getByRole('button', { name: users.save }).click()
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  })

  await test.step('it is edited', async () => {
    await page.getByRole('button', { name: filled(users.profiles.editTitle, { name }) }).click()
    const leads = editing.getByRole('group', { name: permissions.leads })
    await leads.getByRole('checkbox', { name: permissions.edit }).click()
    await editing.getByRole('button', { name: users.save }).click()
    await expect(editing).toBeHidden()
    await page.goto('/settings/audit?about=profile')
    await expect(page.locator('[data-action="profile.updated"]').first()).toContainText(
      `+ ${permissions.leads} – ${permissions.edit}`,
    )
  })

  await test.step('it is deleted', async () => {
    await page.goto(`${usersPage}/profiles`)
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
    await card.getByRole('button', { name: users.profiles.delete }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: users.profiles.delete }).click()
    await expect(page.getByRole('heading', { name, exact: true })).toBeHidden()
  })
})

test('people of Microsoft 365 are invited, several at once, each with a result', async ({ as, demo }) => {
  test.setTimeout(180_000)
  const lena = await Newcomer.make(demo, `Lena Roux`)
  const marc = await Newcomer.make(demo, `Marc Roux`)
  const page = await as('admin')
  const dialog = dialogOf(page, users.add.title)
  await page.goto(usersPage)
  await page.getByRole('button', { name: users.add.microsoft }).click()
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  const inList = (email: string) => dialog.locator(`[data-person="${email}"]`)
  const search = dialog.getByRole('searchbox', { name: users.add.search })

  await test.step('members are shown as such, and cannot be chosen', async () => {
    const { microsoft } = personOf(demo, 'ana')
    await search.fill('Ana')
    await expect(inList(microsoft?.upn ?? '')).toHaveAttribute('data-state', 'member')
    await expect(inList(microsoft?.upn ?? '').getByRole('checkbox')).toBeDisabled()
  })

  await test.step('guests and shared mailboxes cannot be chosen either', async () => {
    await search.fill('accueil')
    await expect(dialog.locator('[data-state="not-eligible"]').first()).toBeVisible()
  })

  await test.step('two are chosen by keyboard; somebody else invites one of them meanwhile', async () => {
    await search.fill('Roux')
    for (const { upn } of [lena, marc]) {
      const box = inList(upn).getByRole('checkbox')
      // What the search finds may come anew under her fingers.
      await expect(async () => {
        await box.focus()
        if (!(await box.isChecked())) await page.keyboard.press('Space')
        await expect(box).toBeChecked({ timeout: 2_000 })
      }).toPass()
    }
    const api = CrmApi.of(demo, 'farid')
    const profiles = await api.list('/profiles')
    const profileId = profiles.find(({ builtIn }) => builtIn === 'standard')?.id
    await api.call('POST', '/invitations', { email: marc.upn, profileId, microsoftUserId: marc.id })
    await dialog.getByRole('button', { name: users.save }).click()
    await expect(inList(lena.upn)).toHaveAttribute('data-outcome', 'done')
    await expect(inList(marc.upn)).toHaveAttribute('data-outcome', 'already-invited')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: users.close }).last().click()
  })

  await test.step('both wait, and one is taken back', async () => {
    await expect(rowOf(page, lena.upn)).toHaveAttribute('data-status', 'invited')
    await page.goto(`${usersPage}/invitations`)
    const invitation = page.locator(`[data-invitation="${lena.upn}"]`)
    await invitation
      .getByRole('button', { name: filled(users.invitations.revokeTitle, { email: lena.upn }) })
      .click()
    await page.getByRole('alertdialog').getByRole('button', { name: users.invitations.revoke }).click()
    await expect(invitation).toHaveAttribute('data-status', 'revoked')
  })
})

test('a forgotten password is replaced by mail, and changed in the account', async ({
  page,
  demo,
  sessions,
}) => {
  test.setTimeout(180_000)
  const person = personOf(demo, gaelle)
  const interim = 'a-password-for-a-minute'
  // The browser speaks English until she has signed in.
  const deadTitle = new RegExp(`${account.reset.deadTitle}|${english.reset.deadTitle}`)

  await test.step('the answer is the same for an address that nobody has', async () => {
    await page.goto('/reset')
    await expectAccessible(page)
    await page.locator('input[name="email"]').fill('nobody@alpinia.example')
    await page.locator('form button[type="submit"]').click()
    await expect(page.getByRole('status')).toContainText('nobody@alpinia.example')
  })

  await test.step('the mail leads to a new password, and signs in', async () => {
    const subject = account.reset.title.toLowerCase()
    const before = (await mailsFor(demo, person.email, subject)).length
    await page.goto('/sign-in')
    await page.locator('a[href="/reset"]').click()
    await expect(page).toHaveURL(/\/reset$/)
    await page.locator('input[name="email"]').fill(person.email)
    await page.locator('form button[type="submit"]').click()
    const link = linkIn(demo, await mailFor(demo, person.email, subject, before))
    await page.goto(link)
    await expectAccessible(page)
    await page.locator('input[name="password"]').fill(interim)
    await page.locator('form button[type="submit"]').click()
    await expect(page).toHaveURL(/\/contacts/)
    sessions.delete(gaelle)
    await page.goto(link)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(deadTitle)
  })

  await test.step('the account page changes it back', async () => {
    await page.goto('/settings/account')
    await expectAccessible(page)
    await page.getByRole('button', { name: account.changePassword }).click()
    const dialog = dialogOf(page, account.changePassword)
    await expect(dialog).toBeVisible()
    await expectAccessible(page)
    await dialog.locator('input[name="current"]').fill(interim)
    await dialog.locator('input[name="next"]').fill(person.password)
    await dialog.getByRole('button', { name: account.save }).click()
    await expect(dialog).toBeHidden()
    await mailFor(demo, person.email, 'a été changé')
  })
})
