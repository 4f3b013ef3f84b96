import { GraphError, PageIterator } from '@microsoft/microsoft-graph-client'
import { describe, expect, it } from 'vitest'
import { graphClient } from '../testing/graph-client'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { delegatedToken } from '../testing/test-emulator'

function client() {
  const { emulator } = mailbox()
  return graphClient(
    emulator,
    delegatedToken(emulator, small.anaId, ['Contacts.ReadWrite', 'Mail.Send', 'Mail.Read']),
  )
}

describe('contacts through Microsoft’s own client', () => {
  it('makes a folder, fills it, and follows its pages to the end', async () => {
    const graph = client()
    const folder = await graph.api('/me/contactFolders').post({ displayName: 'Tandem CRM Contacts' })
    const path = `/me/contactFolders/${folder.id}/contacts`
    for (let at = 0; at < 25; at += 1) await graph.api(path).post({ givenName: `N${at}` })
    const seen: string[] = []
    const pages = new PageIterator(graph, await graph.api(path).get(), ({ givenName }) => {
      seen.push(givenName)
      return true
    })
    await pages.iterate()
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => `N${at}`))
  })

  it('follows a round of delta and keeps its deltaLink', async () => {
    const graph = client()
    for (let at = 0; at < 12; at += 1) await graph.api('/me/contacts').post({ givenName: `N${at}` })
    let count = 0
    const round = await graph.api('/me/contactFolders/delta').get()
    expect(round['@odata.deltaLink']).toContain('$deltatoken=')
    const pages = new PageIterator(graph, await graph.api('/me/contacts/delta').get(), () => {
      count += 1
      return true
    })
    await pages.iterate()
    expect(count).toBe(12)
    expect(pages.getDeltaLink()).toContain('https://graph.microsoft.com/v1.0/me/contacts/delta?$deltatoken=')
  })

  it('finds an item by extended property, and reads the code and request id of an error', async () => {
    const graph = client()
    const id = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name CrmRecordId'
    await graph.api('/me/contacts').post({ singleValueExtendedProperties: [{ id, value: 'contact-7' }] })
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq 'contact-7')`
    const found = await graph.api('/me/contacts').filter(encodeURIComponent(filter)).get()
    expect(found.value).toHaveLength(1)
    const failed: unknown = await graph
      .api(`/me/contacts/${found.value[0].id}`)
      .header('If-Match', 'W/"x"')
      .patch({})
      .catch((error) => error)
    expect(failed).toBeInstanceOf(GraphError)
    expect(failed).toMatchObject({
      statusCode: 412,
      code: 'ErrorIrresolvableConflict',
      requestId: expect.any(String),
    })
  })

  it('sends mail: 202 without content', async () => {
    const graph = client()
    await graph.api('/me/sendMail').post({
      message: { subject: 'Hi', toRecipients: [{ emailAddress: { address: 'ana@small.example' } }] },
    })
    expect((await graph.api('/me/messages').get()).value).toHaveLength(2)
  })
})
