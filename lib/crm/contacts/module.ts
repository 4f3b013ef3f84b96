import { contact } from '@/db/schema/crm'
import type { RecordModule } from '../records/record-module'
import {
  type ContactDraft,
  type ContactPatch,
  type ContactValues,
  contactDraft,
  contactFields,
  contactPatch,
} from './fields'

export const contactModule: RecordModule<ContactValues, ContactDraft, ContactPatch> = {
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
  company: contact.accountName,
}
