import type { Context } from '@/lib/access/context'
import { createRecords } from '../records/create-records'
import { type Deletion, deleteRecords } from '../records/delete-records'
import { getRecord } from '../records/get-record'
import { type ListQuery, listRecords, type RecordPage } from '../records/list-records'
import { forOne } from '../records/parse-input'
import { restoreRecords } from '../records/restore-records'
import { type Update, updateRecords } from '../records/update-records'
import type { Lead, LeadDraft, LeadPatch, LeadValues } from './fields'
import { leadModule } from './module'

// The verbs of lib/crm/records, which describe what they do and refuse, with the types of this module.

export const createLeads = (context: Context, inputs: readonly LeadDraft[]): Promise<Lead[]> =>
  createRecords(context, leadModule, inputs)

export const createLead = (context: Context, input: LeadDraft): Promise<Lead> =>
  forOne(() => createLeads(context, [input]))

export const updateLeads = (context: Context, updates: readonly Update<LeadPatch>[]): Promise<Lead[]> =>
  updateRecords(context, leadModule, updates)

export const updateLead = (context: Context, update: Update<LeadPatch>): Promise<Lead> =>
  forOne(() => updateLeads(context, [update]))

export const deleteLeads = (context: Context, ids: readonly string[]): Promise<Lead[]> =>
  deleteRecords(
    context,
    leadModule,
    ids.map((id) => ({ id })),
  )

export const deleteLead = (context: Context, deletion: Deletion): Promise<Lead> =>
  forOne(() => deleteRecords(context, leadModule, [deletion]))

export const restoreLeads = (context: Context, ids: readonly string[]): Promise<Lead[]> =>
  restoreRecords(context, leadModule, ids)

export const restoreLead = (context: Context, id: string): Promise<Lead> =>
  forOne(() => restoreLeads(context, [id]))

export const getLead = (context: Context, id: string): Promise<Lead> => getRecord(context, leadModule, id)

export const listLeads = (context: Context, query: ListQuery): Promise<RecordPage<LeadValues>> =>
  listRecords(context, leadModule, query)
