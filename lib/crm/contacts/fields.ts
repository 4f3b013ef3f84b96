import type { z } from 'zod'
import type { Field } from '../records/field'
import { draftSchema, patchSchema, type ValuesOf } from '../records/field-shape'
import type { CrmRecord } from '../records/record-module'

/** Every field of a contact, in the order of forms and exports. */
export const contactFields = [
  { name: 'firstName', type: 'text', required: false },
  { name: 'lastName', type: 'text', required: true },
  { name: 'salutation', type: 'text', required: false },
  { name: 'email', type: 'email', required: false },
  { name: 'secondaryEmail', type: 'email', required: false },
  { name: 'phone', type: 'phone', required: false },
  { name: 'mobile', type: 'phone', required: false },
  { name: 'homePhone', type: 'phone', required: false },
  { name: 'accountName', type: 'text', required: false },
  { name: 'title', type: 'text', required: false },
  { name: 'department', type: 'text', required: false },
  { name: 'assistant', type: 'text', required: false },
  { name: 'dateOfBirth', type: 'day', required: false },
  { name: 'website', type: 'url', required: false },
  { name: 'mailingStreet', type: 'multiline', required: false },
  { name: 'mailingCity', type: 'text', required: false },
  { name: 'mailingState', type: 'text', required: false },
  { name: 'mailingPostalCode', type: 'text', required: false },
  { name: 'mailingCountry', type: 'text', required: false },
  { name: 'otherStreet', type: 'multiline', required: false },
  { name: 'otherCity', type: 'text', required: false },
  { name: 'otherState', type: 'text', required: false },
  { name: 'otherPostalCode', type: 'text', required: false },
  { name: 'otherCountry', type: 'text', required: false },
  { name: 'leadSource', type: 'text', required: false },
  { name: 'description', type: 'longText', required: false },
] as const satisfies readonly Field[]

export type ContactValues = ValuesOf<typeof contactFields>
export type ContactField = keyof ContactValues
export type Contact = CrmRecord<ContactValues>

export const contactDraft = draftSchema(contactFields)
export const contactPatch = patchSchema(contactFields)

export type ContactDraft = z.infer<typeof contactDraft>
export type ContactPatch = z.infer<typeof contactPatch>
