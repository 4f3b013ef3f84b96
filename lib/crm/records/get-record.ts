import { and, eq } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { visible } from './visibility'

/** One record, also from the recycle bin. @throws DomainError `permission-required`, `not-found`. */
export async function getRecord<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  id: string,
): Promise<CrmRecord<Values>> {
  requirePermission(context, `${module.permissions}.view`)
  const { table } = module
  const rows = await context.db
    .select(recordColumns(module))
    .from(table)
    .where(and(visible(context, table), eq(table.id, id)))
  const [record] = asRecords(module, rows)
  if (record === undefined) throw new DomainError('not-found')
  return record
}
