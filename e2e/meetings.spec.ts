import type { Page } from '@playwright/test'
import calendar from '../messages/en/calendar.json' with { type: 'json' }
import meeting from '../messages/en/meeting.json' with { type: 'json' }
import form from '../messages/en/meeting-form.json' with { type: 'json' }
import records from '../messages/en/records.json' with { type: 'json' }
import recurrence from '../messages/en/recurrence.json' with { type: 'json' }
import ui from '../messages/en/ui.json' with { type: 'json' }
import { expect, expectAccessible, test } from './fixtures'

// Bruno reads English, lives in London, and here keeps his meetings in the CRM alone.
const who = 'bruno'

/** The fifteenth of a month to come: of another one in each run, so that the meetings of earlier runs do not crowd it. */
function someFifteenth(): { day: string; next: string; before: string; spoken: string } {
  const at = new Date(Date.UTC(2031, Date.now() % 600, 15))
  const written = (days: number) => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const spoken = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(at)
  return { day: written(0), next: written(1), before: written(-1), spoken }
}

const titleField = (page: Page) => page.getByRole('textbox', { name: form.title })
const save = (page: Page) => page.getByRole('button', { name: records.save }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function createAt(page: Page, start: string, title: string): Promise<void> {
  await page.goto(`/meetings/new?start=${start}`)
  await titleField(page).fill(title)
  await save(page)
  await expect(heading(page, title)).toBeVisible()
}

test('a meeting is made, edited, deleted and brought back', async ({ as }) => {
  test.setTimeout(180_000)
  const page = await as(who)
  const title = `Offer ${Date.now()}`
  const { day, next, before, spoken } = someFifteenth()

  await test.step('with a guest whom nobody mails, once a week for three weeks', async () => {
    await page.goto(`/meetings/new?start=${day}T10:00`)
    await expectAccessible(page)
    await titleField(page).fill(title)
    await page.getByRole('textbox', { name: form.location }).fill('Leeds')
    await page.getByRole('combobox', { name: recurrence.label }).click()
    await page.getByRole('option', { name: recurrence.weekly }).click()
    await expect(page.getByText(form.recurringHint)).toBeVisible()
    await page.getByRole('combobox', { name: recurrence.ends }).click()
    await page.getByRole('option', { name: recurrence.endsAfter }).click()
    await page.getByRole('spinbutton', { name: recurrence.times }).fill('3')
    await page.getByRole('combobox', { name: form.participants }).fill('guest@elsewhere.example')
    await page.getByRole('option', { name: /guest@elsewhere\.example/ }).click()
    await expectAccessible(page)
    await save(page)
    await expect(heading(page, title)).toBeVisible()
    await expect(page.getByText(/^Every week on \w+, 3 times$/)).toBeVisible()
    await expect(page.getByText('guest@elsewhere.example').first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('its repetitions are on the calendar', async () => {
    await page.goto(`/calendar?view=month&day=${day}`)
    await expect(page.getByRole('link', { name: title })).toHaveCount(3)
    await expectAccessible(page)
  })

  await test.step('an edit makes it a single one, all day', async () => {
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('link', { name: records.edit }).click()
    await page.getByRole('checkbox', { name: form.allDay }).click()
    await page.getByRole('combobox', { name: recurrence.label }).click()
    await page.getByRole('option', { name: recurrence.never }).click()
    await save(page)
    await expect(heading(page, title)).toBeVisible()
    await expect(page.getByText(`${spoken} · ${meeting.allDay}`).first()).toBeVisible()
  })

  await test.step('an end before the start is refused at its field', async () => {
    await page.getByRole('link', { name: records.edit }).click()
    await page.getByLabel(form.lastDay).fill(before)
    await save(page)
    await expect(page.getByText(form.endBeforeStart)).toBeVisible()
    await page.getByLabel(form.lastDay).fill(next)
    await save(page)
    await expect(heading(page, title)).toBeVisible()
  })

  await test.step('deleting it can be undone', async () => {
    await page.getByRole('button', { name: records.actions }).click()
    await page.getByRole('menuitem', { name: records.delete }).click()
    await page.getByRole('button', { name: ui.undo }).click()
    await expect(page.getByText('Meeting restored')).toBeVisible()
    await page.goto(`/meetings?q=${encodeURIComponent(title)}`)
    await expect(page.getByRole('link', { name: title })).toBeVisible()
    await expectAccessible(page)
  })
})

test('on the calendar a meeting is moved with the mouse, moved back, and opened with the keyboard', async ({
  as,
}) => {
  test.setTimeout(180_000)
  const page = await as(who)
  const title = `Visit ${Date.now()}`
  const { day } = someFifteenth()
  await createAt(page, `${day}T10:00`, title)
  await page.goto(`/calendar?view=day&day=${day}`)
  const event = page.getByRole('link', { name: title })
  await expect(event).toContainText('10:00')
  await expectAccessible(page)

  await test.step('an hour later, and back', async () => {
    const box = await boxOf(event)
    const [x, y] = [box.x + box.width / 3, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + box.height, { steps: 12 })
    await page.mouse.up()
    await expect(page.getByText(calendar.moved)).toBeVisible()
    await expect(event).toContainText('11:00')
    await page.getByRole('button', { name: ui.undo }).click()
    await expect(page.getByText(calendar.movedBack)).toBeVisible()
    await expect(event).toContainText('10:00')
  })

  await test.step('a click beside it begins a meeting at that time', async () => {
    const box = await boxOf(event)
    await page.mouse.click(box.x + box.width / 3, box.y + box.height * 2.25)
    await expect(page).toHaveURL(new RegExp(`/meetings/new\\?start=${day}T12`))
    await expect(page.getByLabel(form.startTime)).toHaveValue('12:00')
    await page.goBack()
  })

  await test.step('Enter opens it', async () => {
    await event.focus()
    await page.keyboard.press('Enter')
    await expect(heading(page, title)).toBeVisible()
  })
})

test('the page of a contact shows her meetings, and begins one with her', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as(who)
  const title = `Call ${Date.now()}`
  await page.goto('/contacts')
  await page.locator('tbody').getByRole('link').first().click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  const contactUrl = page.url()
  await page.getByRole('main').getByRole('link', { name: meeting.new }).click()
  await expect(page.getByRole('button', { name: ui.remove.replace('{name}', name) }).first()).toBeVisible()
  await titleField(page).fill(title)
  await save(page)
  await expect(heading(page, title)).toBeVisible()
  await page.goto(contactUrl)
  await expect(page.getByRole('link', { name: title })).toBeVisible()
  await expectAccessible(page)
})

async function boxOf(element: ReturnType<Page['locator']>) {
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  if (box === null) throw new Error('It is not on the screen')
  return box
}
