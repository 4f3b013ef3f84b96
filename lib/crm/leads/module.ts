import { lead } from '@/db/schema/crm'
import { comparable } from '@/db/schema/record-columns'
import type { PersonModule } from '../records/record-module'
import { type LeadDraft, type LeadPatch, type LeadValues, leadDraft, leadFields, leadPatch } from './fields'

export const leadModule: PersonModule<LeadValues, LeadDraft, LeadPatch> = {
  name: 'lead',
  permissions: 'leads',
  synced: null,
  table: lead,
  fields: leadFields.map((field) => field.name),
  draft: leadDraft,
  patch: leadPatch,
  searched: {
    words: ['firstName', 'lastName', 'company', 'title', 'email', 'secondaryEmail'],
    phones: ['phone', 'mobile'],
  },
  namedBy: ['lastName', 'firstName'],
  sortKeys: {
    company: { key: comparable(lead.company), type: 'text' },
    email: { key: comparable(lead.email), type: 'text' },
  },
}
