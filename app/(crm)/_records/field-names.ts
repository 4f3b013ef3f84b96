import type { PersonKind } from '@/components/crm/record-kind'
import type { ContactField } from '@/lib/crm/contacts/fields'
import type { LeadField } from '@/lib/crm/leads/fields'

export type FieldName = ContactField | LeadField
export type GroupKey = 'identity' | 'reach' | 'mailing' | 'other' | 'more'

type Layout = readonly { key: GroupKey; names: readonly FieldName[] }[]

/** Which fields stand together on forms and pages, in their order. */
export const layouts: Record<PersonKind, Layout> = {
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

const labelled: ReadonlySet<string> = new Set([
  ...Object.values(layouts).flatMap((layout) => layout.flatMap(({ names }) => names)),
  'ownerId',
])

/** Whether a name, such as one in the change feed, is one that screens have a label for. */
export const isFieldName = (name: string): name is FieldName | 'ownerId' => labelled.has(name)
