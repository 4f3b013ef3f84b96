import type { Page } from '@playwright/test'
import connection from '../messages/fr/connection.json' with { type: 'json' }
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'
import { Outlook } from './outlook'

const calendarName = 'Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'
const card = (page: Page) => page.locator('[data-module="meetings"]')

async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect(card(page)).toHaveAttribute('data-status', status, { timeout: 60_000 })
}

/** Days from now at an hour of UTC. */
function soon(days: number, hour: number): string {
  const at = new Date(Date.now() + days * 86_400_000)
  at.setUTCHours(hour, 0, 0, 0)
  return at.toISOString()
}
const graphTime = (at: string) => ({ dateTime: at.slice(0, 19), timeZone: 'UTC' })

test('meetings and invitations of clients, from enabling to disabling', async ({ as, demo }) => {
  test.setTimeout(480_000)
  await cleanSlate(demo, 'chloe', 'meetings')
  const outlook = await Outlook.of(demo, 'chloe')
  const crm = CrmApi.of(demo, 'chloe')
  const page = await as('chloe')
  const mark = `${Date.now()}`

  await test.step('M1: enabling makes the calendar, after a preview', async () => {
    await page.goto(microsoftPage)
    await waitForStatus(page, 'off')
    await card(page).getByRole('link', { name: connection.enable }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: mapping.toPreview }).click()
    await expect(page.locator('[data-figure="createInMicrosoft"] dd').first()).toHaveText('0')
    await page.getByRole('button', { name: mapping.enable }).click()
    await waitForStatus(page, 'active')
    await expect(card(page).getByRole('link', { name: calendarName })).toBeVisible()
    await expectAccessible(page)
  })
  const calendarId = (await outlook.calendars()).get(calendarName) ?? ''
  expect(calendarId).not.toBe('')

  await test.step('a meeting of the CRM appears in the calendar, without its participants (M4)', async () => {
    await crm.call('POST', '/meetings', {
      title: `Review ${mark}`,
      start: soon(3, 9),
      end: soon(3, 10),
      location: 'Room 4',
      participants: [{ type: 'email', email: 'guest@elsewhere.example' }],
    })
    await expect
      .poll(() => outlook.eventsIn(calendarId), { timeout: 30_000 })
      .toMatchObject([{ subject: `Review ${mark}`, attendees: [], location: { displayName: 'Room 4' } }])
  })

  await test.step('M3: an event of the calendar becomes a meeting, and follows', async () => {
    const event = await outlook.call('POST', `/calendars/${calendarId}/events`, {
      subject: `Call ${mark}`,
      start: graphTime(soon(4, 13)),
      end: graphTime(soon(4, 14)),
    })
    const titles = async () => (await crm.list(`/meetings?search=${mark}`)).map(({ title }) => title).sort()
    await expect.poll(titles, { timeout: 30_000 }).toContain(`Call ${mark}`)
    await page.goto('/meetings')
    await expect(page.getByText(`Call ${mark}`).first()).toBeVisible()
    await outlook.call('PATCH', `/events/${event.id}`, { subject: `Call ${mark}, moved` })
    await expect.poll(titles, { timeout: 30_000 }).toEqual([`Call ${mark}, moved`, `Review ${mark}`])
  })

  await test.step('M6: an accepted invitation of a client becomes a meeting; M8: it follows and is cancelled', async () => {
    const client = { name: `Client ${mark}`, email: `client-${mark}@elsewhere.example` }
    await crm.call('POST', '/contacts', { lastName: client.name, email: client.email })
    await page.goto(microsoftPage)
    await card(page).getByRole('checkbox', { name: connection.invitations }).click()
    await expect(page.getByText(connection.invitationsOn)).toBeVisible()
    const invitation = await outlook.invite(demo, 'chloe', {
      organizer: client,
      subject: `Offer ${mark}`,
      start: graphTime(soon(5, 8)),
      end: graphTime(soon(5, 9)),
    })
    await outlook.call('POST', `/events/${invitation.eventId}/accept`, { sendResponse: false })
    const found = async () =>
      (await crm.list(`/meetings?search=${mark}`)).find(({ origin }) => origin === 'invitation')
    // The switch may just be subscribing: what nobody is told of is found by the next look, within a minute or so.
    await expect
      .poll(found, { timeout: 120_000 })
      .toMatchObject({ title: `Offer ${mark}`, status: 'scheduled', relatedTo: { type: 'contact' } })
    await outlook.cancelInvitation(demo, invitation.iCalUId)
    await expect
      .poll(found, { timeout: 120_000 })
      .toMatchObject({ title: `Offer ${mark}`, status: 'cancelled' })
  })

  await test.step('M10: disabling removes the calendar and keeps the meetings', async () => {
    await page.goto(microsoftPage)
    await card(page).getByRole('button', { name: connection.disable }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText(calendarName)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: connection.disable }).click()
    await waitForStatus(page, 'off')
    expect([...(await outlook.calendars()).keys()]).not.toContain(calendarName)
    expect((await crm.list(`/meetings?search=${mark}`)).length).toBe(3)
  })
})
