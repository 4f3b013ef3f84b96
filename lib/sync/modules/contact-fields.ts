import type { MappingRow } from '@/lib/sync/core/types'
import type { MappableField } from './mappable-field'

const text = (...names: string[]): MappableField[] => names.map((name) => ({ name, type: 'text' }))
const addressParts = ['street', 'city', 'state', 'postalCode', 'countryOrRegion'] as const
export const addresses = ['businessAddress', 'homeAddress', 'otherAddress'] as const

/** How many entries Graph holds; one more is refused (learn.microsoft.com/graph/api/resources/contact; limits observed). */
export const collections = { emailAddresses: 3, businessPhones: 2, homePhones: 2 } as const
export type Collection = keyof typeof collections

export const scalarFields = [
  'title',
  'givenName',
  'middleName',
  'surname',
  'generation',
  'nickName',
  'initials',
  'companyName',
  'department',
  'jobTitle',
  'profession',
  'manager',
  'assistantName',
  'officeLocation',
  'businessHomePage',
  'mobilePhone',
  'spouseName',
  'birthday',
  'personalNotes',
] as const

/**
 * The fields of a contact that Graph v1.0 can hold and that may be mapped, parts and positions written as in
 * `businessAddress.city` and `emailAddresses.0` (learn.microsoft.com/graph/api/resources/contact). Fax and pager
 * numbers, a second mobile and further web pages exist in a mailbox but not in v1.0, so they are not offered.
 */
export const microsoftContactFields: readonly MappableField[] = [
  ...text('title', 'givenName', 'middleName', 'surname', 'generation', 'nickName', 'initials'),
  ...[0, 1, 2].map((at): MappableField => ({ name: `emailAddresses.${at}`, type: 'email' })),
  ...[0, 1].map((at): MappableField => ({ name: `businessPhones.${at}`, type: 'phone' })),
  { name: 'mobilePhone', type: 'phone' },
  ...[0, 1].map((at): MappableField => ({ name: `homePhones.${at}`, type: 'phone' })),
  ...text(
    'companyName',
    'department',
    'jobTitle',
    'profession',
    'manager',
    'assistantName',
    'officeLocation',
  ),
  ...text('businessHomePage'),
  ...addresses.flatMap((address) => text(...addressParts.map((part) => `${address}.${part}`))),
  { name: 'birthday', type: 'day' },
  ...text('spouseName'),
  { name: 'personalNotes', type: 'longText' },
]

const both = (crm: string, microsoft: string): MappingRow => ({ crm, microsoft, direction: 'both' })

/** The mapping everybody starts from. */
export const defaultContactMapping: readonly MappingRow[] = [
  both('firstName', 'givenName'),
  both('lastName', 'surname'),
  both('salutation', 'title'),
  both('email', 'emailAddresses.0'),
  both('secondaryEmail', 'emailAddresses.1'),
  both('phone', 'businessPhones.0'),
  both('mobile', 'mobilePhone'),
  both('homePhone', 'homePhones.0'),
  both('accountName', 'companyName'),
  both('title', 'jobTitle'),
  both('department', 'department'),
  both('assistant', 'assistantName'),
  both('dateOfBirth', 'birthday'),
  both('website', 'businessHomePage'),
  both('mailingStreet', 'businessAddress.street'),
  both('mailingCity', 'businessAddress.city'),
  both('mailingState', 'businessAddress.state'),
  both('mailingPostalCode', 'businessAddress.postalCode'),
  both('mailingCountry', 'businessAddress.countryOrRegion'),
  both('otherStreet', 'otherAddress.street'),
  both('otherCity', 'otherAddress.city'),
  both('otherState', 'otherAddress.state'),
  both('otherPostalCode', 'otherAddress.postalCode'),
  both('otherCountry', 'otherAddress.countryOrRegion'),
  both('description', 'personalNotes'),
]

export const addressPartNames: readonly string[] = addressParts
