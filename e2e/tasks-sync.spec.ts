import type { Page } from '@playwright/test'
import connection from '../messages/fr/connection.json' with { type: 'json' }
import mapping from '../messages/fr/mapping.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'
import { Outlook } from './outlook'

const listName = 'Tâches Tandem CRM'
const microsoftPage = '/settings/marketplace/microsoft'
const card = (page: Page) => page.locator('[data-module="tasks"]')

async function waitForStatus(page: Page, status: string): Promise<void> {
  await expect(card(page)).toHaveAttribute('data-status', status, { timeout: 60_000 })
}

test('tasks are the same in both places, through the wizard of two steps (T3)', async ({ as, demo }) => {
  test.setTimeout(240_000)
  await cleanSlate(demo, 'chloe', 'tasks')
  const outlook = await Outlook.of(demo, 'chloe')
  const crm = CrmApi.of(demo, 'chloe')
  const page = await as('chloe')
  const mark = `${Date.now()}`
  const highest = mapping.values.becomesIn
    .replace('{field}', mapping.values.fields.priority)
    .replace('{value}', mapping.values.crm.priority.highest)

  await test.step('fields, then values, then a preview; "back" loses nothing', async () => {
    await page.goto(microsoftPage)
    await waitForStatus(page, 'off')
    await card(page).getByRole('link', { name: connection.enable }).click()
    await page.getByRole('button', { name: mapping.next, exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('combobox', { name: highest }).click()
    await page.getByRole('option', { name: mapping.values.microsoft.priority.normal, exact: true }).click()
    await page.getByRole('button', { name: mapping.toPreview }).click()
    await expect(page.locator('[data-figure="createInMicrosoft"] dd').first()).toHaveText('0')
    await page.getByRole('button', { name: mapping.backToFields }).click()
    await expect(page.getByRole('combobox', { name: highest })).toHaveText(
      mapping.values.microsoft.priority.normal,
    )
    await page.getByRole('combobox', { name: highest }).click()
    await page.getByRole('option', { name: mapping.values.microsoft.priority.high, exact: true }).click()
  })

  await test.step('enabling makes the list', async () => {
    await page.getByRole('button', { name: mapping.toPreview }).click()
    await page.getByRole('button', { name: mapping.enable }).click()
    await waitForStatus(page, 'active')
    await expect(card(page).getByRole('link', { name: listName })).toBeVisible()
    await expectAccessible(page)
  })
  const listId = (await outlook.taskLists()).get(listName) ?? ''
  expect(listId).not.toBe('')
  const path = `/todo/lists/${encodeURIComponent(listId)}/tasks`
  const inTodo = () => outlook.tasksIn(listId)
  const inCrm = () => crm.list(`/tasks?search=${mark}`)

  await test.step('a task of the CRM appears in To Do, and highest stays highest (A4)', async () => {
    await crm.call('POST', '/tasks', { subject: `Offer ${mark}`, priority: 'highest', dueDate: '2027-03-05' })
    await expect
      .poll(inTodo, { timeout: 30_000 })
      .toMatchObject([{ title: `Offer ${mark}`, importance: 'high' }])
    const [item] = await inTodo()
    await outlook.call('PATCH', `${path}/${item?.id}`, { title: `Offer ${mark}, sent` })
    await expect
      .poll(inCrm, { timeout: 45_000 })
      .toMatchObject([{ subject: `Offer ${mark}, sent`, priority: 'highest', dueDate: '2027-03-05' }])
  })

  await test.step('a task of To Do becomes one of the CRM, and completing crosses', async () => {
    await outlook.call('POST', path, { title: `Call ${mark}` })
    await expect.poll(async () => (await inCrm()).length, { timeout: 45_000 }).toBe(2)
    const task = (await inCrm()).find(({ subject }) => subject === `Call ${mark}`)
    await crm.call('PATCH', `/tasks/${task?.id}`, { status: 'completed' })
    await expect
      .poll(async () => (await inTodo()).find(({ title }) => title === `Call ${mark}`)?.status, {
        timeout: 30_000,
      })
      .toBe('completed')
  })

  await test.step('T7: disabling removes the list and keeps the tasks', async () => {
    await page.goto(microsoftPage)
    await card(page).getByRole('button', { name: connection.disable }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText(listName)
    await dialog.getByRole('button', { name: connection.disable }).click()
    await waitForStatus(page, 'off')
    expect([...(await outlook.taskLists()).keys()]).not.toContain(listName)
    expect(await inCrm()).toHaveLength(2)
  })
})
