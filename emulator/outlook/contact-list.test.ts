import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'

const recordId = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name CrmRecordId'
const expand = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${recordId}')`)}`
const find = (value: string, id = recordId) =>
  `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`)}`
const withRecordId = (value: string) => ({
  givenName: 'Marc',
  singleValueExtendedProperties: [{ id: recordId, value }],
})

describe('extended properties (learn.microsoft.com/graph/api/resources/extended-properties-overview)', () => {
  it('are stored on create and PATCH, never echoed, and read by a filtered $expand', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', withRecordId('contact-771'))
    expect(body).not.toHaveProperty('singleValueExtendedProperties')
    expect((await graph('GET', `/me/contacts/${body.id}`)).body).not.toHaveProperty(
      'singleValueExtendedProperties',
    )
    const read = await graph('GET', `/me/contacts/${body.id}?${expand}`)
    expect(read.body.singleValueExtendedProperties).toEqual([{ id: recordId, value: 'contact-771' }])
    expect(read.body['singleValueExtendedProperties@odata.context']).toMatch(/singleValueExtendedProperties$/)
    await graph('PATCH', `/me/contacts/${body.id}`, withRecordId('contact-9'))
    const list = await graph('GET', `/me/contacts?${expand}`)
    expect(list.body.value?.[0]?.singleValueExtendedProperties).toEqual([
      { id: recordId, value: 'contact-9' },
    ])
  })

  it('stay when another one is written, and go with null', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', withRecordId('contact-771'))
    const other = recordId.replace('CrmRecordId', 'Other')
    await graph('PATCH', `/me/contacts/${body.id}`, {
      singleValueExtendedProperties: [{ id: other, value: 'x' }],
    })
    expect((await graph('GET', `/me/contacts?${find('contact-771')}`)).body.value).toHaveLength(1)
    await graph('PATCH', `/me/contacts/${body.id}`, {
      singleValueExtendedProperties: [{ id: recordId, value: null }],
    })
    expect((await graph('GET', `/me/contacts?${find('contact-771')}`)).body.value).toHaveLength(0)
  })

  it('find an item by value, ignoring case, but only by an id spelled as it was written', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', withRecordId('contact-771'))
    await graph('POST', '/me/contacts', withRecordId('contact-772'))
    const found = await graph('GET', `/me/contacts?${find('CONTACT-771')}&${expand}`)
    expect(found.body.value).toMatchObject([
      { id: body.id, singleValueExtendedProperties: [{ value: 'contact-771' }] },
    ])
    const otherCase = recordId.replace('CrmRecordId', 'crmrecordid')
    expect((await graph('GET', `/me/contacts?${find('contact-771', otherCase)}`)).body.value).toEqual([])
  })

  it('refuse an id of another form', async () => {
    const { graph } = mailbox()
    const body = { singleValueExtendedProperties: [{ id: 'CrmRecordId', value: '1' }] }
    expect((await graph('POST', '/me/contacts', body)).status).toBe(400)
  })

  it('belong to folders too', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contactFolders', {
      ...withRecordId('c1'),
      givenName: undefined,
      displayName: 'F',
    })
    expect((await graph('GET', `/me/contactFolders?${find('c1')}`)).body.value).toMatchObject([
      { id: body.id },
    ])
  })
})

describe('lists of contacts (learn.microsoft.com/graph/api/user-list-contacts)', () => {
  async function filled() {
    const box = mailbox()
    for (let at = 10; at < 35; at += 1)
      await box.graph('POST', '/me/contacts', {
        givenName: `N${at}`,
        emailAddresses: [{ address: `n${at}@b.example` }],
      })
    return box
  }

  it('come in pages of 10 with an absolute nextLink', async () => {
    const box = await filled()
    const first = await box.graph('GET', '/me/contacts?$select=givenName')
    expect(first.body.value).toHaveLength(10)
    expect(first.body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/contacts\?/)
    const second = await box.graph('GET', box.follow(first.body['@odata.nextLink']))
    const third = await box.graph('GET', box.follow(second.body['@odata.nextLink']))
    expect(third.body.value?.map(({ givenName }) => givenName)).toEqual(['N30', 'N31', 'N32', 'N33', 'N34'])
    expect(third.body).not.toHaveProperty('@odata.nextLink')
    expect(Object.keys(third.body.value?.[0] ?? {})).toEqual(['@odata.etag', 'id', 'givenName'])
  })

  it('take $top, $skip, $orderby and $count', async () => {
    const { graph } = await filled()
    const { body } = await graph('GET', '/me/contacts?$top=2&$skip=1&$orderby=displayName desc&$count=true')
    expect(body.value?.map(({ displayName }) => displayName)).toEqual(['N33', 'N32'])
    expect(body['@odata.count']).toBe(25)
  })

  it('filter an e-mail address by eq and refuse other tests inside any', async () => {
    const { graph } = await filled()
    const found = await graph(
      'GET',
      "/me/contacts?$filter=emailAddresses/any(a:a/address eq 'N12@b.example')",
    )
    expect(found.body.value).toMatchObject([{ givenName: 'N12' }])
    for (const filter of ["emailAddresses/any(a:startswith(a/address,'n'))", "contains(displayName,'N')"]) {
      const refused = await graph('GET', `/me/contacts?$filter=${filter}`)
      expect(refused).toMatchObject({ status: 400, body: { error: { code: 'ErrorInvalidUrlQueryFilter' } } })
    }
  })

  it('filter by time of the last change', async () => {
    const { graph } = await filled()
    const later = await graph('GET', '/me/contacts?$filter=lastModifiedDateTime ge 2026-11-24T09:00:01Z')
    expect(later.body.value).toEqual([])
  })

  it('refuse options and properties that they do not know', async () => {
    const { graph } = await filled()
    expect((await graph('GET', '/me/contacts?$search="x"')).status).toBe(400)
    expect((await graph('GET', '/me/contacts?$select=fax')).body.error?.code).toBe('RequestBroker--ParseUri')
  })
})
