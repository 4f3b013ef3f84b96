import { type Context, may, requirePermission } from '@/lib/access/context'
import { write } from '../change-feed/write'
import { moveRecords } from './bin-records'
import { lockRecords } from './lock-records'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'

/**
 * Takes records out of the recycle bin, all or none. A living record stays as it is. Whoever may delete may undo it,
 * and whoever may edit may bring a record back by editing it on the other side of the sync.
 * @throws DomainError `permission-required`, `not-found`.
 */
export async function restoreRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  ids: readonly string[],
): Promise<CrmRecord<Values>[]> {
  if (!may(context.actor, `${module.permissions}.edit`))
    requirePermission(context, `${module.permissions}.delete`)
  return write(context, async (context) =>
    moveRecords(context, module, await lockRecords(context, module, ids), 'restored'),
  )
}
