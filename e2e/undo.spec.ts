import connection from '../messages/fr/connection.json' with { type: 'json' }
import syncActivity from '../messages/fr/sync-activity.json' with { type: 'json' }
import undo from '../messages/fr/undo.json' with { type: 'json' }
import { cleanSlate } from './clean-slate'
import { CrmApi } from './crm-api'
import { expect, expectAccessible, test } from './fixtures'
import { openByKeyboard, pressByKeyboard } from './keyboard'
import { Outlook } from './outlook'

const page = '/settings/marketplace/microsoft/contacts'
const patience = { timeout: 45_000 }

test('what the synchronisation did is seen, put back, and undone run by run', async ({ as, demo }) => {
  test.setTimeout(240_000)
  await cleanSlate(demo, 'chloe', 'contacts')
  const crm = CrmApi.of(demo, 'chloe')
  const outlook = await Outlook.of(demo, 'chloe')
  const screen = await as('chloe')
  const lastName = `Undo ${Date.now()}`
  const { id } = await crm.call('POST', '/contacts', { lastName, title: 'CEO' })
  const contact = () => crm.call('GET', `/contacts/${id}`)
  const activity = () => crm.list('/microsoft/connections/contacts/activity?limit=50')
  await crm.call('PUT', '/microsoft/connections/contacts', {})
  await expect.poll(async () => (await contact()).sync, patience).toMatchObject({ state: 'synced' })
  const { container } = await crm.call('GET', '/microsoft/connections/contacts')
  const folder = String(Object(container).id)
  const item = async () => (await outlook.contactsIn(folder)).find(({ surname }) => surname === lastName)

  await test.step('an edit from Outlook is told on the record and put back there, on both sides', async () => {
    const path = `/contacts/${encodeURIComponent(String((await item())?.id))}`
    await outlook.call('PATCH', path, { jobTitle: 'CTO' })
    await expect.poll(async () => (await contact()).title, patience).toBe('CTO')
    await screen.goto(`/contacts/${id}`)
    const told = screen.getByRole('listitem').filter({ hasText: syncActivity.sentences.updated.toCrm })
    await told.getByRole('button', { name: undo.verbs.updated }).click()
    await expect.poll(async () => (await contact()).title, patience).toBe('CEO')
    await expect.poll(async () => (await item())?.jobTitle, patience).toBe('CEO')
    await expect(told.last().getByText(syncActivity.restored, { exact: true })).toBeVisible()
    await expectAccessible(screen)
  })

  await test.step('the runs are listed, and each tells what it did', async () => {
    await screen.goto(`${page}/activity`)
    await expect(screen.getByRole('link', { name: lastName }).first()).toBeVisible()
    await expectAccessible(screen)
    await screen.getByRole('link', { name: undo.views.runs, exact: true }).click()
    await expect(screen.getByRole('main').getByRole('listitem').first()).toBeVisible()
    await expectAccessible(screen)
  })

  await test.step('undoing the run that made the item says what it will do, and does it', async () => {
    const made = (await activity()).find(({ action }) => action === 'created')
    await screen.goto(`${page}/runs/${made?.runId}`)
    const dialog = screen.getByRole('dialog', { name: undo.dialog.title.sync })
    await openByKeyboard(screen, screen.getByRole('button', { name: undo.undoRun }), dialog)
    await expect(screen.getByRole('heading', { name: undo.dialog.willDo })).toBeVisible()
    await expectAccessible(screen)
    await pressByKeyboard(screen, dialog.getByRole('button', { name: undo.dialog.confirm }))
    await expect(screen.getByText(undo.undoesRun)).toBeVisible(patience)
    await expect.poll(item, patience).toBeUndefined()
    expect(await contact()).toMatchObject({ title: 'CEO', deletedAt: null, sync: { state: 'skipped' } })
  })

  await test.step('the undo is a run like any other, and is undone itself', async () => {
    await expect
      .poll(async () => (await activity()).some(({ reason }) => reason === 'undone'), patience)
      .toBe(true)
    await screen.reload()
    await screen.getByRole('button', { name: undo.undoUndo }).click()
    await screen.getByRole('button', { name: undo.dialog.confirm }).click()
    await expect.poll(async () => (await item())?.jobTitle, patience).toBe('CEO')
    await expect.poll(async () => (await contact()).sync, patience).toMatchObject({ state: 'synced' })
  })

  await crm.call('DELETE', '/microsoft/connections/contacts')
  await crm.call('DELETE', `/contacts/${id}`)
  await screen.goto('/settings/marketplace/microsoft')
  await expect(
    screen.locator('[data-module="contacts"]').getByRole('link', { name: connection.enable }),
  ).toBeVisible(patience)
})
