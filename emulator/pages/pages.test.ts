import { describe, expect, it } from 'vitest'
import { grantForUser } from '../identity/consent'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'

const origin = 'http://localhost:4365'

function browser(options: Parameters<typeof mailbox>[0] = {}) {
  const box = mailbox(options)
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await box.emulator.fetch(new Request(origin + path, { headers }))
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields)
    const answer = await box.emulator.fetch(new Request(origin + path, { method: 'POST', body, headers }))
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    }
  }
  return { ...box, get, post }
}

const people = `/people/${small.anaId}`

describe('the pages', () => {
  it('let one choose a user, in the language of the browser', async () => {
    const { get } = browser()
    expect((await get('/', { 'accept-language': 'fr-BE,fr;q=0.9' })).text).toContain('Qui êtes-vous')
    const english = await get('/', { 'accept-language': 'de, en' })
    expect(english.text).toContain('Who are you')
    expect(english.text).toContain(`href="${people}"`)
  })

  it.each([
    ['calendar', 'calendar'],
    ['people', 'people'],
    ['todo', 'todo'],
    ['tasks', 'todo'],
  ])('lead from /%s to the person that a link hints at', async (path, name) => {
    const { get } = browser()
    const hinted = await get(`/${path}?login_hint=ANA@small.example`)
    expect(hinted.headers.get('location')).toBe(`/${name}/${small.anaId}`)
    expect((await get(`/${path}?login_hint=nobody@small.example`)).headers.get('location')).toBe('/')
  })

  it('run and load nothing', async () => {
    const { get } = browser()
    const { headers, text } = await get(people)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).not.toContain('<script')
  })

  it('refuse a form that another site has sent', async () => {
    const { post } = browser()
    const fields = { displayName: 'Theirs' }
    expect((await post(`${people}/folders`, fields, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post(`${people}/folders`, fields, { origin })).status).toBe(303)
  })

  it('say so when there is no such user or no mailbox', async () => {
    const { get } = browser()
    expect((await get('/people/nobody')).status).toBe(404)
    expect((await get(`/people/${small.withoutMailboxId}`)).text).toContain('has no mailbox')
  })
})

describe('People', () => {
  it('makes and edits contacts as Outlook does: Graph, delta and subscribers see it', async () => {
    const { post, get, graph, follow } = browser()
    const start = (await graph('GET', '/me/contacts/delta')).body['@odata.deltaLink']
    await post(`${people}/new`, {
      givenName: 'Zoé',
      surname: '<Durand>',
      'emailAddresses.0': 'zoe@d.example',
      birthday: '1990-02-03',
    })
    const { body } = await graph('GET', follow(start))
    expect(body.value).toMatchObject([
      {
        displayName: 'Zoé <Durand>',
        birthday: '1990-02-03T11:59:00Z',
        emailAddresses: [{ address: 'zoe@d.example' }],
      },
    ])
    const list = await get(people)
    expect(list.text).toContain('Zoé &lt;Durand&gt;')
    const form = /href="([^"]*\/contact\/[^"]*)"/.exec(list.text)?.[1] ?? ''
    expect(
      (await post(form, { surname: 'Martin', displayName: 'Zoé <Durand>', personalNotes: '' })).status,
    ).toBe(303)
    const edited = await graph('GET', `/me/contacts/${body.value?.[0]?.id}`)
    expect(edited.body).toMatchObject({ displayName: 'Zoé Martin', birthday: '1990-02-03T11:59:00Z' })
  })

  it('writes nothing when nothing was changed', async () => {
    const { post, get, graph } = browser()
    const { body } = await graph('POST', '/me/contacts', { givenName: 'Ana', personalNotes: 'a\nb' })
    const form = /href="([^"]*\/contact\/[^"]*)"/.exec((await get(people)).text)?.[1] ?? ''
    await post(form, { givenName: 'Ana', displayName: 'Ana', personalNotes: 'a\r\nb' })
    expect((await graph('GET', `/me/contacts/${body.id}`)).body['@odata.etag']).toBe(body['@odata.etag'])
  })

  it('keeps what was typed when it is refused', async () => {
    const { post } = browser()
    const { status, text } = await post(`${people}/new`, { givenName: 'x'.repeat(256), surname: 'Kept' })
    expect(status).toBe(400)
    expect(text).toContain('longer than 255')
    expect(text).toContain('value="Kept"')
  })

  it('moves contacts between folders, deletes them, and brings them back', async () => {
    const { post, get, graph } = browser()
    const folder = (await graph('POST', '/me/contactFolders', { displayName: 'Clients' })).body
    const immutable = { Prefer: 'IdType="ImmutableId"' }
    const contact = (await graph('POST', '/me/contacts', { givenName: 'Ana' }, immutable)).body
    await post(`${people}/selected`, { action: 'move', to: String(folder.id), contact: String(contact.id) })
    const inFolder = `/me/contactFolders/${folder.id}/contacts`
    expect((await graph('GET', inFolder)).body.value).toHaveLength(1)
    await post(`${people}/selected`, {
      action: 'delete',
      folder: String(folder.id),
      contact: String(contact.id),
    })
    expect((await graph('GET', inFolder)).body.value).toHaveLength(0)
    expect((await get(`${people}/deleted`)).text).toContain('Ana')
    await post(`${people}/deleted`, { action: 'restore', contact: String(contact.id) })
    expect((await graph('GET', '/me/contacts', undefined, immutable)).body.value).toMatchObject([
      { id: contact.id },
    ])
  })

  it('shows what a folder refuses', async () => {
    const { post } = browser()
    await post(`${people}/folders`, { displayName: 'Clients' })
    const twice = await post(`${people}/folders`, { displayName: 'Clients' })
    expect(twice).toMatchObject({ status: 409, text: expect.stringContaining('already exists') })
  })

  it('deletes a folder and restores it with its contacts', async () => {
    const { post, graph } = browser()
    const folder = (await graph('POST', '/me/contactFolders', { displayName: 'Clients' })).body
    await graph('POST', `/me/contactFolders/${folder.id}/contacts`, { givenName: 'Ana' })
    await post(`${people}/folders/${folder.id}/delete`, {})
    expect((await graph('GET', '/me/contactFolders')).body.value).toEqual([])
    await post(`${people}/deleted`, { action: 'restore', folder: String(folder.id) })
    expect((await graph('GET', `/me/contactFolders/${folder.id}/contacts`)).body.value).toHaveLength(1)
  })
})

describe('the inbox', () => {
  it('shows a message without running it, with its links', async () => {
    const { get, graph } = browser()
    await graph('POST', '/me/sendMail', {
      message: {
        subject: 'Hello <b>',
        body: {
          contentType: 'HTML',
          content: '<script>alert(1)</script><a href="https://crm.example/i?a=1&amp;b=2">x</a>',
        },
        toRecipients: [{ emailAddress: { address: 'bruno@small.example' } }],
      },
    })
    const list = await get(`/inbox/${small.brunoId}`)
    expect(list.text).toContain('Hello &lt;b&gt;')
    const message = await get(/href="(\/inbox\/[^"]+\/\d+)"/.exec(list.text)?.[1] ?? '')
    expect(message.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(message.text).not.toContain('<script')
    expect(message.text).toContain('href="https://crm.example/i?a=1&amp;b=2"')
  })
})

describe('the app launcher (learn.microsoft.com/entra/identity/enterprise-apps/application-properties)', () => {
  it('shows a tile only to users who are assigned, and opens the homepage with nothing attached', async () => {
    const { get, emulator } = browser()
    const apps = `/apps/${small.anaId}`
    expect((await get(apps)).text).not.toContain('class="tile"')
    const ana = emulator.directory.users.get(small.anaId)
    if (!ana) throw new Error('the seed has no Ana')
    grantForUser(emulator, ana, small.appId, ['User.Read'])
    const { text, headers } = await get(apps)
    expect(text).toContain('href="http://localhost:3000/launch"')
    expect(headers.get('set-cookie')).toContain('emulator_session=')
  })
})

describe('the controls', () => {
  it('withdraw consent, disable users and add faults through the control API', async () => {
    const { post, get, emulator } = browser()
    await post('/admin', { method: 'PATCH', path: `/users/${small.anaId}`, json: '{"accountEnabled":false}' })
    expect(emulator.directory.users.get(small.anaId)?.accountEnabled).toBe(false)
    await post('/admin', { path: '/faults', faultPath: 'contacts', effect: 'unavailable', times: '2' })
    expect(emulator.faults.list()).toMatchObject([
      { match: { path: 'contacts' }, times: 2, effect: { status: 503 } },
    ])
    const refused = await post('/admin', { method: 'PATCH', path: '/users/nobody', json: '{}' })
    expect(refused.status).toBe(400)
    expect((await get('/admin')).text).toContain('503')
  })
})
