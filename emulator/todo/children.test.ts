import { describe, expect, it } from 'vitest'
import { small } from '../testing/small-seed'
import { toDo } from '../testing/to-do'

const link = {
  applicationName: 'Tandem CRM',
  webUrl: 'https://crm.example/tasks/1',
  displayName: 'Open',
  externalId: 'task-1',
}

describe('children of tasks', () => {
  it('come inline everywhere, with their context, without being asked for', async () => {
    const { graph, tasks, add, round } = await toDo()
    const made = await add({ linkedResources: [link], checklistItems: [{ displayName: 'Ask' }] })
    const expected = {
      'linkedResources@odata.context': expect.stringContaining(`tasks('${made.id}')/linkedResources`),
      linkedResources: [{ ...link, id: expect.any(String) }],
      'checklistItems@odata.context': expect.stringContaining('/checklistItems'),
      checklistItems: [{ displayName: 'Ask', isChecked: false }],
    }
    expect(made).toMatchObject(expected)
    expect((await graph('GET', `${tasks}/${made.id}`)).body).toMatchObject(expected)
    expect((await graph('GET', tasks)).body.value).toMatchObject([expected])
    expect((await round(`${tasks}/delta`)).items).toMatchObject([expected])
  })

  it('move the etag of their task and bring it into delta, complete', async () => {
    const { graph, tasks, add, round } = await toDo()
    const { id, '@odata.etag': etag } = await add()
    const { link: delta } = await round(`${tasks}/delta`)
    const item = await graph('POST', `${tasks}/${id}/checklistItems`, { displayName: 'Ask' })
    expect(item.status).toBe(201)
    const { items } = await round(delta)
    expect(items).toMatchObject([{ id, title: 'Call Ines', checklistItems: [{ displayName: 'Ask' }] }])
    expect(items[0]?.['@odata.etag']).not.toBe(etag)
  })

  it('a checklist item loses its tick by a PATCH that does not name it', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add()
    const path = `${tasks}/${id}/checklistItems`
    const item = (await graph('POST', path, { displayName: 'Ask', isChecked: true })).body
    expect(item).toHaveProperty('checkedDateTime')
    const renamed = await graph('PATCH', `${path}/${item.id}`, { displayName: 'Ask again' })
    expect(renamed.body).toMatchObject({ displayName: 'Ask again', isChecked: false })
    expect(renamed.body).not.toHaveProperty('checkedDateTime')
    await graph('DELETE', `${path}/${item.id}`)
    expect((await graph('GET', `${tasks}/${id}`)).body).not.toHaveProperty('checklistItems')
  })

  it('a task has at most one linked resource', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add()
    const path = `${tasks}/${id}/linkedResources`
    expect((await graph('POST', path, link)).status).toBe(201)
    expect(await graph('POST', path, link)).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'invalidRequest',
          message: 'Only one item in linkedResources is allowed.',
          innerError: { code: 'InvalidModel' },
        },
      },
    })
  })

  it('a linked resource needs applicationName and an address of any scheme', async () => {
    const { graph, tasks, add } = await toDo()
    const path = `${tasks}/${(await add()).id}/linkedResources`
    expect((await graph('POST', path, { webUrl: link.webUrl })).body.error?.message).toContain(
      'applicationName',
    )
    expect((await graph('POST', path, { ...link, webUrl: 'crm' })).body.error?.message).toContain('webUrl')
    expect((await graph('POST', path, { ...link, webUrl: 'outlook:1' })).status).toBe(201)
  })

  it('null and an empty text clear nothing of a linked resource', async () => {
    const { graph, tasks, add } = await toDo()
    const path = `${tasks}/${(await add({ linkedResources: [link] })).id}/linkedResources`
    const id = (await graph('GET', path)).body.value?.[0]?.id
    const patch = { externalId: null, displayName: '', applicationName: 'Other' }
    const changed = await graph('PATCH', `${path}/${id}`, patch)
    expect(changed.body).toMatchObject({ ...link, applicationName: 'Other' })
    expect((await graph('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await graph('GET', path)).body.value).toEqual([])
  })
})

describe('open extensions of tasks and lists', () => {
  const extension = {
    '@odata.type': 'microsoft.graph.openTypeExtension',
    extensionName: 'com.example.crm',
    recordId: '1',
  }
  const asked = "$expand=extensions($filter=id eq 'com.example.crm')"

  it('are shown by the filtered $expand only', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add({ extensions: [extension] })
    const plain = await graph('GET', `${tasks}/${id}?$expand=extensions`)
    expect(plain.body).not.toHaveProperty('extensions')
    const shown = { extensions: [{ extensionName: 'com.example.crm', recordId: '1' }] }
    expect((await graph('GET', `${tasks}/${id}?${asked}`)).body).toMatchObject(shown)
    expect((await graph('GET', `${tasks}?${asked}`)).body.value).toMatchObject([shown])
    expect((await graph('GET', `${tasks}/delta?${asked}`)).status).toBe(400)
  })

  it('are replaced by a PATCH, and bring their task into delta without their content', async () => {
    const { graph, tasks, add, round } = await toDo()
    const { id } = await add()
    const { link: delta } = await round(`${tasks}/delta`)
    await graph('POST', `${tasks}/${id}/extensions`, extension)
    const one = `${tasks}/${id}/extensions/com.example.crm`
    const replaced = await graph('PATCH', one, { note: 'n' })
    expect(replaced.body).toMatchObject({ note: 'n' })
    expect(replaced.body).not.toHaveProperty('recordId')
    const { items } = await round(delta)
    expect(items).toMatchObject([{ id }])
    expect(items[0]).not.toHaveProperty('extensions')
    expect((await graph('DELETE', one)).status).toBe(204)
    expect((await graph('GET', one)).status).toBe(404)
  })

  it('hang on lists too', async () => {
    const { graph, list } = await toDo()
    const path = `/me/todo/lists/${list.id}`
    expect((await graph('POST', `${path}/extensions`, extension)).status).toBe(201)
    expect((await graph('GET', `${path}?${asked}`)).body).toMatchObject({ extensions: [{ recordId: '1' }] })
  })

  it('cannot be reached by an application', async () => {
    const { graph, tasks, add } = await toDo()
    const { id } = await add({ extensions: [extension] })
    const asApplication = tasks.replace('/me', `/users/${small.anaId}`)
    expect((await graph('POST', asApplication, { title: 'x', extensions: [extension] })).status).toBe(403)
    expect((await graph('GET', `${asApplication}/${id}/extensions/com.example.crm`)).status).toBe(401)
    expect((await graph('GET', `${asApplication}/${id}?${asked}`)).body).not.toHaveProperty('extensions')
  })
})
