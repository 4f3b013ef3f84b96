import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'

const origin = 'http://localhost:4365'
const home = `/todo/${small.anaId}`

/** Ana's To Do in a browser, and the same by Graph. */
async function browser() {
  const box = mailbox()
  const page = async (path = home) => {
    const answer = await box.emulator.fetch(new Request(origin + path))
    return { status: answer.status, text: await answer.text() }
  }
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields)
    const answer = await box.emulator.fetch(new Request(origin + path, { method: 'POST', body }))
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    }
  }
  const builtIn = (await box.graph('GET', '/me/todo/lists')).body.value?.[0]?.id
  const tasks = `/me/todo/lists/${builtIn}/tasks`
  const all = async () => (await box.graph('GET', tasks)).body.value ?? []
  const one = async () => (await all())[0] ?? {}
  /** The page of the only task. */
  const pathOf = async () => `${home}/task/${(await one()).id}`
  return { ...box, page, post, tasks, all, one, pathOf }
}

describe('the To Do page', () => {
  it('adds a task as the app does: due at midnight of the user’s own zone', async () => {
    const { post, one, page } = await browser()
    await post(`${home}/tasks`, { title: 'Call <Ines>', due: '2026-12-05', important: 'on' })
    expect(await one()).toMatchObject({
      title: 'Call <Ines>',
      importance: 'high',
      dueDateTime: { dateTime: '2026-12-04T23:00:00.0000000', timeZone: 'UTC' },
    })
    const { text } = await page()
    expect(text).toContain('Call &lt;Ines&gt;')
    expect(text).toContain('<time datetime="2026-12-05">')
  })

  it('completes, reopens and stars with one click, each button named after its task', async () => {
    const { post, one, page, pathOf } = await browser()
    await post(`${home}/tasks`, { title: 'Call Ines' })
    expect((await page()).text).toContain('aria-label="Complete: Call Ines"')
    await post(`${await pathOf()}/complete`)
    expect(await one()).toMatchObject({ status: 'completed' })
    await post(`${await pathOf()}/reopen`)
    await post(`${await pathOf()}/star`)
    expect(await one()).toMatchObject({ status: 'notStarted', importance: 'high' })
    await post(`${await pathOf()}/unstar`)
    expect(await one()).toMatchObject({ importance: 'normal' })
  })

  it('says which task is late', async () => {
    const { post, page } = await browser()
    await post(`${home}/tasks`, { title: 'Late', due: '2026-11-23' })
    await post(`${home}/tasks`, { title: 'In time', due: '2026-11-24' })
    const { text } = await page()
    expect(text.match(/Overdue/g)).toHaveLength(1)
    expect(text).toContain('>today<')
  })

  it('makes, renames and deletes lists; the built-in one stays', async () => {
    const { post, graph, page } = await browser()
    const names = async () =>
      (await graph('GET', '/me/todo/lists')).body.value?.map(({ displayName }) => displayName)
    const made = await post(`${home}/lists`, { displayName: 'Shopping' })
    expect(await names()).toEqual(['Tasks', 'Shopping'])
    const id = new URL(made.location, origin).searchParams.get('list')
    await post(`${home}/lists/${id}/rename`, { displayName: 'Groceries' })
    expect(await names()).toEqual(['Tasks', 'Groceries'])
    await post(`${home}/lists/${id}/delete`)
    expect(await names()).toEqual(['Tasks'])
    expect((await page()).text).not.toContain('Delete list')
  })

  it('moves tasks to another list and deletes them, several at once', async () => {
    const { post, graph, all } = await browser()
    const list = (await graph('POST', '/me/todo/lists', { displayName: 'Work' })).body
    for (const title of ['a', 'b']) await post(`${home}/tasks`, { title })
    const [first, second] = (await all()).map(({ id }) => String(id))
    await post(`${home}/selected`, { action: 'move', to: String(list.id), task: first ?? '' })
    expect((await graph('GET', `/me/todo/lists/${list.id}/tasks`)).body.value).toMatchObject([{ title: 'a' }])
    await post(`${home}/selected`, { action: 'delete', task: second ?? '' })
    expect(await all()).toEqual([])
  })
})

describe('the page of a task', () => {
  it('changes what was changed and writes nothing otherwise', async () => {
    const { post, graph, tasks, one, pathOf, page } = await browser()
    await graph('POST', tasks, {
      title: 'Offer',
      body: { contentType: 'html', content: '<p>Prices<br>of list B</p>' },
      dueDateTime: { dateTime: '2026-12-05T00:00:00', timeZone: 'UTC' },
      reminderDateTime: { dateTime: '2026-12-04T08:00:00', timeZone: 'UTC' },
    })
    const before = await one()
    const form = {
      title: 'Offer',
      due: '2026-12-05',
      reminder: '2026-12-04T09:00',
      notes: 'Prices\r\nof list B',
      status: 'notStarted',
      importance: 'normal',
      repeat: 'never',
      categories: '',
    }
    expect((await page(await pathOf())).text).toContain('value="2026-12-04T09:00"')
    await post(await pathOf(), form)
    expect(await one()).toEqual(before)
    const changes = {
      due: '',
      importance: 'high',
      status: 'waitingOnOthers',
      notes: 'New',
      categories: 'Blue\r\n',
    }
    expect((await post(await pathOf(), { ...form, ...changes })).status).toBe(303)
    const after = await one()
    expect(after).toMatchObject({
      title: 'Offer',
      importance: 'high',
      status: 'waitingOnOthers',
      body: { contentType: 'text', content: 'New' },
      categories: ['Blue'],
      reminderDateTime: before.reminderDateTime,
    })
    expect(after).not.toHaveProperty('dueDateTime')
  })

  it('repeats a task on the day of its due date', async () => {
    const { post, one, pathOf } = await browser()
    await post(`${home}/tasks`, { title: 'Water', due: '2026-12-05' })
    await post(await pathOf(), { title: 'Water', due: '2026-12-05', repeat: 'weekly' })
    expect(await one()).toMatchObject({
      recurrence: {
        pattern: { type: 'weekly', daysOfWeek: ['saturday'] },
        range: { startDate: '2026-12-05' },
      },
    })
    await post(`${await pathOf()}/complete`)
    expect(await one()).toMatchObject({
      status: 'notStarted',
      dueDateTime: { dateTime: '2026-12-12T00:00:00.0000000' },
    })
  })

  it('keeps what was typed when it is refused', async () => {
    const { post, pathOf } = await browser()
    await post(`${home}/tasks`, { title: 'Call' })
    const { status, text } = await post(await pathOf(), { title: 'x'.repeat(256), notes: 'Kept' })
    expect(status).toBe(400)
    expect(text).toContain('Kept</textarea>')
  })

  it('has steps, and takes away the link to another app', async () => {
    const { post, graph, tasks, one, pathOf, page } = await browser()
    const linkedResources = [
      { applicationName: 'Tandem CRM', webUrl: 'https://crm.example/t/1', displayName: 'Offer' },
    ]
    await graph('POST', tasks, { title: 'Call', linkedResources })
    expect((await page(await pathOf())).text).toContain('<a href="https://crm.example/t/1">Offer</a>')
    await post(`${await pathOf()}/steps`, { displayName: 'Ask' })
    const [item] = (await one()).checklistItems as { id: string }[]
    await post(`${await pathOf()}/steps/${item?.id}`)
    await post(`${await pathOf()}/unlink`)
    expect(await one()).toMatchObject({ checklistItems: [{ displayName: 'Ask', isChecked: true }] })
    expect(await one()).not.toHaveProperty('linkedResources')
    await post(`${await pathOf()}/steps/${item?.id}`, { action: 'delete' })
    expect(await one()).not.toHaveProperty('checklistItems')
  })
})
