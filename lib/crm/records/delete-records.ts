import { type Context, requirePermission } from '@/lib/access/context'
import { write } from '../change-feed/write'
import { moveRecords } from './bin-records'
import { checkVersion, type ExpectedVersion } from './expected-version'
import { lockRecords } from './lock-records'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'

export type Deletion = { id: string; expectedUpdatedAt?: ExpectedVersion }

/**
 * Puts records into the recycle bin, all or none. What lies there already stays as it is.
 * @throws DomainError `permission-required`, `not-found`, `stale`.
 */
export async function deleteRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  deletions: readonly Deletion[],
): Promise<CrmRecord<Values>[]> {
  requirePermission(context, `${module.permissions}.delete`)
  return write(context, async (context) => {
    const records = await lockRecords(
      context,
      module,
      deletions.map((deletion) => deletion.id),
    )
    records.forEach((record, position) => {
      if (record.deletedAt === null) checkVersion(record, deletions[position]?.expectedUpdatedAt)
    })
    return moveRecords(context, module, records, 'deleted')
  })
}
