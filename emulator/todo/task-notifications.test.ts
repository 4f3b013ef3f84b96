import { describe, expect, it } from 'vitest'
import { small } from '../testing/small-seed'
import { applicationToken, request } from '../testing/test-emulator'
import { toDo } from '../testing/to-do'
import { webhook } from '../testing/webhook'

async function watching(options: Parameters<typeof toDo>[0] = {}) {
  const hook = webhook()
  const box = await toDo({ fetch: (sent) => hook.fetch(sent), ...options })
  const subscribe = (resource: string, more: Record<string, unknown> = {}) =>
    box.graph('POST', '/subscriptions', {
      changeType: 'created,updated,deleted',
      notificationUrl: hook.url,
      resource,
      expirationDateTime: '2026-11-26T09:00:00Z',
      clientState: 'secret',
      ...more,
    })
  return { ...box, hook, subscribe, resource: `me/todo/lists/${box.list.id}/tasks` }
}

describe('notifications of To Do (learn.microsoft.com/graph/todo-concept-overview)', () => {
  it('tell of every change in the list that is watched', async () => {
    const { graph, tasks, add, pass, hook, subscribe, resource, list } = await watching()
    expect((await subscribe(resource)).status).toBe(201)
    const { id } = await add()
    await graph('PATCH', `${tasks}/${id}`, { title: 'x' })
    await graph('DELETE', `${tasks}/${id}`)
    const builtIn = (await graph('GET', '/me/todo/lists')).body.value?.[0]?.id
    await add({}, `/me/todo/lists/${builtIn}/tasks`)
    await pass(100)
    expect(hook.received.map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'deleted'])
    const told = `Users/${small.anaId}/Todo/Lists/${list.id}/Tasks/${id}`
    expect(hook.received[0]).toMatchObject({
      resource: told,
      resourceData: { '@odata.type': '#Microsoft.Graph.TodoTask', '@odata.id': told, id },
    })
  })

  it('know one subscription per list, whatever it asks for', async () => {
    const { subscribe, resource } = await watching()
    await subscribe(resource)
    expect((await subscribe(resource, { changeType: 'deleted' })).status).toBe(409)
  })

  it('live for less than three days', async () => {
    const { subscribe, resource } = await watching()
    const tooFar = await subscribe(resource, { expirationDateTime: '2026-11-27T09:00:00Z' })
    expect(tooFar.status).toBe(400)
  })

  it('may come much later than those of Outlook', async () => {
    const delays = { notificationDelayMs: 100, todoNotificationDelayMs: 120_000 }
    const { add, pass, hook, subscribe, resource } = await watching({ conduct: delays })
    await subscribe(resource)
    await add()
    await pass(120_000)
    expect(hook.received).toEqual([])
    await pass(100)
    expect(hook.received).toHaveLength(1)
  })

  it('need a delegated token: an application is refused', async () => {
    const { emulator, hook, list } = await watching()
    const answer = await request(emulator, 'POST', '/v1.0/subscriptions', {
      token: applicationToken(emulator, ['Tasks.ReadWrite.All']),
      json: {
        changeType: 'updated',
        notificationUrl: hook.url,
        resource: `users/${small.anaId}/todo/lists/${list.id}/tasks`,
        expirationDateTime: '2026-11-26T09:00:00Z',
      },
    })
    expect(answer.status).toBe(403)
  })

  it('cannot watch a deleted list, nor lists themselves', async () => {
    const { graph, subscribe, resource, list } = await watching()
    expect((await subscribe('me/todo/lists')).status).toBe(400)
    await graph('DELETE', `/me/todo/lists/${list.id}`)
    expect((await subscribe(resource)).status).toBe(404)
  })
})
