import { type Context, may } from '@/lib/access/context'
import { byNewestFirst } from '@/lib/access/newest-first'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { compileMapping } from '@/lib/sync/core/mapping'
import { type LinkRow, linksByRecord } from '@/lib/sync/links'
import type { CrmRecord, SyncModule } from '@/lib/sync/modules/module'
import { changesSince } from './changes-since'
import { planUndo } from './plan-undo'
import type { RecordUndo } from './undo-types'

/** Whose activity is put back. */
export type UndoOf = { connection: ConnectionRow; module: SyncModule }

/** How a record is put back, with what the plan has seen. */
export type PlannedUndo = RecordUndo & { record: CrmRecord | null; link: LinkRow | null }

/**
 * Plans what puts entries back, record by record, in three queries however many they are. Only records that are the
 * member's own are touched (A7).
 * @param options.lock holds the records until the transaction ends
 */
export async function readUndo(
  context: Context,
  { connection, module }: UndoOf,
  entries: readonly ActivityRow[],
  options: { isWish: boolean; lock: boolean },
): Promise<PlannedUndo[]> {
  const byRecord = new Map<string, ActivityRow[]>()
  for (const entry of [...entries].sort(newestFirst)) {
    if (entry.recordId === null) continue
    byRecord.set(entry.recordId, [...(byRecord.get(entry.recordId) ?? []), entry])
  }
  const ids = [...byRecord.keys()].sort()
  const records = await module.crm.read(context, ids, { lock: options.lock })
  const links = await linksByRecord(context.db, connection.id, ids)
  const made = entries.filter(({ action, direction }) => action === 'created' && direction === 'toCrm')
  const since = await changesSince(context.db, context.organisationId, options.isWish ? [] : made)
  const rules = compileMapping(connection.mapping, connection.valueMaps, module.limits)
  const writable = new Set(module.crmFields.map(({ name }) => name))
  return ids.map((recordId) => {
    const found = records.get(recordId)
    const mine =
      found?.ownerId === connection.memberId || (options.isWish && may(context.actor, 'records.all'))
    const record = found && mine ? found : null
    const link = links.get(recordId) ?? null
    const mails = (module.item.mailed?.(link?.base?.microsoft ?? {}) ?? 0) > 0
    const about = { recordId, record, link, rules, writable, since, mails, isWish: options.isWish }
    return { ...planUndo({ ...about, entries: byRecord.get(recordId) ?? [] }), record, link }
  })
}

/** By transaction where the moment is the same: those of one connection follow each other. */
const newestFirst = (a: ActivityRow, b: ActivityRow): number =>
  b.at.getTime() - a.at.getTime() ||
  Number(BigInt(b.txid ?? 0) - BigInt(a.txid ?? 0)) ||
  rank(b) - rank(a) ||
  byNewestFirst(a, b)

/** Within a transaction, what made a pair comes first. */
const rank = ({ action }: ActivityRow): number => (action === 'created' || action === 'matched' ? 0 : 1)
