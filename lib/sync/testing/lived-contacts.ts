import {
  createContact,
  deleteContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { type Chances, type LivedField, type LivedModule, plainField, textOf, words } from './lived-module'
import type { GraphJson } from './sync-world'

const list = (value: unknown) => (Array.isArray(value) ? value : [])
const parts = (value: unknown): GraphJson => (value && typeof value === 'object' ? { ...value } : {})
const always: LivedField['value'] = (life) => words({ ...life, chance: (p) => p !== 0.2 && life.chance(p) })
const address = ({ serial }: Chances) => `p${serial()}@x.example`

/** A list has no holes: what was written into its first place may stand in its second. */
const eitherAddress = (field: LivedField): LivedField => ({
  ...field,
  elsewhere: ({ email, secondaryEmail }, value) => value === null || [email, secondaryEmail].includes(value),
  told: (fields, value) =>
    fields.some((one) => /email/i.test(one.field) && (one.before === value || one.lost === value)),
})

const scalar = (name: string, there: string, value = words) =>
  plainField(name, { item: (text) => ({ [there]: text }), read: (item) => textOf(item[there]) }, value)

const usual = contactsModule.defaultMapping

export const livedContacts: LivedModule = {
  name: 'contacts',
  mappings: [usual, usual.filter(({ crm }) => crm !== 'mobile')],
  fields: [
    scalar('firstName', 'givenName'),
    scalar('lastName', 'surname', always),
    scalar('title', 'jobTitle'),
    scalar('mobile', 'mobilePhone'),
    eitherAddress(
      plainField(
        'email',
        {
          item: (mail, before) => ({
            emailAddresses: [...(mail ? [{ address: mail }] : []), ...list(before.emailAddresses).slice(1)],
          }),
          read: (item) => textOf(list(item.emailAddresses)[0]?.address),
        },
        address,
      ),
    ),
    plainField('phone', {
      item: (phone, before) => ({
        businessPhones: [...(phone ? [phone] : []), ...list(before.businessPhones).slice(1)],
      }),
      read: (item) => textOf(list(item.businessPhones)[0]),
    }),
    plainField('mailingCity', {
      item: (city, before) => ({ businessAddress: { ...parts(before.businessAddress), city } }),
      read: (item) => textOf(parts(item.businessAddress).city),
    }),
    plainField('description', {
      item: (personalNotes) => ({ personalNotes }),
      read: (item) => textOf(String(item.personalNotes ?? '').replaceAll('\r\n', '\n')),
    }),
  ],
  // Written in the CRM only: in Outlook's list it stands wherever there is room.
  crmOnly: [eitherAddress(plainField('secondaryEmail', { item: () => ({}), read: () => null }, address))],
  async list(context, query) {
    const { items } = await listContacts(context, { limit: 200, ...query })
    return items.map((contact) => ({ ...contact, name: contact.lastName }))
  },
  async make(context, { serial, chance }) {
    const number = serial()
    const lastName = `L${number}`
    const mails = chance(0.3) ? { secondaryEmail: `s${number}@x.example` } : { email: `c${number}@x.example` }
    const { id } = await createContact(context, { firstName: 'F', lastName, ...mails })
    return { id, field: 'lastName', value: lastName }
  },
  edit: (context, id, patch) => updateContact(context, { id, patch }),
  remove: (context, id) => deleteContact(context, { id }),
  restore: restoreContact,
  item({ serial, chance }) {
    const number = serial()
    const emailAddresses = chance(0.7) ? [{ address: `m${number}@x.example` }] : []
    return { givenName: 'G', surname: `M${number}`, emailAddresses, spouseName: 'Not mapped' }
  },
  itemName: (item) => String(item.surname),
  elsewhere: {
    path: '/contactFolders',
    container: { displayName: 'Other' },
    noise: { path: '/contacts', item: { surname: 'Private' } },
  },
  rare: [],
  calm: async () => {},
  loose: ({ email, phone }) => (email === null || phone === null ? ['email', 'phone'] : []),
}
