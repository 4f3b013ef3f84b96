import { and, inArray } from 'drizzle-orm'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { visible } from './visibility'

/**
 * Reads records for a write, locked until the transaction ends, in the order of `ids`. Locks are taken in the order of
 * the ids, so that two writers of the same records wait for each other instead of ending in a deadlock.
 * @throws DomainError `not-found` when one of them does not exist or is not visible to the actor.
 */
export async function lockRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  ids: readonly string[],
): Promise<CrmRecord<Values>[]> {
  if (ids.length === 0) return []
  const { table } = module
  const rows = await context.db
    .select(recordColumns(module))
    .from(table)
    .where(and(visible(context, table), inArray(table.id, [...new Set(ids)])))
    .orderBy(table.id)
    .for('update')
  const byId = new Map(asRecords(module, rows).map((record) => [record.id, record]))
  return ids.map((id) => {
    const record = byId.get(id)
    if (record === undefined) throw new DomainError('not-found')
    return record
  })
}
