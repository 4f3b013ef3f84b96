import type { Context } from '@/lib/access/context'
import { appendChanges } from '../change-feed/append-changes'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { rowOf, stamp } from './record-rows'
import { updateRows } from './write-rows'

/** Puts locked records into the recycle bin or takes them out of it; those that are there already stay as they are. */
export async function moveRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  records: readonly CrmRecord<Values>[],
  kind: 'deleted' | 'restored',
): Promise<CrmRecord<Values>[]> {
  const moved = new Map<string, CrmRecord<Values>>()
  for (const record of records) {
    if ((record.deletedAt !== null) === (kind === 'deleted')) continue
    const written = stamp(context, record.updatedAt)
    moved.set(record.id, { ...record, ...written, deletedAt: kind === 'deleted' ? written.updatedAt : null })
  }
  const after = [...moved.values()]
  await updateRows(
    context.db,
    module.table,
    after.map((record) => rowOf(module, record)),
  )
  await appendChanges(
    context,
    module,
    after.map((record) => ({
      recordId: record.id,
      ownerId: record.ownerId,
      previousOwnerId: null,
      kind,
      fields: {},
      at: record.updatedAt,
    })),
  )
  return records.map((record) => moved.get(record.id) ?? record)
}
