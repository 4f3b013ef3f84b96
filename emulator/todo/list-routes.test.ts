import { describe, expect, it } from 'vitest'
import { toDo } from '../testing/to-do'

describe('task lists (learn.microsoft.com/graph/api/resources/todotasklist)', () => {
  it('begin with the built-in one, which can be neither renamed nor deleted', async () => {
    const { graph } = await toDo()
    const { body } = await graph('GET', '/me/todo/lists')
    expect(body.value?.map(({ displayName, wellknownListName }) => [displayName, wellknownListName])).toEqual(
      [
        ['Tasks', 'defaultList'],
        ['Work', 'none'],
      ],
    )
    const builtIn = `/me/todo/lists/${body.value?.[0]?.id}`
    expect((await graph('GET', builtIn)).body).toMatchObject({ isOwner: true, isShared: false })
    expect((await graph('PATCH', builtIn, { displayName: 'Mine' })).status).toBe(400)
    expect((await graph('DELETE', builtIn)).status).toBe(400)
  })

  it('take a name that exists and put a number behind it', async () => {
    const { graph } = await toDo()
    const names = []
    for (const displayName of ['Work', 'work', 'Tasks'])
      names.push((await graph('POST', '/me/todo/lists', { displayName })).body.displayName)
    expect(names).toEqual(['Work (1)', 'work (2)', 'Tasks (1)'])
  })

  it('may have two equal names, in that reading', async () => {
    const { graph } = await toDo({ uncertain: { U27: 'two-equal' } })
    expect((await graph('POST', '/me/todo/lists', { displayName: 'Work' })).body.displayName).toBe('Work')
  })

  it('are renamed whatever If-Match says', async () => {
    const { graph, list } = await toDo()
    const path = `/me/todo/lists/${list.id}`
    const stale = { 'If-Match': String(list['@odata.etag']) }
    expect((await graph('PATCH', path, { displayName: 'A' }, stale)).body.displayName).toBe('A')
    expect((await graph('PATCH', path, { displayName: 'B' }, stale)).status).toBe(200)
  })

  it('come in pages of $top with a nextLink', async () => {
    const { graph, follow } = await toDo()
    const first = await graph('GET', '/me/todo/lists?$top=1')
    expect(first.body.value).toHaveLength(1)
    const second = await graph('GET', follow(first.body['@odata.nextLink']))
    expect(second.body.value).toMatchObject([{ displayName: 'Work' }])
    expect(second.body).not.toHaveProperty('@odata.nextLink')
  })

  it('have a delta that tells of made, renamed and deleted ones, not of those that came and went', async () => {
    const { graph, round, list } = await toDo()
    const first = await round('/me/todo/lists/delta', { Prefer: 'odata.maxpagesize=1' })
    expect(first.items.map(({ displayName }) => displayName)).toEqual(['Tasks', 'Work'])
    const brief = (await graph('POST', '/me/todo/lists', { displayName: 'Brief' })).body
    await graph('DELETE', `/me/todo/lists/${brief.id}`)
    await graph('PATCH', `/me/todo/lists/${list.id}`, { displayName: 'Jobs' })
    const second = await round(first.link)
    expect(second.items).toMatchObject([{ id: list.id, displayName: 'Jobs' }])
    await graph('DELETE', `/me/todo/lists/${list.id}`)
    expect((await round(second.link)).items).toEqual([
      {
        id: list.id,
        isOwner: true,
        isShared: false,
        wellknownListName: 'none',
        '@removed': { reason: 'deleted' },
      },
    ])
  })
})

describe('a deleted task list', () => {
  async function deleted() {
    const box = await toDo({ conduct: { deletedListAnswersMs: 30_000 } })
    await box.add()
    const { link } = await box.round(`${box.tasks}/delta`)
    expect((await box.graph('DELETE', `/me/todo/lists/${box.list.id}`)).status).toBe(204)
    return { ...box, link }
  }

  it('is 404 at once and in no list', async () => {
    const { graph, list } = await deleted()
    expect((await graph('GET', `/me/todo/lists/${list.id}`)).status).toBe(404)
    expect((await graph('PATCH', `/me/todo/lists/${list.id}`, { displayName: 'x' })).status).toBe(404)
    expect((await graph('DELETE', `/me/todo/lists/${list.id}`)).status).toBe(404)
    expect((await graph('GET', '/me/todo/lists')).body.value).toHaveLength(1)
  })

  it('goes on answering for a while, and takes new tasks into nowhere', async () => {
    const { graph, tasks, pass } = await deleted()
    expect((await graph('GET', tasks)).body.value).toHaveLength(1)
    expect((await graph('GET', `${tasks}/delta`)).status).toBe(200)
    expect((await graph('POST', tasks, { title: 'Lost' })).status).toBe(201)
    await pass(30_000)
    expect((await graph('GET', tasks)).status).toBe(404)
    expect((await graph('GET', `${tasks}/delta`)).status).toBe(404)
    expect((await graph('POST', tasks, { title: 'Lost' })).status).toBe(404)
  })

  it('answers its saved deltaLink with an empty page and a fresh link, for good', async () => {
    const { graph, tasks, pass, round, link } = await deleted()
    await graph('POST', tasks, { title: 'Lost' })
    const once = await round(link)
    expect(once.items).toEqual([])
    await pass(50 * 60_000)
    expect((await round(once.link)).items).toEqual([])
  })
})
