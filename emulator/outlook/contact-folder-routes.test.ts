import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'

const folder = async ({ graph }: ReturnType<typeof mailbox>, displayName = 'Tandem CRM Contacts') =>
  (await graph('POST', '/me/contactFolders', { displayName })).body

describe('contact folders (learn.microsoft.com/graph/api/resources/contactfolder)', () => {
  it('are listed without the default one, whose id is the parent of a new folder', async () => {
    const box = mailbox()
    const made = await folder(box)
    const { body } = await box.graph('GET', '/me/contactFolders')
    expect(body.value).toMatchObject([{ id: made.id, displayName: 'Tandem CRM Contacts' }])
    const parent = await box.graph('GET', `/me/contactFolders/${made.parentFolderId}`)
    expect(parent.body.displayName).toBe('Contacts')
    const contact = await box.graph('POST', '/me/contacts', { givenName: 'Ana' })
    expect(contact.body.parentFolderId).toBe(made.parentFolderId)
  })

  it('refuse a name that is taken under the same parent, and only there', async () => {
    const box = mailbox()
    const made = await folder(box)
    const taken = await box.graph('POST', '/me/contactFolders', { displayName: 'tandem crm contacts' })
    expect(taken).toMatchObject({ status: 409, body: { error: { code: 'ErrorFolderExists' } } })
    const child = { displayName: 'Tandem CRM Contacts' }
    expect((await box.graph('POST', `/me/contactFolders/${made.id}/childFolders`, child)).status).toBe(201)
    const other = await folder(box, 'Other')
    expect((await box.graph('PATCH', `/me/contactFolders/${other.id}`, child)).status).toBe(409)
  })

  it('keep contacts apart: a list shows its own folder only, a contact is reached from anywhere', async () => {
    const box = mailbox()
    const made = await folder(box)
    const path = `/me/contactFolders/${made.id}/contacts`
    const { body } = await box.graph('POST', path, { givenName: 'Ana' })
    expect((await box.graph('GET', path)).body.value).toHaveLength(1)
    expect((await box.graph('GET', '/me/contacts')).body.value).toHaveLength(0)
    expect((await box.graph('GET', `/me/contacts/${body.id}`)).status).toBe(200)
    expect(
      (await box.graph('GET', `/me/contactFolders/${made.parentFolderId}/contacts/${body.id}`)).status,
    ).toBe(404)
  })

  it('leave the list when deleted, and take their contacts along', async () => {
    const box = mailbox()
    const made = await folder(box)
    const contact = (await box.graph('POST', `/me/contactFolders/${made.id}/contacts`, { givenName: 'Ana' }))
      .body
    expect((await box.graph('DELETE', `/me/contactFolders/${made.id}`)).status).toBe(204)
    expect((await box.graph('GET', '/me/contactFolders')).body.value).toEqual([])
    expect((await box.graph('GET', `/me/contactFolders/${made.id}`)).status).toBe(404)
    expect((await box.graph('GET', `/me/contacts/${contact.id}`)).status).toBe(404)
    expect((await box.graph('POST', `/me/contactFolders/${made.id}/contacts`, {})).status).toBe(404)
  })

  it('live on under Deleted Items: by id they can still be read, in that reading', async () => {
    const box = mailbox({ uncertain: { U1: '200' } })
    const made = await folder(box)
    await box.graph('DELETE', `/me/contactFolders/${made.id}`)
    expect((await box.graph('GET', '/me/contactFolders')).body.value).toEqual([])
    expect((await box.graph('GET', `/me/contactFolders/${made.id}`)).status).toBe(200)
  })

  it('are gone for good when deleted once more', async () => {
    const box = mailbox({ uncertain: { U1: '200' } })
    const made = await folder(box)
    await box.graph('DELETE', `/me/contactFolders/${made.id}`)
    expect((await box.graph('DELETE', `/me/contactFolders/${made.id}`)).status).toBe(204)
    expect((await box.graph('GET', `/me/contactFolders/${made.id}`)).status).toBe(404)
  })

  it.each([
    ['409', 409, 1],
    ['204-without-effect', 204, 1],
    ['503', 503, 1],
  ] as const)(
    'cannot be deleted when Deleted Items holds one of that name (%s); a rename, or permanentDelete, helps',
    async (U34, status, left) => {
      const box = mailbox({ uncertain: { U34 } })
      const first = await folder(box)
      await box.graph('DELETE', `/me/contactFolders/${first.id}`)
      const second = await folder(box)
      expect((await box.graph('DELETE', `/me/contactFolders/${second.id}`)).status).toBe(status)
      expect((await box.graph('GET', '/me/contactFolders')).body.value).toHaveLength(left)
      await box.graph('PATCH', `/me/contactFolders/${second.id}`, { displayName: 'Away' })
      expect((await box.graph('DELETE', `/me/contactFolders/${second.id}`)).status).toBe(204)
      const third = await folder(box)
      expect((await box.graph('POST', `/me/contactFolders/${third.id}/permanentDelete`)).status).toBe(204)
      expect((await box.graph('GET', '/me/contactFolders')).body.value).toEqual([])
    },
  )

  it('do not let the default one be deleted', async () => {
    const box = mailbox()
    const { parentFolderId } = await folder(box)
    const refused = await box.graph('DELETE', `/me/contactFolders/${parentFolderId}`)
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { code: 'ErrorDeleteDistinguishedFolder' } },
    })
  })

  it('tell of themselves by delta: new, renamed, removed', async () => {
    const box = mailbox()
    const made = await folder(box)
    const first = await box.graph('GET', '/me/contactFolders/delta')
    expect(first.body.value).toMatchObject([{ id: made.id, displayName: 'Tandem CRM Contacts' }])
    await box.graph('PATCH', `/me/contactFolders/${made.id}`, { displayName: 'Renamed' })
    const second = await box.graph('GET', box.follow(first.body['@odata.deltaLink']))
    expect(second.body.value).toMatchObject([{ id: made.id, displayName: 'Renamed' }])
    await box.graph('DELETE', `/me/contactFolders/${made.id}`)
    const third = await box.graph('GET', box.follow(second.body['@odata.deltaLink']))
    expect(third.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.contactFolder', id: made.id, '@removed': { reason: 'deleted' } },
    ])
  })
})
