import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { CrmRecord, Draft, Patch, RecordModule, RecordValues } from './record-module'
import { updateRecords } from './update-records'

/**
 * Gives records to another active member, all or none.
 * @throws DomainError `permission-required`, `not-found`, `deleted`; `validation` at `/ownerId`.
 */
export async function changeOwner<Values extends RecordValues, D extends Draft>(
  context: Context,
  module: RecordModule<Values, D, Patch>,
  { ids, ownerId }: { ids: readonly string[]; ownerId: string },
): Promise<CrmRecord<Values>[]> {
  try {
    const updates = [...new Set(ids)].map((id) => ({ id, patch: { ownerId } }))
    return await updateRecords(context, module, updates)
  } catch (error) {
    const [problem] = (error instanceof DomainError && error.details.errors) || []
    if (problem === undefined) throw error
    throw new DomainError('validation', { errors: [{ ...problem, pointer: '/ownerId' }] })
  }
}
