import type { Context } from '@/lib/access/context'
import { changeOwner } from '../records/change-owner'
import { createRecords } from '../records/create-records'
import { type Deletion, deleteRecords } from '../records/delete-records'
import { findDuplicates } from '../records/find-duplicates'
import { getRecord } from '../records/get-record'
import { listOwnedRecords, type OwnedQuery } from '../records/list-owned-records'
import { type ListQuery, listRecords, type RecordPage } from '../records/list-records'
import { forOne } from '../records/parse-input'
import { recordsByIds } from '../records/records-by-ids'
import { restoreRecords } from '../records/restore-records'
import { type Update, updateRecords } from '../records/update-records'
import type { Contact, ContactDraft, ContactPatch, ContactValues } from './fields'
import { contactModule } from './module'

// The verbs of lib/crm/records, which describe what they do and refuse, with the types of this module.

export const createContacts = (context: Context, inputs: readonly ContactDraft[]): Promise<Contact[]> =>
  createRecords(context, contactModule, inputs)

export const createContact = (context: Context, input: ContactDraft): Promise<Contact> =>
  forOne(() => createContacts(context, [input]))

export const updateContacts = (
  context: Context,
  updates: readonly Update<ContactPatch>[],
): Promise<Contact[]> => updateRecords(context, contactModule, updates)

export const updateContact = (context: Context, update: Update<ContactPatch>): Promise<Contact> =>
  forOne(() => updateContacts(context, [update]))

export const deleteContacts = (context: Context, ids: readonly string[]): Promise<Contact[]> =>
  deleteRecords(
    context,
    contactModule,
    ids.map((id) => ({ id })),
  )

export const deleteContact = (context: Context, deletion: Deletion): Promise<Contact> =>
  forOne(() => deleteRecords(context, contactModule, [deletion]))

export const restoreContacts = (context: Context, ids: readonly string[]): Promise<Contact[]> =>
  restoreRecords(context, contactModule, ids)

export const restoreContact = (context: Context, id: string): Promise<Contact> =>
  forOne(() => restoreContacts(context, [id]))

export const getContact = (context: Context, id: string): Promise<Contact> =>
  getRecord(context, contactModule, id)

export const listContacts = (context: Context, query: ListQuery): Promise<RecordPage<ContactValues>> =>
  listRecords(context, contactModule, query)

export const listOwnedContacts = (context: Context, query: OwnedQuery): Promise<Contact[]> =>
  listOwnedRecords(context, contactModule, query)

export const contactsByIds = (
  context: Pick<Context, 'db' | 'organisationId'>,
  ids: readonly string[],
  options?: { lock?: boolean },
): Promise<Map<string, Contact>> => recordsByIds(context, contactModule, ids, options)

export const changeOwnerOfContacts = (
  context: Context,
  input: { ids: readonly string[]; ownerId: string },
): Promise<Contact[]> => changeOwner(context, contactModule, input)

export const findContactDuplicates = (
  context: Context,
  emails: readonly string[],
): Promise<Map<string, Contact[]>> => findDuplicates(context, contactModule, emails)
