import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { webhook } from '../testing/webhook'

async function subscribed(resource = 'me/contacts', headers: Record<string, string> = {}) {
  const hook = webhook()
  const box = mailbox({ fetch: (sent) => hook.fetch(sent), conduct: { settleAfterMs: 0 } })
  const { body } = await box.graph(
    'POST',
    '/subscriptions',
    {
      changeType: 'created,updated,deleted',
      notificationUrl: hook.url,
      lifecycleNotificationUrl: hook.lifecycleUrl,
      resource,
      expirationDateTime: '2026-11-30T09:00:00Z',
      clientState: 'secret',
    },
    headers,
  )
  const control = (method: string, path: string, json?: unknown) =>
    box.emulator.fetch(
      new Request(`http://localhost:4365/_emulator${path}`, {
        method,
        ...(json === undefined
          ? {}
          : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
      }),
    )
  return { ...box, hook, id: String(body.id), control }
}

describe('change notifications (learn.microsoft.com/graph/change-notifications-overview)', () => {
  it('tell of every change with clientState, tenant, and the id in the format asked for', async () => {
    const { graph, hook, pass, id } = await subscribed('me/contacts', { Prefer: 'IdType="ImmutableId"' })
    const contact = await graph('POST', '/me/contacts', {}, { Prefer: 'IdType="ImmutableId"' })
    await graph('PATCH', `/me/contacts/${contact.body.id}`, { title: 'Mr' })
    await graph('DELETE', `/me/contacts/${contact.body.id}`)
    expect(hook.received).toEqual([])
    await pass(100)
    expect(hook.received.map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'deleted'])
    expect(hook.received[0]).toEqual({
      subscriptionId: id,
      subscriptionExpirationDateTime: '2026-11-30T09:00:00+00:00',
      tenantId: small.tenantId,
      clientState: 'secret',
      changeType: 'created',
      resource: `Users/${small.anaId}/Contacts/${contact.body.id}`,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Contact',
        '@odata.id': `Users/${small.anaId}/Contacts/${contact.body.id}`,
        '@odata.etag': contact.body['@odata.etag'],
        id: contact.body.id,
      },
    })
  })

  it('watch their own folder only: me/contacts is the default one', async () => {
    const { graph, hook, pass } = await subscribed()
    const folder = await graph('POST', '/me/contactFolders', { displayName: 'F' })
    await graph('POST', `/me/contactFolders/${folder.body.id}/contacts`, {})
    await pass(1_000)
    expect(hook.received).toEqual([])
    await graph('POST', '/subscriptions', {
      changeType: 'created',
      notificationUrl: hook.url,
      resource: `users/${small.anaId}/contactFolders/${folder.body.id}/contacts`,
      expirationDateTime: '2026-11-30T09:00:00Z',
    })
    await graph('POST', `/me/contactFolders/${folder.body.id}/contacts`, {})
    await pass(1_000)
    expect(hook.received).toMatchObject([{ changeType: 'created', clientState: null }])
  })

  it('come again with growing pauses until the endpoint answers 2xx', async () => {
    const { graph, hook, pass } = await subscribed()
    hook.answer = async () => new Response(null, { status: 503 })
    await graph('POST', '/me/contacts', {})
    const attempts: number[] = []
    for (const ms of [100, 9_000, 1_000, 19_000, 1_000]) {
      await pass(ms)
      attempts.push(hook.requests)
    }
    expect(attempts).toEqual([1, 1, 2, 2, 3])
    hook.answer = async () => new Response(null, { status: 202 })
    await pass(60_000)
    expect(hook.received).toHaveLength(1)
  })

  it('are given up after four hours', async () => {
    const { graph, hook, pass, emulator } = await subscribed()
    hook.answer = () => Promise.reject(new TypeError('fetch failed'))
    await graph('POST', '/me/contacts', {})
    for (let minutes = 0; minutes < 5 * 60; minutes += 10) await pass(10 * 60_000)
    expect(hook.requests).toBeGreaterThan(8)
    expect(emulator.store.collection('notifications').size).toBe(0)
  })

  it('are dropped while more than 15 % of the answers take over ten seconds', async () => {
    const { graph, hook, pass, emulator } = await subscribed()
    hook.answer = async () => {
      emulator.clock.setOffset(emulator.clock.offsetMs + 11_000)
      return new Response(null, { status: 202 })
    }
    for (let at = 0; at < 10; at += 1) {
      await graph('POST', '/me/contacts', {})
      await pass(100)
    }
    expect(hook.received).toHaveLength(10)
    await graph('POST', '/me/contacts', {})
    await pass(60_000)
    expect(hook.received).toHaveLength(10)
    hook.answer = async () => new Response(null, { status: 202 })
    await pass(10 * 60_000)
    await graph('POST', '/me/contacts', {})
    await pass(100)
    expect(hook.received).toHaveLength(11)
  })

  it('of the life cycle are sent on demand; subscriptionRemoved removes it', async () => {
    const { hook, pass, id, control, graph } = await subscribed()
    for (const event of ['reauthorizationRequired', 'missed', 'subscriptionRemoved'])
      expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event })).status).toBe(204)
    await pass(100)
    expect(hook.received.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual([
      'reauthorizationRequired',
      'missed',
      'subscriptionRemoved',
    ])
    expect((await graph('GET', '/subscriptions')).body.value).toEqual([])
  })

  it('stop when a subscription is lost silently', async () => {
    const { hook, pass, id, control, graph } = await subscribed()
    expect((await control('DELETE', `/subscriptions/${id}`)).status).toBe(204)
    await graph('POST', '/me/contacts', {})
    await pass(1_000)
    expect(hook.requests).toBe(0)
  })

  it('are lost, doubled or overtaken where a fault says so', async () => {
    const { hook, pass, control, graph } = await subscribed()
    const edit = async (effect?: string) => {
      if (effect)
        await control('POST', '/faults', {
          match: { path: 'Contacts' },
          times: 1,
          effect: { notifications: effect },
        })
      await graph('POST', '/me/contacts', { givenName: effect ?? 'plain' })
    }
    await edit('drop')
    await pass(5_000)
    expect(hook.received).toHaveLength(0)
    await edit('duplicate')
    await pass(5_000)
    expect(new Set(hook.received.map(({ resource }) => resource)).size).toBe(1)
    expect(hook.received).toHaveLength(2)
    await edit('reorder')
    const late = (await graph('GET', '/me/contacts?$top=50')).body.value?.at(-1)?.id
    await edit()
    await pass(5_000)
    expect(hook.received.at(-1)?.resourceData?.id).toBe(late)
  })

  it('can be made as late as the real ones', async () => {
    const { hook, pass, control, graph } = await subscribed()
    expect((await control('PATCH', '/conduct', { notificationDelayMs: 180_000 })).status).toBe(200)
    expect((await control('PATCH', '/conduct', { notificationDelay: 1 })).status).toBe(400)
    await graph('POST', '/me/contacts', {})
    await pass(179_000)
    expect(hook.received).toHaveLength(0)
    await pass(1_000)
    expect(hook.received).toHaveLength(1)
  })
})
