import { describe, expect, it } from 'vitest'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'

const marc = {
  givenName: 'Marc',
  surname: 'Okafor',
  emailAddresses: [{ address: 'marc@fabrikam.example' }],
  businessPhones: ['+33 1 99 00 12 34'],
  businessAddress: { street: '8 rue Longue', city: 'Lyon', postalCode: '69001', countryOrRegion: 'France' },
}

describe('contacts (learn.microsoft.com/graph/api/resources/contact)', () => {
  it('answers a create with the whole contact, names filled in, its etag and its address', async () => {
    const { graph } = mailbox()
    const answer = await graph('POST', '/me/contacts', { ...marc, personalNotes: 'one\ntwo\r\nthree' })
    expect(answer).toMatchObject({
      status: 201,
      body: {
        displayName: 'Marc Okafor',
        fileAs: 'Okafor, Marc',
        emailAddresses: [{ name: 'Marc Okafor', address: 'marc@fabrikam.example' }],
        personalNotes: 'one\r\ntwo\r\nthree',
        homeAddress: {},
        homePhones: [],
        jobTitle: null,
      },
    })
    expect(answer.headers.get('etag')).toBe(answer.body['@odata.etag'])
    expect(answer.body['@odata.etag']).toBe(`W/"${answer.body.changeKey}"`)
    expect(answer.headers.get('location')).toContain(String(answer.body.id))
  })

  it('keeps what a PATCH leaves out, replaces collections whole, clears with null', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', { ...marc, jobTitle: 'Buyer', categories: ['VIP'] })
    const patched = await graph('PATCH', `/me/contacts/${body.id}`, {
      jobTitle: null,
      businessPhones: ['+1'],
    })
    expect(patched.body).toMatchObject({
      jobTitle: null,
      businessPhones: ['+1'],
      givenName: 'Marc',
      categories: ['VIP'],
      businessAddress: marc.businessAddress,
    })
  })

  it('derives displayName anew when a name changes without it (learn.microsoft.com/graph/api/contact-update)', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', { ...marc, displayName: 'The buyer' })
    expect(body.displayName).toBe('The buyer')
    const other = await graph('PATCH', `/me/contacts/${body.id}`, { jobTitle: 'Buyer' })
    expect(other.body.displayName).toBe('The buyer')
    const renamed = await graph('PATCH', `/me/contacts/${body.id}`, { surname: 'Nyong' })
    expect(renamed.body).toMatchObject({ displayName: 'Marc Nyong', fileAs: 'Nyong, Marc' })
    const kept = await graph('PATCH', `/me/contacts/${body.id}`, {
      surname: 'Okafor',
      displayName: 'The buyer',
    })
    expect(kept.body.displayName).toBe('The buyer')
  })

  it.each([
    [
      'emailAddresses',
      Array.from({ length: 4 }, (_, at) => ({ address: `a${at}@b.example` })),
      'EmailAddresses has 4',
    ],
    [
      'businessPhones',
      ['1', '2', '3'],
      'BusinessPhones has 3 entries, that exceeds the max allowed value of 2',
    ],
    ['homePhones', ['1', '2', '3'], 'HomePhones has 3'],
  ])('refuses too many %s', async (name, value, message) => {
    const { graph } = mailbox()
    const answer = await graph('POST', '/me/contacts', { [name]: value })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'ErrorInvalidProperty' } } })
    expect(answer.body.error?.message).toContain(message)
  })

  it('fails with 500 for a null address on create, and clears it by PATCH', async () => {
    const { graph } = mailbox()
    const failed = await graph('POST', '/me/contacts', { ...marc, businessAddress: null })
    expect(failed).toMatchObject({ status: 500, body: { error: { code: 'ErrorInternalServerError' } } })
    const { body } = await graph('POST', '/me/contacts', marc)
    const cleared = await graph('PATCH', `/me/contacts/${body.id}`, { businessAddress: null })
    expect(cleared.body.businessAddress).toEqual({})
  })

  it.each([
    ['replaced', { city: 'Paris' }],
    ['merged', { city: 'Paris', postalCode: '69001', countryOrRegion: 'France' }],
  ] as const)(
    'writes a part of an address as switched (%s) and leaves empty parts out',
    async (addressPatch, left) => {
      const { graph } = mailbox({ conduct: { addressPatch } })
      const { body } = await graph('POST', '/me/contacts', marc)
      const businessAddress = { street: '', city: 'Paris' }
      const patched = await graph('PATCH', `/me/contacts/${body.id}`, { businessAddress })
      expect(patched.body.businessAddress).toEqual(left)
    },
  )

  it('keeps the date of a birthday and shows it at 11:59 UTC', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', { birthday: '1974-07-22T00:00:00Z' })
    expect(body.birthday).toBe('1974-07-22T11:59:00Z')
    const cleared = await graph('PATCH', `/me/contacts/${body.id}`, { birthday: null })
    expect(cleared.body.birthday).toBeNull()
  })

  it('refuses long one-line texts, unknown properties and read-only ones', async () => {
    const { graph } = mailbox()
    const codes = []
    for (const body of [{ jobTitle: 'x'.repeat(256) }, { fax: '1' }, { changeKey: 'x' }, { children: 'Zoe' }])
      codes.push((await graph('POST', '/me/contacts', body)).body.error?.code)
    expect(codes).toEqual([
      'ErrorPropertyValidationFailure',
      'RequestBodyRead',
      'ErrorInvalidPropertySet',
      'RequestBodyRead',
    ])
    expect((await graph('POST', '/me/contacts', { personalNotes: 'x'.repeat(5_000) })).status).toBe(201)
  })

  it('moves the etag on each PATCH, and once more by itself shortly after a create', async () => {
    const { graph, pass } = mailbox()
    const { body } = await graph('POST', '/me/contacts', marc)
    await pass(2_000)
    const settled = await graph('GET', `/me/contacts/${body.id}`)
    expect(settled.body['@odata.etag']).not.toBe(body['@odata.etag'])
    expect(settled.body.lastModifiedDateTime).toBe(body.lastModifiedDateTime)
    const same = await graph('PATCH', `/me/contacts/${body.id}`, { givenName: 'Marc' })
    expect(same.body['@odata.etag']).not.toBe(settled.body['@odata.etag'])
  })

  it('moves etags on demand without any edit', async () => {
    const { graph, emulator } = mailbox()
    const { body } = await graph('POST', '/me/contacts', marc)
    const call = new Request('http://localhost:4365/_emulator/etags/move', {
      method: 'POST',
      body: JSON.stringify({ userId: small.anaId }),
    })
    expect(await (await emulator.fetch(call)).json()).toEqual({ moved: 1 })
    const { '@odata.etag': etag, changeKey, ...values } = (await graph('GET', `/me/contacts/${body.id}`)).body
    expect(etag).not.toBe(body['@odata.etag'])
    expect(changeKey).not.toBe(body.changeKey)
    expect(body).toMatchObject(values)
  })

  it('refuses a PATCH whose If-Match is stale with 412, and deletes whatever If-Match says', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', marc)
    const headers = { 'If-Match': String(body['@odata.etag']) }
    expect((await graph('PATCH', `/me/contacts/${body.id}`, { title: 'Mr' }, headers)).status).toBe(200)
    const stale = await graph('PATCH', `/me/contacts/${body.id}`, { title: 'Dr' }, headers)
    expect(stale).toMatchObject({ status: 412, body: { error: { code: 'ErrorIrresolvableConflict' } } })
    expect((await graph('DELETE', `/me/contacts/${body.id}`, undefined, headers)).status).toBe(204)
    expect((await graph('GET', `/me/contacts/${body.id}`)).body.error?.code).toBe('ErrorItemNotFound')
  })

  it('can be told to honour If-Match on DELETE, or to collide by itself', async () => {
    const { graph } = mailbox({
      uncertain: { U4: 'patch-and-delete' },
      conduct: { spontaneousConflictChance: 1 },
    })
    const { body } = await graph('POST', '/me/contacts', marc)
    expect((await graph('PATCH', `/me/contacts/${body.id}`, { title: 'Mr' })).status).toBe(412)
    const stale = { 'If-Match': 'W/"EQAAABYAAAB="' }
    expect((await graph('DELETE', `/me/contacts/${body.id}`, undefined, stale)).status).toBe(412)
  })

  it('checks the form of an id before it looks anything up; ids are long and case-sensitive', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', marc)
    const id = String(body.id)
    expect(id.length).toBeGreaterThan(100)
    expect(id).toMatch(/=$/)
    for (const malformed of ['x', small.anaId, id.toLowerCase(), id.slice(0, -8)])
      expect((await graph('GET', `/me/contacts/${malformed}`)).body.error?.code).toBe(
        'ErrorInvalidIdMalformed',
      )
    await graph('DELETE', `/me/contacts/${id}`)
    expect((await graph('PATCH', `/me/contacts/${id}`, {})).status).toBe(404)
    expect((await graph('PATCH', '/me/contacts/', {})).status).toBe(405)
  })

  it('shows immutable ids when asked, and says so', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', '/me/contacts', marc)
    const prefer = { Prefer: 'IdType="ImmutableId"' }
    const read = await graph('GET', `/me/contacts/${body.id}`, undefined, prefer)
    expect(read.body.id).not.toBe(body.id)
    expect(read.headers.get('preference-applied')).toContain('ImmutableId')
    expect((await graph('GET', `/me/contacts/${read.body.id}`, undefined, prefer)).body.id).toBe(read.body.id)
  })

  it('hides a contact from another mailbox', async () => {
    const { graph } = mailbox()
    const { body } = await graph('POST', `/users/${small.anaId}/contacts`, marc)
    expect((await graph('GET', `/users/${small.brunoId}/contacts/${body.id}`)).status).toBe(404)
  })
})
