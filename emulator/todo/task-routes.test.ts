import { describe, expect, it } from 'vitest'
import { small } from '../testing/small-seed'
import { applicationToken, delegatedToken, request } from '../testing/test-emulator'
import { toDo } from '../testing/to-do'

describe('tasks (learn.microsoft.com/graph/api/resources/todotask)', () => {
  it('show what they have, and leave out what is null or empty', async () => {
    const { graph, tasks, list } = await toDo()
    const { status, headers, body } = await graph('POST', tasks, { title: 'Send the offer' })
    expect(status).toBe(201)
    expect(headers.get('etag')).toBe(body['@odata.etag'])
    expect(headers.get('location')).toContain(`/todo/lists('${list.id}')/tasks('${body.id}')`)
    expect(body).toEqual({
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#users('${small.anaId}')/todo/lists('${list.id}')/tasks/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"/),
      importance: 'normal',
      isReminderOn: false,
      status: 'notStarted',
      title: 'Send the offer',
      createdDateTime: '2026-11-24T09:00:00.0000000Z',
      lastModifiedDateTime: '2026-11-24T09:00:00.0000000Z',
      bodyLastModifiedDateTime: '2026-11-24T09:00:00.0000000Z',
      hasAttachments: false,
      categories: [],
      id: expect.any(String),
      body: { content: '', contentType: 'text' },
    })
  })

  it('change by what a PATCH names: null clears, absent stays', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add({
      importance: 'high',
      body: { contentType: 'html', content: '<p>Hello</p>' },
      dueDateTime: { dateTime: '2026-12-05T00:00:00', timeZone: 'UTC' },
    })
    const changed = await graph('PATCH', `${tasks}/${id}`, { status: 'inProgress', dueDateTime: null })
    expect(changed.body).toMatchObject({
      status: 'inProgress',
      importance: 'high',
      body: { contentType: 'html', content: '<p>Hello</p>' },
    })
    expect(changed.body).not.toHaveProperty('dueDateTime')
  })

  it('carry the day of their completion, and lose it when they are opened again', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add()
    const done = await graph('PATCH', `${tasks}/${id}`, { status: 'completed' })
    expect(done.body.completedDateTime).toEqual({ dateTime: '2026-11-24T00:00:00.0000000', timeZone: 'UTC' })
    const opened = await graph('PATCH', `${tasks}/${id}`, { status: 'notStarted' })
    expect(opened.body).not.toHaveProperty('completedDateTime')
  })

  it('are gone once deleted: a second DELETE is 404 with the code of Exchange inside', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add()
    expect((await graph('DELETE', `${tasks}/${id}`)).status).toBe(204)
    expect(await graph('DELETE', `${tasks}/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'ErrorItemNotFound', innerError: { code: 'ErrorItemNotFound' } } },
    })
  })

  it.each([
    ['no title', {}],
    ['an unknown property', { title: 'x', assignedTo: 'Ana' }],
    ['a read-only one', { title: 'x', createdDateTime: '2020-01-01T00:00:00Z' }],
    ['an unknown status', { title: 'x', status: 'done' }],
    ['a title beyond 255 characters', { title: 'x'.repeat(256) }],
    [
      'two linked resources',
      { title: 'x', linkedResources: [{ applicationName: 'a' }, { applicationName: 'b' }] },
    ],
  ])('refuse %s', async (_, body) => {
    const { graph, tasks } = await toDo()
    const answer = await graph('POST', tasks, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalidRequest' } } })
  })

  it('know a malformed id before they look for it', async () => {
    const { graph, tasks } = await toDo()
    expect(await graph('GET', `${tasks}/AAMk`)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalidRequest', innerError: { code: 'ErrorInvalidIdMalformed' } } },
    })
  })
})

describe('readings of what is not settled', () => {
  it('a 404 may have another code outside', async () => {
    const { graph, tasks, add } = await toDo({ uncertain: { U22: 'itemNotFound' } })
    const { id } = await add()
    await graph('DELETE', `${tasks}/${id}`)
    expect((await graph('GET', `${tasks}/${id}`)).body.error).toMatchObject({
      code: 'itemNotFound',
      innerError: { code: 'ErrorItemNotFound' },
    })
  })

  it('a title may be of any length', async () => {
    const { add } = await toDo({ uncertain: { U26: 'accepted' } })
    expect((await add({ title: 'x'.repeat(256) })).title).toHaveLength(256)
  })

  it('a text body may become HTML when a task is updated', async () => {
    const { graph, tasks, add } = await toDo({ uncertain: { U40: 'becomes-html' } })
    const { id } = await add()
    const body = { content: 'a < b\nc', contentType: 'text' }
    expect((await graph('PATCH', `${tasks}/${id}`, { body })).body.body).toEqual({
      contentType: 'html',
      content: '<html><body>a &lt; b<br>c</body></html>',
    })
  })
})

describe('queries of To Do', () => {
  it.each(['', '/delta', '/{id}'])('refuse $select on tasks%s', async (path) => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add()
    const answer = await graph('GET', `${tasks}${path.replace('{id}', String(id))}?$select=title`)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalidRequest', innerError: { code: 'RequestBroker--ParseUri' } } },
    })
  })

  it('filter, order and page tasks; $count is ignored', async () => {
    const { graph, tasks, add, follow } = await toDo()
    for (const title of ['b', 'a', 'c']) await add({ title, categories: title === 'c' ? ['Blue'] : [] })
    await graph('PATCH', `${tasks}/${(await graph('GET', tasks)).body.value?.[0]?.id}`, {
      status: 'completed',
    })
    const titles = async (query: string) =>
      (await graph('GET', `${tasks}?${query}`)).body.value?.map(({ title }) => title)
    expect(await titles("$filter=status ne 'completed'&$orderby=title")).toEqual(['a', 'c'])
    expect(await titles("$filter=categories/any(c:c eq 'Blue')")).toEqual(['c'])
    expect(await titles('$skip=1&$count=true')).toEqual(['a', 'c'])
    const first = await graph('GET', `${tasks}?$top=2`)
    expect((await graph('GET', follow(first.body['@odata.nextLink']))).body.value).toMatchObject([
      { title: 'c' },
    ])
    expect((await graph('GET', `${tasks}?$filter=extensions/any(e:e/id eq 'x')`)).status).toBe(400)
  })

  it.each([
    ['lastModifiedDateTime ge 2026-11-24T09:00:00Z', 1],
    ['lastModifiedDateTime ge 2026-11-24T09:00:00.000Z', 1],
    ['lastModifiedDateTime gt 2026-11-24T09:00:00.0000000Z', 0],
    ['lastModifiedDateTime le 2026-11-24T10:00:00+01:00', 1],
    ["dueDateTime/dateTime lt '2026-12-05T00:00:00'", 1],
    ["dueDateTime/dateTime lt '2026-12-04T23:00:00'", 0],
  ])('compare instants however they are written: %s', async (filter, count) => {
    const { graph, tasks, add } = await toDo()
    await add({ dueDateTime: { dateTime: '2026-12-05T00:00:00', timeZone: 'Europe/Paris' } })
    const found = await graph('GET', `${tasks}?$filter=${encodeURIComponent(filter)}`)
    expect(found.body.value).toHaveLength(count)
  })

  it('come in pages of 50 when nobody asks', async () => {
    const { graph, tasks, add } = await toDo()
    for (let count = 0; count < 51; count += 1) await add()
    expect((await graph('GET', tasks)).body.value).toHaveLength(50)
  })

  it('take $select, and show children on $expand only, in the reading of the pages', async () => {
    const { graph, tasks, add } = await toDo({ uncertain: { U21: 'as-documented' } })
    await add({ linkedResources: [{ applicationName: 'CRM' }] })
    const plain = (await graph('GET', `${tasks}?$select=title`)).body.value?.[0] ?? {}
    expect(Object.keys(plain)).toEqual(['@odata.etag', 'title', 'id'])
    const expanded = await graph('GET', `${tasks}?$expand=linkedResources,checklistItems`)
    expect(expanded.body.value).toMatchObject([{ linkedResources: [{ applicationName: 'CRM' }] }])
  })
})

describe('permissions of To Do (learn.microsoft.com/graph/permissions-reference)', () => {
  const lists = `/v1.0/users/${small.anaId}/todo/lists`

  it('let an application read and write with Tasks.ReadWrite.All', async () => {
    const { graph, tasks, add } = await toDo()
    const asApplication = tasks.replace('/me', `/users/${small.anaId}`)
    const { id } = await add({}, asApplication)
    expect((await graph('PATCH', `${asApplication}/${id}`, { title: 'x' })).status).toBe(200)
  })

  it('refuse its writes, in the reading of some pages', async () => {
    const { graph, tasks } = await toDo({ uncertain: { U23: '403' } })
    const asApplication = tasks.replace('/me', `/users/${small.anaId}`)
    expect((await graph('POST', asApplication, { title: 'x' })).status).toBe(403)
    expect((await graph('GET', asApplication)).status).toBe(200)
  })

  it('answer an application without them 401 and no text', async () => {
    const { emulator } = await toDo()
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const answer = await request(emulator, 'GET', lists, { token })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 'UnknownError', message: '' } })
  })

  it('need Tasks.ReadWrite for a write with a delegated token', async () => {
    const { emulator } = await toDo()
    const token = delegatedToken(emulator, small.anaId, ['Tasks.Read'])
    expect((await request(emulator, 'GET', lists, { token })).status).toBe(200)
    const json = { displayName: 'x' }
    expect((await request(emulator, 'POST', lists, { token, json })).status).toBe(403)
  })

  it('lead a delegated token to its own mailbox only', async () => {
    const { emulator } = await toDo()
    const token = delegatedToken(emulator, small.brunoId, ['Tasks.ReadWrite'])
    const answer = await request(emulator, 'GET', lists, { token })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalidRequest', innerError: { code: 'ErrorIncorrectRoutingHint' } },
    })
  })
})
