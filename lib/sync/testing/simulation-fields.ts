import type { GraphJson } from './sync-world'

/** A field that lives are about: how a person writes it in Outlook, and where it stands there. */
export type LivedField = {
  crm:
    | 'firstName'
    | 'lastName'
    | 'title'
    | 'email'
    | 'secondaryEmail'
    | 'phone'
    | 'mobile'
    | 'mailingCity'
    | 'description'
  /** What Outlook sends; `before` is the item, since lists and addresses are sent whole. */
  item(value: string | null, before: GraphJson): GraphJson
  read(item: GraphJson): unknown
}

const list = (value: unknown) => (Array.isArray(value) ? value : [])
const parts = (value: unknown): GraphJson => (value && typeof value === 'object' ? { ...value } : {})

export const livedFields: readonly LivedField[] = [
  { crm: 'firstName', item: (givenName) => ({ givenName }), read: (item) => item.givenName },
  { crm: 'lastName', item: (surname) => ({ surname }), read: (item) => item.surname },
  { crm: 'title', item: (jobTitle) => ({ jobTitle }), read: (item) => item.jobTitle },
  { crm: 'mobile', item: (mobilePhone) => ({ mobilePhone }), read: (item) => item.mobilePhone },
  {
    crm: 'email',
    item: (address, before) => ({
      emailAddresses: [...(address ? [{ address }] : []), ...list(before.emailAddresses).slice(1)],
    }),
    read: (item) => list(item.emailAddresses)[0]?.address,
  },
  {
    crm: 'phone',
    item: (phone, before) => ({
      businessPhones: [...(phone ? [phone] : []), ...list(before.businessPhones).slice(1)],
    }),
    read: (item) => list(item.businessPhones)[0],
  },
  {
    crm: 'mailingCity',
    item: (city, before) => ({ businessAddress: { ...parts(before.businessAddress), city } }),
    read: (item) => parts(item.businessAddress).city,
  },
  {
    crm: 'description',
    item: (personalNotes) => ({ personalNotes }),
    read: (item) => String(item.personalNotes ?? '').replaceAll('\r\n', '\n') || undefined,
  },
]

/** Written in the CRM only: in Outlook's list it stands wherever there is room. */
export const secondaryEmail = 'secondaryEmail'
