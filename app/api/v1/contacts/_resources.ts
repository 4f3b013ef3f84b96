import { type ContactValues, contactDraft, contactFields, contactPatch } from '@/lib/crm/contacts/fields'
import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { recordStates } from '@/lib/sync/records/record-states'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { recordJson, recordSchema } from '../_records/record-json'
import { recordResources } from '../_records/record-resources'

export const contactResources = recordResources({
  module: 'contacts',
  noun: 'contact',
  draft: contactDraft,
  patch: contactPatch,
  json: recordSchema<ContactValues>(contactFields),
  toJson: async () => recordJson,
  versionOf: (json) => json.updatedAt,
  list: listContacts,
  create: createContact,
  get: getContact,
  update: updateContact,
  remove: deleteContact,
  restore: restoreContact,
  syncStates: (context, records) => recordStates(context, 'contacts', records),
  requestSync: (context, record) => requestRecordSync(context, 'contacts', record),
})
