import type { PersonKind, RecordKind } from '@/components/crm/record-kind'
import { contactFields } from '@/lib/crm/contacts/fields'
import { contactModule } from '@/lib/crm/contacts/module'
import { leadFields } from '@/lib/crm/leads/fields'
import { leadModule } from '@/lib/crm/leads/module'
import { meetingModule } from '@/lib/crm/meetings/module'
import type { Field } from '@/lib/crm/records/field'
import type { PersonModule, RecordModule } from '@/lib/crm/records/record-module'
import { taskModule } from '@/lib/crm/tasks/module'

/**
 * What the screens of records work on: they are the same for every kind, so they use the verbs of lib/crm/records with
 * the module as a value. (Spread, because a module of known fields is one of any fields only when looked at by part.)
 */
export const personModules: Record<PersonKind, PersonModule> = {
  contact: { ...contactModule },
  lead: { ...leadModule },
}

export const recordModules: Record<RecordKind, RecordModule> = {
  ...personModules,
  meeting: { ...meetingModule },
  task: { ...taskModule },
}

export const personFields: Record<PersonKind, readonly Field[]> = { contact: contactFields, lead: leadFields }
