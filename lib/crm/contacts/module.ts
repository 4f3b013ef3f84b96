import { contact } from '@/db/schema/crm'
import { comparable } from '@/db/schema/record-columns'
import type { PersonModule } from '../records/record-module'
import {
  type ContactDraft,
  type ContactPatch,
  type ContactValues,
  contactDraft,
  contactFields,
  contactPatch,
} from './fields'

export const contactModule: PersonModule<ContactValues, ContactDraft, ContactPatch> = {
  name: 'contact',
  permissions: 'contacts',
  synced: 'contacts',
  table: contact,
  fields: contactFields.map((field) => field.name),
  draft: contactDraft,
  patch: contactPatch,
  searched: {
    words: [
      'firstName',
      'lastName',
      'accountName',
      'title',
      'email',
      'secondaryEmail',
      'mailingStreet',
      'mailingCity',
      'mailingState',
      'mailingPostalCode',
      'mailingCountry',
      'otherStreet',
      'otherCity',
      'otherState',
      'otherPostalCode',
      'otherCountry',
    ],
    phones: ['phone', 'mobile', 'homePhone'],
  },
  namedBy: ['lastName', 'firstName'],
  sortKeys: {
    company: { key: comparable(contact.accountName), type: 'text' },
    email: { key: comparable(contact.email), type: 'text' },
  },
}
