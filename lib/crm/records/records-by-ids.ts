import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/lib/access/context'
import type { CrmRecord, RecordModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'

/**
 * The records with these ids, whoever owns them and also from the recycle bin, by id. For work that has its own idea
 * of whose records it may touch, such as the sync: nothing that answers a person calls it.
 * @param options.lock holds them until the transaction ends, so that they stay as they were read.
 */
export async function recordsByIds<Values extends RecordValues>(
  context: Pick<Context, 'db' | 'organisationId'>,
  module: RecordModule<Values>,
  ids: readonly string[],
  options: { lock?: boolean } = {},
): Promise<Map<string, CrmRecord<Values>>> {
  if (ids.length === 0) return new Map()
  const { table } = module
  const query = context.db
    .select(recordColumns(module))
    .from(table)
    .where(and(eq(table.organisationId, context.organisationId), inArray(table.id, [...ids])))
    .orderBy(table.id)
  const rows = await (options.lock === true ? query.for('update') : query)
  return new Map(asRecords(module, rows).map((record) => [record.id, record]))
}
