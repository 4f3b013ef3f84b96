import type { BrowserContext, Page } from '@playwright/test'
import type { DemoFile } from '../dev/stack/demo-file'
import en from '../messages/en/invitation.json' with { type: 'json' }
import join from '../messages/en/join.json' with { type: 'json' }
import frInvitation from '../messages/fr/invitation.json' with { type: 'json' }
import fr from '../messages/fr/join.json' with { type: 'json' }
import users from '../messages/fr/users.json' with { type: 'json' }
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'
import { linkIn, mailFor, Newcomer } from './newcomer'

const organisationOf = (demo: DemoFile) => demo.organisations[0]?.name ?? ''
const filled = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

async function invite(
  demo: DemoFile,
  person: { email: string; name?: string; microsoftUserId?: string },
  by = 'admin',
) {
  const api = CrmApi.of(demo, by)
  const profiles = await api.list('/profiles')
  const profileId = profiles.find(({ builtIn }) => builtIn === 'standard')?.id
  const { id } = await api.call('POST', '/invitations', { ...person, profileId })
  return String(id)
}

async function statusOf(demo: DemoFile, invitationId: string, by = 'admin'): Promise<unknown> {
  const invitations = await CrmApi.of(demo, by).list('/invitations?limit=200')
  return invitations.find(({ id }) => id === invitationId)?.status
}

/** The page of the app that somebody sees who has come in. */
const expectInside = async (page: Page, name: string) => {
  await expect(page).toHaveURL(/\/contacts/, { timeout: 45_000 })
  await expect(page.getByRole('button', { name: new RegExp(name) }).first()).toBeVisible()
}

/** A browser of somebody else, in English unless told otherwise. */
const elsewhere = (page: Page, demo: DemoFile, locale = 'en-GB'): Promise<BrowserContext> =>
  page.context().browser()?.newContext({ baseURL: demo.appUrl, locale, timezoneId: 'Europe/Paris' }) ??
  Promise.reject(new Error('no browser'))

test('an invited Microsoft 365 user comes in from her inbox, and nobody else does', async ({
  page,
  demo,
}) => {
  test.setTimeout(240_000)
  const nora = await Newcomer.make(demo, 'Nora Lang')
  const eve = await Newcomer.make(demo, 'Eve Other')
  const invitation = await invite(demo, { email: nora.upn, name: nora.name, microsoftUserId: nora.id })
  const organisation = organisationOf(demo)

  await test.step('the mail leads to the invitation, and opening it accepts nothing', async () => {
    await nora.followMail(page, organisation)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(filled(en.heading, { organisation }))
    await expectAccessible(page)
    expect(await statusOf(demo, invitation)).toBe('pending')
  })

  await test.step('whoever signs in as somebody else is told so, and the invitation waits', async () => {
    await page.getByRole('button', { name: en.microsoft }).click()
    await eve.signInAtMicrosoft(page)
    await expect(page.getByText(filled(en.wrongMicrosoft, { upn: eve.upn, email: nora.upn }))).toBeVisible()
    await expectAccessible(page)
    expect(await statusOf(demo, invitation)).toBe('pending')
  })

  await test.step('she signs in herself, accepts the terms, and is in', async () => {
    await page.getByRole('button', { name: en.otherMicrosoft }).click()
    await nora.signInAtMicrosoft(page)
    await expect(page.getByText(filled(en.microsoftAs, { upn: nora.upn }))).toBeVisible()
    await page.getByRole('button', { name: filled(en.join, { organisation }) }).click()
    await expect(page.getByText(en.termsNeeded)).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: filled(en.join, { organisation }) }).click()
    await expectInside(page, nora.name)
    expect(await statusOf(demo, invitation)).toBe('accepted')
  })

  await test.step('the link has done its work', async () => {
    const stranger = await elsewhere(page, demo)
    const other = await stranger.newPage()
    await other.goto(linkIn(demo, await mailFor(demo, nora.upn, organisation)))
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(en.dead.acceptedTitle)
    await expectAccessible(other)
    await other.goto('/invite/nothing-of-the-kind')
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(en.dead.unknownTitle)
    await stranger.close()
  })
})

test('a new user chooses a password; another links the account that she has', async ({ page, demo }) => {
  test.setTimeout(240_000)
  const organisation = organisationOf(demo)
  const email = `lea.${Date.now()}@partner.example`
  const password = 'a long password'
  const first = await invite(demo, { email, name: 'Léa Partner' })

  await test.step('with a password, on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(linkIn(demo, await mailFor(demo, email, organisation)))
    await expectAccessible(page)
    await expect(page.locator('input[name="name"]')).toHaveValue('Léa Partner')
    await page.locator('input[name="password"]').fill(password)
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: en.createAndJoin }).click()
    await expect(page).toHaveURL(/\/contacts/, { timeout: 45_000 })
    expect(await statusOf(demo, first)).toBe('accepted')
  })

  await test.step('invited elsewhere under another address, she links the account she has, and can switch', async () => {
    const other = await elsewhere(page, demo)
    const herPage = await other.newPage()
    const address = `lea.perso.${Date.now()}@partner.example`
    const second = demo.organisations[1]?.name ?? ''
    const invitationId = await invite(demo, { email: address }, 'oscar')
    await herPage.goto(linkIn(demo, await mailFor(demo, address, second)))
    await herPage.getByRole('link', { name: en.linkWay }).click()
    await expectAccessible(herPage)
    await herPage.locator('input[name="email"]').fill(email)
    await herPage.locator('input[name="password"]').fill('a wrong password')
    await herPage.getByRole('checkbox').click()
    await herPage.getByRole('button', { name: en.signInAndJoin }).click()
    await expect(herPage.getByText(en.refused['wrong-credentials'])).toBeVisible()
    expect(await statusOf(demo, invitationId, 'oscar')).toBe('pending')
    await herPage.locator('input[name="password"]').fill(password)
    await herPage.getByRole('button', { name: en.signInAndJoin }).click()
    await expectInside(herPage, 'Léa Partner')
    const sidebar = herPage.getByRole('complementary')
    await expect(sidebar.getByText(second, { exact: true })).toBeVisible()
    await sidebar.getByRole('button', { name: /Léa Partner/ }).click()
    await herPage.getByRole('menuitemradio', { name: organisation }).click()
    await expect(sidebar.getByText(organisation, { exact: true })).toBeVisible()
    await other.close()
  })
})

test('une personne de Microsoft 365 demande à rejoindre, depuis le lanceur d’applications', async ({
  page: english,
  as,
  demo,
}) => {
  test.setTimeout(300_000)
  const context = await elsewhere(english, demo, 'fr-FR')
  const page = await context.newPage()
  const organisation = organisationOf(demo)
  const paul = await Newcomer.make(demo, 'Paul Girard')
  await paul.assign()

  await test.step('la tuile mène à la demande', async () => {
    await paul.launch(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      filled(fr.askHeading, { product: 'Tandem CRM' }),
    )
    await expectAccessible(page)
    await page.locator('textarea[name="message"]').fill('Bonjour, je rejoins l’équipe.')
    await page.getByRole('button', { name: fr.ask }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(fr.waitingHeading)
    await expectAccessible(page)
  })

  const farid = CrmApi.of(demo, 'farid')
  const request = (await farid.list('/join-requests?limit=200')).find(({ upn }) => upn === paul.upn)

  await test.step('ceux qui décident reçoivent un e-mail, et les autres non', async () => {
    expect(request).toMatchObject({ status: 'pending', message: 'Bonjour, je rejoins l’équipe.' })
    for (const key of ['admin', 'farid']) {
      const email = demo.users.find((user) => user.key === key)?.email ?? ''
      const mail = await mailFor(demo, email, 'Paul Girard')
      expect(mail.text).toContain(`/settings/users?request=${request?.id}`)
    }
    const ana = demo.users.find(({ key }) => key === 'ana')?.email ?? ''
    const others = await fetch(`${demo.emulatorUrl}/_emulator/mail?to=${encodeURIComponent(ana)}`)
    expect(await others.text()).not.toContain('Paul Girard')
  })

  await test.step('le lien ne décide de rien, et n’explique qu’à qui n’a pas le droit', async () => {
    const anas = await as('ana')
    await anas.goto(`/settings/users?request=${request?.id}`)
    await expect(anas.getByRole('dialog')).toContainText(users.noRightTitle)
    await expect(anas.getByRole('dialog')).not.toContainText('Paul Girard')
    await expectAccessible(anas)
  })

  await test.step('de deux qui décident, l’un ajoute et l’autre apprend qui l’a fait', async () => {
    const [first, second] = [await as('farid'), await as('admin')]
    for (const approver of [first, second]) {
      await approver.goto(`/settings/users?request=${request?.id}`)
      await expect(approver.getByRole('dialog')).toContainText(paul.upn)
    }
    await expectAccessible(first)
    await first.getByRole('button', { name: users.requests.approve }).click()
    await expect(first.getByRole('dialog')).toHaveCount(0)
    await second.getByRole('button', { name: users.requests.decline }).click()
    await second.getByRole('button', { name: users.requests.decline }).click()
    await expect(second.getByRole('dialog')).toContainText('Farid')
  })

  await test.step('il l’apprend par e-mail et entre', async () => {
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(fr.memberHeading)
    await paul.followMail(page, 'désormais membre')
    await expectInside(page, paul.name)
  })

  await test.step('invité plutôt que demandeur, on trouve son invitation par la tuile', async () => {
    const zoe = await Newcomer.make(demo, 'Zoe Marin')
    await zoe.assign()
    await invite(demo, { email: zoe.upn, microsoftUserId: zoe.id })
    await context.clearCookies()
    await zoe.launch(page)
    await expect(page.getByText(filled(frInvitation.microsoftAs, { upn: zoe.upn }))).toBeVisible()
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: filled(frInvitation.join, { organisation }) }).click()
    await expectInside(page, zoe.name)
  })
  await context.close()
})

test('people of a tenant that nobody has connected learn nothing about organisations', async ({
  page,
  demo,
}) => {
  test.setTimeout(120_000)
  const vera = await Newcomer.make(demo, 'Vera Away', 'paula')
  await page.goto('/launch')
  await vera.signInAtMicrosoft(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    filled(join.unknownHeading, { product: 'Tandem CRM' }),
  )
  for (const { name } of demo.organisations) await expect(page.getByText(name)).toHaveCount(0)
  await expectAccessible(page)
  await page.goto('/contacts')
  await expect(page).toHaveURL(/\/join/)
})
