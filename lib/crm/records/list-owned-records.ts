import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { visible } from './visibility'

export type OwnedQuery = {
  ownerId: string
  /** The last id of the page before; null for the first page. */
  afterId: string | null
  limit: number
}

/** A page of one owner's living records, by id: every record that stays is met once, however long the walk takes. */
export async function listOwnedRecords<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  { ownerId, afterId, limit }: OwnedQuery,
): Promise<CrmRecord<Values>[]> {
  requirePermission(context, `${module.permissions}.view`)
  const { table } = module
  const rows = await context.db
    .select(recordColumns(module))
    .from(table)
    .where(
      and(
        visible(context, table),
        eq(table.ownerId, ownerId),
        isNull(table.deletedAt),
        afterId === null ? undefined : gt(table.id, afterId),
      ),
    )
    .orderBy(table.id)
    .limit(limit)
  return asRecords(module, rows)
}
