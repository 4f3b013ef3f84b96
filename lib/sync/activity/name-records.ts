import { type Context, ownerScope } from '@/lib/access/context'
import type { SyncModule } from '@/lib/sync/modules/module'
import type { ActivityRow } from './list-activity'

export type NamedRecord = { name: string; deleted: boolean }

/** What the records of some activity are called now, by id; without those that the actor may no longer see (A7). */
export async function nameRecords(
  context: Context,
  module: SyncModule,
  rows: readonly Pick<ActivityRow, 'recordId'>[],
): Promise<Map<string, NamedRecord>> {
  const ids = [...new Set(rows.flatMap(({ recordId }) => recordId ?? []))]
  const records = await module.crm.read(context, ids)
  const owner = ownerScope(context.actor)
  const visible = [...records.values()].filter((record) => owner === null || record.ownerId === owner)
  return new Map(
    visible.map(({ id, fields, deletedAt }) => [
      id,
      { name: module.crm.label(fields), deleted: deletedAt !== null },
    ]),
  )
}
