import type { RecordKind } from '@/components/crm/record-kind'
import type { ContactField } from '@/lib/crm/contacts/fields'
import type { LeadField } from '@/lib/crm/leads/fields'
import type { FieldType } from '@/lib/crm/records/field'
import { recordFields } from './record-modules'

export type FieldName = ContactField | LeadField

export type FormField = { name: FieldName; type: FieldType; required: boolean }

export type FieldGroup = {
  key: 'identity' | 'reach' | 'mailing' | 'other' | 'more'
  fields: readonly FormField[]
}

type Layout = readonly { key: FieldGroup['key']; names: readonly FieldName[] }[]

const layouts: Record<RecordKind, Layout> = {
  contact: [
    {
      key: 'identity',
      names: [
        'salutation',
        'firstName',
        'lastName',
        'accountName',
        'title',
        'department',
        'assistant',
        'dateOfBirth',
      ],
    },
    { key: 'reach', names: ['email', 'secondaryEmail', 'phone', 'mobile', 'homePhone', 'website'] },
    {
      key: 'mailing',
      names: ['mailingStreet', 'mailingPostalCode', 'mailingCity', 'mailingState', 'mailingCountry'],
    },
    { key: 'other', names: ['otherStreet', 'otherPostalCode', 'otherCity', 'otherState', 'otherCountry'] },
    { key: 'more', names: ['leadSource', 'description'] },
  ],
  lead: [
    { key: 'identity', names: ['firstName', 'lastName', 'company', 'title', 'leadStatus', 'leadSource'] },
    { key: 'reach', names: ['email', 'secondaryEmail', 'phone', 'mobile'] },
    { key: 'more', names: ['description'] },
  ],
}

/** The fields of a record in the order of forms and pages. */
export function fieldGroups(kind: RecordKind): FieldGroup[] {
  const known = new Map(recordFields[kind].map((field) => [field.name, field]))
  return layouts[kind].map(({ key, names }) => ({
    key,
    fields: names.flatMap((name) => {
      const field = known.get(name)
      return field === undefined ? [] : [{ name, type: field.type, required: field.required }]
    }),
  }))
}

const historyFields: ReadonlySet<string> = new Set([
  ...Object.values(layouts).flatMap((layout) => layout.flatMap(({ names }) => names)),
  'ownerId',
])

/** Whether a name in the change feed is one that screens have a label for. */
export const isFieldName = (name: string): name is FieldName | 'ownerId' => historyFields.has(name)
