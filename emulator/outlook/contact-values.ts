/** A postal address. An empty part is absent, an empty address is `{}`. */
export type PostalAddress = Partial<Record<(typeof addressParts)[number], string>>
export type EmailAddress = { name: string; address: string }

export const addressParts = ['street', 'city', 'state', 'countryOrRegion', 'postalCode'] as const

export const textProperties = [
  'fileAs',
  'displayName',
  'givenName',
  'initials',
  'middleName',
  'nickName',
  'surname',
  'title',
  'yomiGivenName',
  'yomiSurname',
  'yomiCompanyName',
  'generation',
  'jobTitle',
  'companyName',
  'department',
  'officeLocation',
  'profession',
  'businessHomePage',
  'assistantName',
  'manager',
  'mobilePhone',
  'spouseName',
] as const
export const addressProperties = ['homeAddress', 'businessAddress', 'otherAddress'] as const
export const textListProperties = [
  'imAddresses',
  'homePhones',
  'businessPhones',
  'children',
  'categories',
] as const

export type TextProperty = (typeof textProperties)[number]
export type AddressProperty = (typeof addressProperties)[number]
export type TextListProperty = (typeof textListProperties)[number]

/** The writable properties of a contact in v1.0: learn.microsoft.com/graph/api/resources/contact */
export type ContactValues = Record<TextProperty, string | null> &
  Record<AddressProperty, PostalAddress> &
  Record<TextListProperty, string[]> & {
    emailAddresses: EmailAddress[]
    /** An instant, ISO 8601 in UTC. Only its date means anything. */
    birthday: string | null
    personalNotes: string
  }

/** What a request asks to write: absent stays, `null` and `[]` clear. */
export type ContactWrite = Partial<ContactValues>

/** The most entries of a collection: github.com/microsoftgraph/microsoft-graph-docs/issues/15276 */
export const maximumEntries: Partial<Record<TextListProperty | 'emailAddresses', number>> = {
  emailAddresses: 3,
  businessPhones: 2,
  homePhones: 2,
  imAddresses: 3,
}

/** A contact with nothing in it. */
export function emptyContact(): ContactValues {
  return {
    ...(Object.fromEntries(textProperties.map((name) => [name, null])) as Record<TextProperty, null>),
    homeAddress: {},
    businessAddress: {},
    otherAddress: {},
    imAddresses: [],
    homePhones: [],
    businessPhones: [],
    children: [],
    categories: [],
    emailAddresses: [],
    birthday: null,
    personalNotes: '',
  }
}
