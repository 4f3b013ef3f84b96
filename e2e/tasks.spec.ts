import type { Page } from '@playwright/test'
import records from '../messages/en/records.json' with { type: 'json' }
import recurrence from '../messages/en/recurrence.json' with { type: 'json' }
import task from '../messages/en/task.json' with { type: 'json' }
import form from '../messages/en/task-form.json' with { type: 'json' }
import ui from '../messages/en/ui.json' with { type: 'json' }
import french from '../messages/fr/records.json' with { type: 'json' }
import tache from '../messages/fr/task.json' with { type: 'json' }
import uiFrench from '../messages/fr/ui.json' with { type: 'json' }
import { CrmApi } from './crm-api'
import { expect, expectAccessible, personOf, test } from './fixtures'

// Bruno reads English, and here keeps his tasks in the CRM alone.
const who = 'bruno'

const subjectField = (page: Page) => page.getByRole('textbox', { name: form.subject })
const save = (page: Page) => page.getByRole('button', { name: records.save }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const named = (words: string, name: string) => words.replace('{name}', name)
const completeOf = (page: Page, name: string) =>
  page.getByRole('button', { name: named(task.completeOne, name) })
const listOf = (search: string, view = 'open') => `/tasks?view=${view}&q=${encodeURIComponent(search)}`

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a task is made, edited, completed, deleted and brought back', async ({ as }) => {
  test.setTimeout(180_000)
  const page = await as(who)
  const subject = `Offer ${Date.now()}`

  await test.step('urgent, due on a day, with a reminder, every week', async () => {
    await page.goto('/tasks')
    await page.getByRole('link', { name: task.new }).first().click()
    await expect(heading(page, task.new)).toBeVisible()
    await expectAccessible(page)
    await subjectField(page).fill(subject)
    await page.getByLabel(form.dueDate).fill('2031-01-15')
    await page.getByLabel(form.reminder, { exact: true }).fill('2031-01-14')
    await page.getByLabel(form.reminderTime).fill('16:30')
    await choose(page, task.priority, task.priorities.highest)
    await choose(page, recurrence.label, recurrence.weekly)
    await expect(page.getByText(form.recurringHint)).toBeVisible()
    await expectAccessible(page)
    await save(page)
    await expect(heading(page, subject)).toBeVisible()
    const details = page.getByRole('main')
    await expect(details.getByText('Wednesday, 15 January 2031').first()).toBeVisible()
    await expect(details.getByText('Every week on Wednesday')).toBeVisible()
    await expect(details.getByText(/14 Jan 2031.*16:30/).first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('an edit keeps what it does not touch', async () => {
    await page.getByRole('link', { name: records.edit }).click()
    await expect(page.getByLabel(form.reminderTime)).toHaveValue('16:30')
    await choose(page, task.status, task.statuses.inProgress)
    await choose(page, recurrence.label, recurrence.never)
    await save(page)
    await expect(heading(page, subject)).toBeVisible()
    await expect(page.getByText(task.statuses.inProgress).first()).toBeVisible()
    await expect(page.getByText(task.priorities.highest).first()).toBeVisible()
  })

  await test.step('completing sets the closing time; undoing gives back the status that it had', async () => {
    await page.getByRole('button', { name: task.complete, exact: true }).click()
    await expect(page.getByRole('button', { name: task.reopen, exact: true })).toBeVisible()
    await expect(page.getByRole('term').filter({ hasText: task.closed })).toBeVisible()
    await page.getByRole('button', { name: ui.undo }).click()
    await expect(page.getByRole('button', { name: task.complete, exact: true })).toBeVisible()
    await expect(page.getByText(task.statuses.inProgress).first()).toBeVisible()
    await expect(page.getByRole('term').filter({ hasText: task.closed })).toBeHidden()
  })

  await test.step('deleting it can be undone, also from the bin', async () => {
    await page.getByRole('button', { name: records.actions }).click()
    await page.getByRole('menuitem', { name: records.delete }).click()
    await expect(page.getByText('Task deleted')).toBeVisible()
    await page.goto('/bin/tasks')
    await page.getByRole('button', { name: named(records.restoreOne, subject) }).click()
    await expect(page.getByText('Task restored')).toBeVisible()
    await page.goto(listOf(subject))
    await expect(page.getByRole('link', { name: subject })).toBeVisible()
  })
})

test('the list finds what is due, completes with one click or many at once, and takes it back', async ({
  as,
  demo,
}) => {
  test.setTimeout(180_000)
  const crm = CrmApi.of(demo, who)
  const mark = `Round${Date.now()}`
  const [late, urgent, someday] = [`${mark} late`, `${mark} urgent`, `${mark} someday`]
  await crm.call('POST', '/tasks', { subject: late, dueDate: '2020-02-03' })
  await crm.call('POST', '/tasks', { subject: urgent, priority: 'highest', status: 'deferred' })
  await crm.call('POST', '/tasks', { subject: someday })
  const page = await as(who)
  const rows = page.getByRole('link', { name: mark })

  await test.step('filters: overdue in words, by priority, by status', async () => {
    await page.goto(listOf(mark))
    await expect(rows).toHaveCount(3)
    await expect(rows.first()).toHaveText(late)
    await expectAccessible(page)
    await page.getByRole('link', { name: task.view.overdue }).click()
    await expect(rows).toHaveText([late])
    await expect(page.getByRole('row', { name: late })).toContainText(task.overdue)
    await page.getByRole('link', { name: task.view.open }).click()
    await expect(rows).toHaveCount(3)
    await choose(page, task.priority, task.priorities.highest)
    await expect(rows).toHaveText([urgent])
    await choose(page, task.priority, task.anyPriority)
    await choose(page, task.status, task.statuses.notStarted)
    await expect(rows).toHaveText([late, someday])
  })

  await test.step('one click completes; Undo brings back', async () => {
    await page.goto(listOf(mark))
    await completeOf(page, late).click()
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: ui.undo }).click()
    await expect(rows).toHaveCount(3)
  })

  await test.step('many at once, and all of them back as they were', async () => {
    await page.getByRole('checkbox', { name: records.selectAll }).click()
    const bar = page.getByRole('region', { name: records.actions })
    await bar.getByRole('button', { name: task.complete }).click()
    await expect(page.getByText(task.noMatchTitle)).toBeVisible()
    await page.getByRole('button', { name: ui.undo }).last().click()
    await expect(rows).toHaveCount(3)
    await expect(page.getByRole('row', { name: urgent })).toContainText(task.statuses.deferred)
  })

  await test.step('what is completed stands in its own view', async () => {
    await completeOf(page, someday).click()
    await expect(rows).toHaveCount(2)
    await page.getByRole('link', { name: task.view.completed }).click()
    await expect(rows).toHaveText([someday])
    await expectAccessible(page)
  })
})

test('the page of a contact shows her tasks, and begins one about her', async ({ as, demo }) => {
  test.setTimeout(180_000)
  const name = `Meyer ${Date.now()}`
  const contact = await CrmApi.of(demo, who).call('POST', '/contacts', { lastName: name })
  const page = await as(who)
  const subject = `Letter ${Date.now()}`
  await page.goto(`/contacts/${contact.id}`)
  await expect(page.getByText(named(task.noneOfRecord, name))).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: task.new }).click()
  await expect(page.getByRole('button', { name: named(ui.remove, name) })).toBeVisible()
  await subjectField(page).fill(subject)
  await save(page)
  await expect(heading(page, subject)).toBeVisible()
  await page.goto(`/contacts/${contact.id}`)
  await completeOf(page, subject).click()
  await expect(page.getByRole('button', { name: named(task.reopenOne, subject) })).toBeVisible()
  await expectAccessible(page)
})

test('whoever sees all tasks gives some to somebody else, and takes that back', async ({ as, demo }) => {
  test.setTimeout(180_000)
  const mark = `Handed${Date.now()}`
  const crm = CrmApi.of(demo, who)
  for (const number of [1, 2]) await crm.call('POST', '/tasks', { subject: `${mark} ${number}` })
  const [before, after] = [personOf(demo, who).name, personOf(demo, 'ana').name]
  // Alice, who administers, reads French.
  const page = await as('admin')
  await page.goto(`${listOf(mark)}&whose=all`)
  const ownedBy = (name: string) => page.getByRole('row').filter({ hasText: mark }).filter({ hasText: name })
  await expect(ownedBy(before)).toHaveCount(2)
  await page.getByRole('checkbox', { name: french.selectAll }).click()
  const bar = page.getByRole('region', { name: french.actions })
  await bar.getByRole('button', { name: tache.changeOwner }).click()
  const dialog = page.getByRole('dialog').filter({ hasText: tache.newOwner })
  await dialog.getByRole('combobox', { name: tache.newOwner }).fill(after)
  await page.getByRole('option', { name: after }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: french.save }).click()
  await expect(ownedBy(after)).toHaveCount(2)
  await page.getByRole('button', { name: uiFrench.undo, exact: true }).click()
  await expect(ownedBy(before)).toHaveCount(2)
})
