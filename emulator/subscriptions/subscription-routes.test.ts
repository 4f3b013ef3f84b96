import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../create-emulator'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { applicationToken, request, TEST_NOW } from '../testing/test-emulator'
import { webhook } from '../testing/webhook'

const inMinutes = (minutes: number) => new Date(Date.parse(TEST_NOW) + minutes * 60_000).toISOString()

function setUp(options: Partial<EmulatorOptions> = {}) {
  const hook = webhook()
  const box = mailbox({ fetch: (sent) => hook.fetch(sent), ...options })
  const asked = {
    changeType: 'created,updated,deleted',
    notificationUrl: hook.url,
    lifecycleNotificationUrl: hook.lifecycleUrl,
    resource: 'me/contacts',
    expirationDateTime: inMinutes(10_000),
    clientState: 'secret',
  }
  const subscribe = (changes: Record<string, unknown> = {}) =>
    box.graph('POST', '/subscriptions', { ...asked, ...changes })
  return { ...box, hook, subscribe }
}

describe('subscriptions (learn.microsoft.com/graph/api/resources/subscription)', () => {
  it('are made after both endpoints have echoed the validation token', async () => {
    const { subscribe, hook, graph } = setUp()
    const { status, body } = await subscribe()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      resource: 'me/contacts',
      applicationId: small.appId,
      creatorId: small.anaId,
    })
    expect(hook.validations).toEqual([
      { url: hook.url, contentType: 'text/plain; charset=utf-8' },
      { url: hook.lifecycleUrl, contentType: 'text/plain; charset=utf-8' },
    ])
    expect((await graph('GET', '/subscriptions')).body.value).toMatchObject([{ id: body.id }])
  })

  it.each<[string, (token: string) => Promise<Response>]>([
    ['another text', async () => new Response('ok', { headers: { 'content-type': 'text/plain' } })],
    ['JSON', async (token) => Response.json(token)],
    ['202', async (token) => new Response(token, { status: 202, headers: { 'content-type': 'text/plain' } })],
    ['nothing at all', () => Promise.reject(new TypeError('fetch failed'))],
  ])('are refused when an endpoint answers the handshake with %s', async (_, validate) => {
    const { subscribe, hook } = setUp()
    hook.validate = validate
    const { status, body } = await subscribe()
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 'InvalidRequest', message: expect.stringContaining('200 OK') })
  })

  it('are refused when the handshake takes more than ten seconds', async () => {
    const { subscribe, hook, pass } = setUp({ uncertain: { U28: 'ValidationError' } })
    hook.validate = () => new Promise(() => {})
    const pending = subscribe()
    await expect.poll(() => hook.validations.length).toBe(2)
    await pass(10_000)
    expect((await pending).body.error).toMatchObject({
      code: 'ValidationError',
      message: expect.stringContaining('timed out'),
    })
  })

  it('live 10,080 minutes at most and 45 at least', async () => {
    const { subscribe } = setUp()
    const refused = await subscribe({ expirationDateTime: inMinutes(10_081) })
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'InvalidRequest' } } })
    const raised = await subscribe({ expirationDateTime: inMinutes(5) })
    expect(raised.body.expirationDateTime).toBe('2026-11-24T09:45:00Z')
  })

  it('cannot watch folders, lists or single items, and say so of what is not covered', async () => {
    const { subscribe, graph } = setUp()
    const { body } = await graph('POST', '/me/contacts', {})
    for (const resource of ['me/contactFolders', 'me/todo/lists', 'me/calendars', `me/contacts/${body.id}`])
      expect((await subscribe({ resource })).status).toBe(400)
    expect((await subscribe({ resource: 'me/events' })).status).toBe(201)
    expect((await subscribe({ resource: 'me/messages' })).status).toBe(501)
  })

  it('need the permission to read, and with a delegated token the own mailbox', async () => {
    const { subscribe, emulator, hook } = setUp()
    expect((await subscribe({ resource: `users/${small.brunoId}/contacts` })).status).toBe(403)
    const token = applicationToken(emulator, ['Tasks.ReadWrite.All'])
    const json = {
      changeType: 'created',
      notificationUrl: hook.url,
      resource: `users/${small.anaId}/todo/lists/x/tasks`,
      expirationDateTime: inMinutes(60),
    }
    expect((await request(emulator, 'POST', '/v1.0/subscriptions', { token, json })).status).toBe(403)
  })

  it.each([
    ['409', 409],
    ['accepted', 201],
  ] as const)('that exist already are answered as switched: %s', async (U29, status) => {
    const { subscribe } = setUp({ uncertain: { U29 } })
    await subscribe()
    expect((await subscribe({ changeType: 'updated,created,deleted' })).status).toBe(status)
    expect((await subscribe({ changeType: 'updated' })).status).toBe(201)
  })

  it('are renewed by PATCH and by nobody but their creator', async () => {
    const { subscribe, graph, emulator } = setUp()
    const { body } = await subscribe()
    const path = `/subscriptions/${body.id}`
    const renewed = await graph('PATCH', path, { expirationDateTime: inMinutes(9_000) })
    expect(renewed).toMatchObject({ status: 200, body: { expirationDateTime: '2026-11-30T15:00:00Z' } })
    expect((await graph('PATCH', path, { clientState: 'other' })).status).toBe(400)
    expect((await graph('POST', `${path}/reauthorize`)).status).toBe(204)
    const token = applicationToken(emulator, ['Contacts.Read'])
    expect((await request(emulator, 'GET', `/v1.0${path}`, { token })).status).toBe(404)
    expect((await graph('DELETE', path)).status).toBe(204)
    expect((await graph('GET', path)).body.error?.code).toBe('ResourceNotFound')
  })

  it('validate a new endpoint before they turn to it', async () => {
    const { subscribe, graph, hook } = setUp()
    const { body } = await subscribe()
    hook.validate = async () => new Response('no')
    const url = 'https://crm.example/other'
    expect((await graph('PATCH', `/subscriptions/${body.id}`, { notificationUrl: url })).status).toBe(400)
    expect((await graph('GET', `/subscriptions/${body.id}`)).body.notificationUrl).toBe(hook.url)
  })

  it('end without a sign: no notification, and 404 on PATCH', async () => {
    const { subscribe, graph, pass, hook, emulator } = setUp()
    const { body } = await subscribe({ expirationDateTime: inMinutes(45) })
    await pass(46 * 60_000)
    emulator.outlook.conduct.set({ notificationDelayMs: 0 })
    await graph('POST', '/me/contacts', {})
    await pass(60_000)
    expect(hook.requests).toBe(0)
    const path = `/subscriptions/${body.id}`
    expect((await graph('PATCH', path, { expirationDateTime: inMinutes(5_000) })).status).toBe(404)
  })
})
