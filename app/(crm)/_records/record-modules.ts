import type { RecordKind } from '@/components/crm/record-kind'
import { contactFields } from '@/lib/crm/contacts/fields'
import { contactModule } from '@/lib/crm/contacts/module'
import { leadFields } from '@/lib/crm/leads/fields'
import { leadModule } from '@/lib/crm/leads/module'
import type { Field } from '@/lib/crm/records/field'
import type { PersonModule } from '@/lib/crm/records/record-module'

/**
 * What the screens of records work on: they are the same for every kind, so they use the verbs of lib/crm/records with
 * the module as a value. (Spread, because a module of known fields is one of any fields only when looked at by part.)
 */
export const recordModules: Record<RecordKind, PersonModule> = {
  contact: { ...contactModule },
  lead: { ...leadModule },
}

export const recordFields: Record<RecordKind, readonly Field[]> = { contact: contactFields, lead: leadFields }
