import { and } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import { idIn } from './id-in'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { visible } from './visibility'

/**
 * Those of the records with these ids that the actor may see, also from the recycle bin, in no particular order.
 * @throws DomainError `permission-required`.
 */
export async function visibleRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  ids: readonly string[],
): Promise<CrmRecord<Values>[]> {
  requirePermission(context, `${module.permissions}.view`)
  const { table } = module
  const rows = await context.db
    .select(recordColumns(module))
    .from(table)
    .where(and(visible(context, table), idIn(table.id, ids)))
  return asRecords(module, rows)
}
