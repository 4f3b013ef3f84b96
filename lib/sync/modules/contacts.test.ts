import { describe, expect, it } from 'vitest'
import { mappingProblems } from '@/lib/sync/connections/validate-mapping'
import { contactsModule } from './contacts'

const keys = contactsModule.item.matchKeys
const haveInCommon = (a: Record<string, string>, b: Record<string, string>) =>
  keys(a).some((key) => keys(b).includes(key))

describe('what makes two contacts the same (C5)', () => {
  it.each([
    ['the same e-mail address', { email: 'a@x.example' }, { email: 'a@x.example' }, true],
    ['whatever its case', { email: 'A@X.example' }, { email: 'a@x.EXAMPLE' }, true],
    ['in another place', { email: 'a@x.example' }, { secondaryEmail: 'a@x.example' }, true],
    ['not two different addresses', { email: 'a@x.example' }, { email: 'b@x.example' }, false],
    [
      'not a name alone',
      { firstName: 'Élodie', lastName: 'Roy' },
      { firstName: 'Élodie', lastName: 'Roy' },
      false,
    ],
    ['not a phone alone', { phone: '+33 1 99 00 12 34' }, { phone: '+33 1 99 00 12 34' }, false],
    [
      'the full name and a phone, in national and international form, in any place',
      { firstName: 'Élodie', lastName: 'Roy', phone: '+33 1 99 00 12 34' },
      { firstName: 'elodie', lastName: 'ROY', mobile: '01 99 00 12 34' },
      true,
    ],
    [
      'not another person with the same phone',
      { firstName: 'Élodie', lastName: 'Roy', phone: '+33 1 99 00 12 34' },
      { firstName: 'Paul', lastName: 'Roy', phone: '+33 1 99 00 12 34' },
      false,
    ],
    [
      'not an extension of a few digits',
      { lastName: 'Roy', phone: '1234' },
      { lastName: 'Roy', phone: '1234' },
      false,
    ],
  ])('%s', (_, a, b, expected) => expect(haveInCommon(a, b)).toBe(expected))
})

describe('placeholder of a contact without a last name', () => {
  const placeholder = (item: Record<string, string>) => contactsModule.limits.placeholder('lastName', item)
  it.each([
    ['its company', { companyName: 'Acme', 'emailAddresses.0': 'a@x.example' }, 'Acme'],
    ['else the local part of its address', { 'emailAddresses.0': 'anna.b@x.example' }, 'anna.b'],
    ['else that it has none', {}, '(no name)'],
    ['also for an address without a local part', { 'emailAddresses.0': '@x' }, '(no name)'],
  ])('%s', (_, item, expected) => expect(placeholder(item)).toBe(expected))
  it('only the last name has one', () => {
    expect(contactsModule.limits.placeholder('firstName', { companyName: 'Acme' })).toBeNull()
  })
})

describe('what the CRM can hold', () => {
  it.each([
    ['a short text', 'title', 'Buyer', 'Buyer'],
    ['not one of more than 255 characters', 'title', 'x'.repeat(256), undefined],
    ['a long description', 'description', 'x'.repeat(32_000), 'x'.repeat(32_000)],
    ['not one of more than 32,000 characters', 'description', 'x'.repeat(32_001), undefined],
    ['not an address that is none', 'email', 'call me', undefined],
    ['an unknown field holds nothing', 'shoeSize', '42', undefined],
  ])('%s', (_, field, value, expected) => expect(contactsModule.limits.accept(field, value)).toBe(expected))
})

describe('the default mapping', () => {
  it('can work', () =>
    expect(mappingProblems(contactsModule, contactsModule.defaultMapping, null)).toEqual([]))

  it('maps every member of a contact that Graph can hold', () => {
    const unmapped = contactsModule.crmFields
      .map(({ name }) => name)
      .filter((name) => !contactsModule.defaultMapping.some(({ crm }) => crm === name))
    expect(unmapped).toEqual(['leadSource'])
  })
})
