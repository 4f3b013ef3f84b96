import { contactsLike } from '@/lib/crm/contacts/contacts-like'
import { type Contact, contactDraft, contactFields, contactPatch } from '@/lib/crm/contacts/fields'
import {
  contactsByIds,
  createContacts,
  deleteContacts,
  listOwnedContacts,
  restoreContacts,
  updateContacts,
} from '@/lib/crm/contacts/verbs'
import { acceptFieldValue } from '@/lib/crm/records/field'
import { digitsOf, fold } from '@/lib/crm/records/search-words'
import { environment } from '@/lib/env'
import { contactFolder } from '@/lib/microsoft/containers/container-kind'
import {
  expandMark,
  filterByMark,
  recordMark,
  recordMarkOf,
  withMark,
} from '@/lib/microsoft/containers/extended-property'
import { outlookPeopleUrl } from '@/lib/microsoft/outlook-links'
import { canonicalText, fieldOf } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { defaultContactMapping, microsoftContactFields } from './contact-fields'
import {
  contactFieldsFromGraph,
  contactSelect,
  fieldsInPlaces,
  GraphContact,
  graphContactFromFields,
  graphContactPatch,
} from './contact-item'
import type { FieldType } from './mappable-field'
import type { CrmRecord, SyncModule } from './module'

/** How the types of CRM fields look to a mapping. */
const mappableTypes = {
  text: 'text',
  multiline: 'text',
  url: 'text',
  longText: 'longText',
  email: 'email',
  phone: 'phone',
  day: 'day',
} as const satisfies Record<(typeof contactFields)[number]['type'] | 'multiline', FieldType>

const noName = '(no name)'

export const contactsModule: SyncModule = {
  name: 'contacts',
  recordModule: 'contact',
  permissions: ['sync.contacts', 'contacts.view', 'contacts.create', 'contacts.edit'],
  deletePermission: 'contacts.delete',
  container: contactFolder,
  deletesRecords: 'as-chosen',
  pull: { deltaQueries: () => [`$select=${contactSelect}`] },
  crmFields: contactFields.map(({ name, type, required }) => ({ name, type: mappableTypes[type], required })),
  microsoftFields: microsoftContactFields,
  defaultMapping: defaultContactMapping,
  mappable: true,
  defaultValueMaps: null,
  webLink: (upn) => outlookPeopleUrl(environment(), upn),
  nameField: 'lastName',
  limits: {
    accept(crmField, value) {
      const field = contactFields.find(({ name }) => name === crmField)
      if (!field || (value !== null && typeof value !== 'string')) return undefined
      const verdict = acceptFieldValue(field, value)
      return verdict.ok ? verdict.value : undefined
    },
    placeholder: (crmField, item) => (crmField === 'lastName' ? placeholderName(item) : null),
  },
  item: {
    readQuery: `$select=${contactSelect}`,
    read(json, known) {
      const contact = GraphContact.parse(json)
      return {
        id: contact.id,
        etag: contact['@odata.etag'] ?? null,
        modifiedAt: contact.lastModifiedDateTime ? Date.parse(contact.lastModifiedDateTime) : 0,
        containerId: contact.parentFolderId ?? null,
        webLink: null,
        fields: contactFieldsFromGraph(contact, known),
        excluded: null,
      }
    },
    beside: fieldsInPlaces,
    createBody: (fields, { recordId }) => ({
      ...graphContactFromFields(fields),
      ...withMark(recordMark, recordId),
    }),
    patchBody: graphContactPatch,
    marks: {
      find: {
        byRecord: (recordId) => `$select=${contactSelect}&${filterByMark(recordMark, recordId)}`,
      },
      expand: expandMark(recordMark),
      of: recordMarkOf,
    },
    matchKeys: contactKeys,
  },
  crmFieldsOf,
  crm: {
    async read(context, ids, options) {
      const contacts = await contactsByIds(context, ids, options)
      return new Map([...contacts].map(([id, contact]) => [id, recordOf(contact)]))
    },
    async create(context, inputs) {
      const made = await createContacts(
        context,
        inputs.map((input) => contactDraft.parse(input)),
      )
      return made.map(({ id }) => id)
    },
    async update(context, updates) {
      await updateContacts(
        context,
        updates.map(({ id, patch }) => ({ id, patch: contactPatch.parse(patch) })),
      )
    },
    async remove(context, ids) {
      await deleteContacts(context, ids)
    },
    async restore(context, ids) {
      await restoreContacts(context, ids)
    },
    async listOwned(context, page) {
      return (await listOwnedContacts(context, page)).map(({ id }) => id)
    },
    async findByKeys(context, ownerId, keys) {
      const emails = keys.filter((key) => key.startsWith('mail:')).map((key) => key.slice(5))
      const sortNames = keys
        .filter((key) => key.startsWith('name:'))
        .map((key) => key.slice(5, key.lastIndexOf('|')))
      const found = await contactsLike(context, ownerId, { emails, sortNames })
      return found.map((contact) => {
        const { id, fields, updatedAt } = recordOf(contact)
        return { recordId: id, fields, updatedAt }
      })
    },
    label: (fields) => [fields.firstName, fields.lastName].filter(Boolean).join(' '),
  },
}

function recordOf(contact: Contact): CrmRecord {
  const values: Record<string, unknown> = contact
  const fields = Object.fromEntries(
    contactFields.map(({ name }) => {
      const value = values[name]
      return [name, typeof value === 'string' ? canonicalText(value) : null]
    }),
  )
  return {
    id: contact.id,
    ownerId: contact.ownerId,
    fields,
    updatedAt: contact.updatedAt,
    deletedAt: contact.deletedAt,
    excluded: null,
  }
}

/** What a contact without a last name is called: its company, else the local part of its address. */
function placeholderName(item: CanonicalFields): string {
  const company = fieldOf(item, 'companyName')
  const mail = fieldOf(item, 'emailAddresses.0')
  const local = typeof mail === 'string' ? mail.split('@')[0] : null
  return String(company ?? (local || null) ?? noName).slice(0, 255)
}

/** An item in the CRM's terms, for comparing with contacts that nothing links it to. */
function crmFieldsOf(item: CanonicalFields): CanonicalFields {
  return Object.fromEntries(defaultContactMapping.map((row) => [row.crm, fieldOf(item, row.microsoft)]))
}

/**
 * C5: the same contact has an e-mail address in common, or else the full name and a phone. Phones are compared by
 * their last nine digits, so that national and international forms of a number are the same.
 */
function contactKeys(fields: CanonicalFields): string[] {
  const textOf = (name: string) => {
    const value = fieldOf(fields, name)
    return typeof value === 'string' ? value : null
  }
  const mails = ['email', 'secondaryEmail'].flatMap((name) => textOf(name)?.toLowerCase() ?? [])
  const name = fold(['lastName', 'firstName'].flatMap((part) => textOf(part) ?? []).join(' '))
  const phones = ['phone', 'mobile', 'homePhone'].flatMap((field) => {
    const digits = digitsOf(textOf(field) ?? '').slice(-9)
    return digits.length >= 6 ? [digits] : []
  })
  return [
    ...mails.map((mail) => `mail:${mail}`),
    ...(name ? phones.map((phone) => `name:${name}|${phone}`) : []),
  ]
}
