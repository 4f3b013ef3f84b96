import { describe, expect, it } from 'vitest'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { toDo } from '../testing/to-do'
import { defaultListOf, listById } from './find-list'
import { taskById } from './find-task'
import { moveTask } from './task-verbs'

async function moved(options: Parameters<typeof toDo>[0] = {}) {
  const box = await toDo(options)
  const { emulator, graph, list, tasks, add, round } = box
  const made = await add({ linkedResources: [{ applicationName: 'CRM', externalId: '1' }] })
  const builtIn = (await graph('GET', '/me/todo/lists')).body.value?.[0]
  const there = `/me/todo/lists/${builtIn?.id}/tasks`
  const [here, elsewhere] = [await round(`${tasks}/delta`), await round(`${there}/delta`)]
  const from = listById(emulator, small.anaId, String(list.id))
  moveTask(emulator, taskById(emulator, from, String(made.id)), defaultListOf(small.anaId))
  return { ...box, made, there, left: await round(here.link), arrived: await round(elsewhere.link) }
}

describe('delta of tasks (learn.microsoft.com/graph/api/todotask-delta)', () => {
  it('tells whole tasks in pages of maxpagesize, which each page must be asked for', async () => {
    const { graph, tasks, add, follow } = await toDo()
    for (let count = 0; count < 55; count += 1) await add()
    const size = { Prefer: 'odata.maxpagesize=2' }
    const first = await graph('GET', `${tasks}/delta`, undefined, size)
    expect(first.headers.get('preference-applied')).toBe('odata.track-changes')
    expect(first.body.value).toHaveLength(2)
    expect(first.body.value?.[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.todoTask',
      title: 'Call Ines',
    })
    const next = follow(first.body['@odata.nextLink'])
    expect((await graph('GET', next, undefined, size)).body.value).toHaveLength(2)
    expect((await graph('GET', next)).body.value).toHaveLength(50)
  })

  it('tells a deleted task with a few properties beside, and no edit that came before', async () => {
    const { graph, tasks, add, round } = await toDo()
    const { id } = await add()
    const { link } = await round(`${tasks}/delta`)
    await graph('PATCH', `${tasks}/${id}`, { title: 'Edited' })
    await graph('DELETE', `${tasks}/${id}`)
    expect((await round(link)).items).toEqual([
      {
        id,
        hasAttachments: false,
        isReminderOn: false,
        '@removed': { reason: 'deleted' },
      },
    ])
  })

  it('lets an older deltaLink be used again', async () => {
    const { tasks, add, round } = await toDo()
    const { link } = await round(`${tasks}/delta`)
    await add()
    await round(link)
    expect((await round(link)).items).toHaveLength(1)
  })

  it.each([
    ["$filter=status eq 'completed'", 'Invalid request. Delta query is not supported by this resource.'],
    ['$top=5', 'Skip token is not provided.'],
  ])('refuses %s', async (option, message) => {
    const { graph, tasks } = await toDo()
    const answer = await graph('GET', `${tasks}/delta?${option}`)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalidRequest', message } } })
  })

  it('takes a plain $expand without effect', async () => {
    const { graph, tasks } = await toDo()
    expect((await graph('GET', `${tasks}/delta?$expand=linkedResources`)).status).toBe(200)
  })

  it('answers a mangled token 400, one of another list and expired ones 410', async () => {
    const { emulator, graph, tasks, round, list } = await toDo()
    const { link } = await round(`${tasks}/delta`)
    expect(await graph('GET', `${link}x`)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', message: 'Badly formed token.' } },
    })
    const other = (await graph('POST', '/me/todo/lists', { displayName: 'Other' })).body
    const elsewhere = link.replace(String(list.id), String(other.id))
    expect(await graph('GET', elsewhere)).toMatchObject({
      status: 410,
      body: { error: { code: 'SyncStateNotFound', innerError: { code: 'SyncStateNotFound' } } },
    })
    emulator.outlook.expireDeltaTokens(small.anaId)
    expect((await graph('GET', link)).status).toBe(410)
    expect((await round(`${tasks}/delta`)).items).toEqual([])
  })

  it('may answer a valid link 404 or 500 once, as a fault', async () => {
    const { emulator, graph, tasks, round } = await toDo()
    const { link } = await round(`${tasks}/delta`)
    for (const status of [404, 500]) {
      emulator.faults.add({ match: { path: 'tasks/delta' }, times: 1, effect: { status } })
      expect((await graph('GET', link)).status).toBe(status)
      expect((await graph('GET', link)).status).toBe(200)
    }
  })
})

describe('a task that people move to another list', () => {
  it('is removed here and appears there under a new id', async () => {
    const { graph, tasks, made, left, arrived, there } = await moved()
    expect(left.items).toMatchObject([{ id: made.id, '@removed': { reason: 'deleted' } }])
    expect(arrived.items).toMatchObject([{ title: 'Call Ines', linkedResources: [{ externalId: '1' }] }])
    const [{ id } = {}] = arrived.items
    expect(id).not.toBe(made.id)
    expect((await graph('GET', `${tasks}/${made.id}`)).status).toBe(404)
    expect((await graph('GET', `${there}/${made.id}`)).status).toBe(404)
    expect((await graph('GET', `${there}/${id}`)).status).toBe(200)
  })

  it('can be moved by the control API, which answers the new id', async () => {
    const { emulator, graph, add, list } = await toDo()
    const other = (await graph('POST', '/me/todo/lists', { displayName: 'Other' })).body
    const { id: taskId } = await add()
    const move = { userId: small.anaId, taskId, listId: other.id }
    const { status, body } = await control(emulator, 'POST', '/tasks/move', move)
    expect(status).toBe(200)
    const tasks = (await graph('GET', `/me/todo/lists/${other.id}/tasks`)).body.value
    expect(tasks).toMatchObject([body as { id: string }])
    expect((await control(emulator, 'POST', '/tasks/move', { ...move, listId: list.id })).status).toBe(400)
  })

  it('loses its linked resource, in that reading', async () => {
    const { arrived } = await moved({ uncertain: { U25: 'no' } })
    expect(arrived.items[0]).not.toHaveProperty('linkedResources')
  })
})
