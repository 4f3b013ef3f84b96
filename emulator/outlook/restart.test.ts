import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { webhook } from '../testing/webhook'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

it('survives a restart: contacts, their ids and etags, delta links, subscriptions, notifications on their way', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'))
  folders.push(dataDir)
  const hook = webhook()
  const start = () => mailbox({ dataDir, fetch: (sent) => hook.fetch(sent), conduct: { settleAfterMs: 0 } })

  const before = start()
  await before.graph('POST', '/subscriptions', {
    changeType: 'created',
    notificationUrl: hook.url,
    resource: 'me/contacts',
    expirationDateTime: '2026-11-30T09:00:00Z',
  })
  const link = (await before.graph('GET', '/me/contacts/delta')).body['@odata.deltaLink']
  const contact = (await before.graph('POST', '/me/contacts', { givenName: 'Ana' })).body
  before.emulator.close()

  const after = start()
  expect((await after.graph('GET', `/me/contacts/${contact.id}`)).body).toEqual(contact)
  expect((await after.graph('GET', after.follow(link))).body.value).toMatchObject([{ id: contact.id }])
  expect((await after.graph('GET', '/subscriptions')).body.value).toHaveLength(1)
  await after.pass(100)
  expect(hook.received).toMatchObject([{ changeType: 'created', resourceData: { id: contact.id } }])
  after.emulator.close()
})

it('forgets all of it on reset, and what is on its way reaches nobody', async () => {
  const hook = webhook()
  const box = mailbox({ fetch: (sent) => hook.fetch(sent) })
  await box.graph('POST', '/subscriptions', {
    changeType: 'created',
    notificationUrl: hook.url,
    resource: 'me/contacts',
    expirationDateTime: '2026-11-30T09:00:00Z',
  })
  await box.graph('POST', '/me/contacts', { givenName: 'Ana' })
  box.emulator.reset()
  await box.pass(10_000)
  expect(hook.requests).toBe(0)
  expect(box.emulator.outlook.contacts.size).toBe(0)
  expect(box.emulator.store.collection('subscriptions').size).toBe(0)
})
