import { type LeadValues, leadDraft, leadFields, leadPatch } from '@/lib/crm/leads/fields'
import { createLead, deleteLead, getLead, listLeads, restoreLead, updateLead } from '@/lib/crm/leads/verbs'
import { DomainError } from '@/lib/errors'
import { recordJson, recordSchema } from '../_records/record-json'
import { recordResources } from '../_records/record-resources'
import { notSynced } from '../_records/sync-states'

export const leadResources = recordResources({
  module: 'leads',
  noun: 'lead',
  draft: leadDraft,
  patch: leadPatch,
  json: recordSchema<LeadValues>(leadFields),
  toJson: async () => recordJson,
  versionOf: (json) => json.updatedAt,
  list: listLeads,
  create: createLead,
  get: getLead,
  update: updateLead,
  remove: deleteLead,
  restore: restoreLead,
  syncStates: notSynced,
  async requestSync() {
    throw new DomainError('no-module')
  },
})
