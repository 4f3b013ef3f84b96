import { type ContactValues, contactDraft, contactFields, contactPatch } from '@/lib/crm/contacts/fields'
import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from '@/lib/crm/contacts/verbs'
import { DomainError } from '@/lib/errors'
import { recordJson, recordSchema } from '../_records/record-json'
import { recordResources } from '../_records/record-resources'
import { allOff } from '../_records/sync-states'

export const contactResources = recordResources({
  module: 'contacts',
  noun: 'contact',
  draft: contactDraft,
  patch: contactPatch,
  json: recordSchema<ContactValues>(contactFields),
  toJson: recordJson,
  versionOf: (json) => json.updatedAt,
  list: listContacts,
  create: createContact,
  get: getContact,
  update: updateContact,
  remove: deleteContact,
  restore: restoreContact,
  syncStates: allOff('module-off'),
  async requestSync() {
    throw new DomainError('module-off')
  },
})
