import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CanonicalFields } from '@/lib/sync/core/types'
import {
  contactFieldsFromGraph,
  contactSelect,
  fieldsInPlaces,
  GraphContact,
  graphContactFromFields,
  graphContactPatch,
} from './contact-item'

const read = (json: Record<string, unknown>, known: CanonicalFields = {}) =>
  contactFieldsFromGraph(GraphContact.parse({ id: 'item', ...json }), known)
const mails = (...addresses: string[]) => ({ emailAddresses: addresses.map((address) => ({ address })) })

describe('contactFieldsFromGraph', () => {
  it('flattens parts and positions, drops what is empty', () => {
    const fields = read({
      givenName: ' Marc ',
      surname: '',
      ...mails('a@x.example', 'b@x.example'),
      businessPhones: ['1'],
      homePhones: [],
      businessAddress: { city: 'Lyon', street: null },
      otherAddress: {},
    })
    expect(fields).toEqual({
      givenName: 'Marc',
      'emailAddresses.0': 'a@x.example',
      'emailAddresses.1': 'b@x.example',
      'businessPhones.0': '1',
      'businessAddress.city': 'Lyon',
    })
  })

  it.each(['1980-05-17T11:59:00Z', '1980-05-17T00:00:00Z', '1980-05-17T12:00:00Z'])(
    'of a birthday the day alone counts: %s',
    (birthday) => expect(read({ birthday }).birthday).toBe('1980-05-17'),
  )

  it('notes have LF line ends whatever Outlook keeps', () => {
    expect(read({ personalNotes: 'one\r\ntwo\r\n' }).personalNotes).toBe('one\ntwo')
  })

  it('keeps the place of a lone entry that was sent into the second one', () => {
    const known = { 'emailAddresses.1': 'b@x.example', 'businessPhones.1': '2' }
    expect(read({ ...mails('b@x.example'), businessPhones: ['2'] }, known)).toEqual(known)
  })

  it('an entry edited over there stays in its place', () => {
    const known = { 'emailAddresses.1': 'b@x.example' }
    expect(read(mails('new@x.example'), known)).toEqual({ 'emailAddresses.1': 'new@x.example' })
  })

  it('entries added or taken away over there are counted from the first place', () => {
    const known = { 'emailAddresses.1': 'b@x.example' }
    expect(read(mails('a@x.example', 'b@x.example'), known)).toEqual({
      'emailAddresses.0': 'a@x.example',
      'emailAddresses.1': 'b@x.example',
    })
  })

  it('refuses what is no contact', () => {
    expect(GraphContact.safeParse({ displayName: 'no id' }).success).toBe(false)
    expect(GraphContact.safeParse({ id: 'x', businessPhones: 'not a list' }).success).toBe(false)
  })

  it('every top-level property that it reads is asked for', () => {
    const asked = contactSelect.split(',')
    expect(asked).toEqual(
      expect.arrayContaining([
        'emailAddresses',
        'businessAddress',
        'birthday',
        'displayName',
        'parentFolderId',
      ]),
    )
    expect(new Set(asked).size).toBe(asked.length)
  })
})

describe('fieldsInPlaces', () => {
  const alone = { 'emailAddresses.0': 'b@x.example', 'emailAddresses.0.name': 'B', 'businessPhones.0': '2' }

  it('what the record would be written as is in the record’s places, with the names beside addresses', () => {
    const sent = { 'emailAddresses.1': 'b@x.example', 'businessPhones.1': '2' }
    expect(fieldsInPlaces({ ...alone, surname: 'Roy' }, sent)).toEqual({
      ...sent,
      'emailAddresses.1.name': 'B',
      surname: 'Roy',
    })
  })

  it.each([
    ['another value', { 'emailAddresses.1': 'c@x.example' }],
    ['one more', { 'emailAddresses.0': 'a@x.example', 'emailAddresses.1': 'b@x.example' }],
    ['none', {}],
  ])('entries stay where they are when the record has %s', (_, sent) => {
    expect(fieldsInPlaces(alone, sent)).toEqual(alone)
  })
})

describe('graphContactFromFields', () => {
  it('leaves out what is empty: a null address answers 500 on create', () => {
    const body = graphContactFromFields({ surname: 'Okafor', givenName: null, 'businessAddress.city': null })
    expect(body).toEqual({ surname: 'Okafor' })
  })

  it('has no holes in lists', () => {
    const body = graphContactFromFields({ 'emailAddresses.1': 'b@x.example', 'homePhones.1': '2' })
    expect(body).toEqual({ emailAddresses: [{ address: 'b@x.example' }], homePhones: ['2'] })
  })

  it('writes a birthday around noon, the same day nearly everywhere', () => {
    expect(graphContactFromFields({ birthday: '1980-05-17' })).toEqual({ birthday: '1980-05-17T11:59:00Z' })
  })

  it('what is sent is what is read back', () => {
    const place = fc.constantFrom(
      'emailAddresses.0',
      'emailAddresses.1',
      'emailAddresses.2',
      'businessPhones.0',
    )
    const other = fc.constantFrom(
      'businessPhones.1',
      'homePhones.1',
      'givenName',
      'otherAddress.city',
      'personalNotes',
    )
    const value = fc.constantFrom('a@x.example', 'b@x.example', 'Lyon')
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(place, other), value), (fields) => {
        expect(read(graphContactFromFields(fields), fields)).toEqual(fields)
      }),
    )
  })
})

describe('graphContactPatch', () => {
  const current: CanonicalFields = {
    displayName: 'Marc Okafor',
    givenName: 'Marc',
    surname: 'Okafor',
    'emailAddresses.0': 'a@x.example',
    'emailAddresses.0.name': 'Marc at work',
    'emailAddresses.1': 'b@x.example',
    'emailAddresses.1.name': 'Marc at home',
    'emailAddresses.2': 'c@x.example',
    'emailAddresses.2.name': 'Old',
    'businessAddress.city': 'Lyon',
    'businessAddress.street': '1 rue Neuve',
  }

  it('names only what changes', () => {
    expect(graphContactPatch(current, { jobTitle: 'Buyer' })).toEqual({ jobTitle: 'Buyer' })
  })

  it('clears with null', () => {
    expect(graphContactPatch(current, { jobTitle: null, birthday: null })).toEqual({
      jobTitle: null,
      birthday: null,
    })
  })

  it('sends a list whole: entries nobody mapped and the names beside addresses stay', () => {
    expect(graphContactPatch(current, { 'emailAddresses.1': 'new@x.example' })).toEqual({
      emailAddresses: [
        { address: 'a@x.example', name: 'Marc at work' },
        { address: 'new@x.example' },
        { address: 'c@x.example', name: 'Old' },
      ],
    })
  })

  it('an emptied place leaves no hole', () => {
    expect(graphContactPatch(current, { 'emailAddresses.0': null })).toMatchObject({
      emailAddresses: [{ address: 'b@x.example' }, { address: 'c@x.example' }],
    })
  })

  it('sends an address whole: its other parts stay', () => {
    expect(graphContactPatch(current, { 'businessAddress.city': 'Paris' })).toEqual({
      businessAddress: {
        street: '1 rue Neuve',
        city: 'Paris',
        state: null,
        postalCode: null,
        countryOrRegion: null,
      },
    })
  })

  it.each(['title', 'givenName', 'middleName', 'surname', 'generation'])(
    'a displayed name of one’s own is sent along when %s changes',
    (name) =>
      expect(graphContactPatch({ ...current, displayName: 'The boss' }, { [name]: 'X' })).toEqual({
        [name]: 'X',
        displayName: 'The boss',
      }),
  )

  it.each([
    ['the name', current],
    ['the name and its suffix', { ...current, generation: 'Jr', displayName: 'Marc Okafor Jr' }],
    ['the company', { companyName: 'Acme', displayName: 'Acme' }],
    ['the address', { 'emailAddresses.0': 'a@x.example', displayName: 'a@x.example' }],
  ])('one that Outlook made of %s follows it', (_, before: CanonicalFields) => {
    expect(graphContactPatch(before, { surname: 'Lenz' })).toEqual({ surname: 'Lenz' })
  })
})
