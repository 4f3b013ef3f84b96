import type { PersonKind } from '@/components/crm/record-kind'
import type { FieldType } from '@/lib/crm/records/field'
import { type FieldName, type GroupKey, layouts } from './field-names'
import { personFields } from './record-modules'

export type FormField = { name: FieldName; type: FieldType; required: boolean }

export type FieldGroup = { key: GroupKey; fields: readonly FormField[] }

/** The fields of a record in the order of forms and pages. */
export function fieldGroups(kind: PersonKind): FieldGroup[] {
  const known = new Map(personFields[kind].map((field) => [field.name, field]))
  return layouts[kind].map(({ key, names }) => ({
    key,
    fields: names.flatMap((name) => {
      const field = known.get(name)
      return field === undefined ? [] : [{ name, type: field.type, required: field.required }]
    }),
  }))
}
