import type { z } from 'zod'
import type { Field } from '../records/field'
import { draftSchema, patchSchema, type ValuesOf } from '../records/field-shape'
import type { CrmRecord } from '../records/record-module'

/** Every field of a lead, in the order of forms and exports. */
export const leadFields = [
  { name: 'firstName', type: 'text', required: false },
  { name: 'lastName', type: 'text', required: true },
  { name: 'company', type: 'text', required: false },
  { name: 'email', type: 'email', required: false },
  { name: 'secondaryEmail', type: 'email', required: false },
  { name: 'phone', type: 'phone', required: false },
  { name: 'mobile', type: 'phone', required: false },
  { name: 'title', type: 'text', required: false },
  { name: 'leadStatus', type: 'text', required: false },
  { name: 'leadSource', type: 'text', required: false },
  { name: 'description', type: 'longText', required: false },
] as const satisfies readonly Field[]

export type LeadValues = ValuesOf<typeof leadFields>
export type LeadField = keyof LeadValues
export type Lead = CrmRecord<LeadValues>

export const leadDraft = draftSchema(leadFields)
export const leadPatch = patchSchema(leadFields)

export type LeadDraft = z.infer<typeof leadDraft>
export type LeadPatch = z.infer<typeof leadPatch>
