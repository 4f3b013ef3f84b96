import type { Context } from '@/lib/access/context'
import type { CrmRecord, PendingWrite, RecordModule, RecordValues } from './record-module'

/** What a module makes of records that are about to be written, in their order; most write them as they are. */
export async function settle<Values extends RecordValues>(
  context: Context,
  module: Pick<RecordModule<Values>, 'settle'>,
  writes: readonly PendingWrite<Values>[],
): Promise<CrmRecord<Values>[]> {
  if (module.settle === undefined) return writes.map(({ after }) => after)
  return module.settle(context, writes)
}
