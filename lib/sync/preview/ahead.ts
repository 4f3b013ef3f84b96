import type { Context } from '@/lib/access/context'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import type { Session } from '@/lib/sync/run/session'
import type { ChangesAhead } from './brake-ahead'
import { PreviewTally } from './preview-tally'

/** What a run that is only looked ahead to has come to: all that it would have written, kept here instead. */
export type Ahead = {
  context: Context
  session: Session
  tally: PreviewTally
  /** A link as the run finds it, such as under a new mapping. */
  asFound: (row: LinkRow) => LinkRow
  /** Links as the run would leave them, by id; null: it drops them. */
  rows: Map<string, LinkRow | null>
  /** Records as the run would leave them. */
  records: Map<string, CrmRecord>
  /** Records that items have been matched with. */
  taken: Set<string>
  /** Items that have been planned. */
  seen: Set<string>
  /** Items that stay out though nothing links them, with the reason. */
  skippedItems: Map<string, string>
  /** What series that stay out have in common with the copies that they leave behind. */
  series: Set<string>
  /** Records in conflict. */
  conflicts: Set<string>
  /** How many pairs have come, less those that are gone. */
  born: number
  /** What the brake would hold of what items change. */
  changes: ChangesAhead | null
}

export const newAhead = (
  context: Context,
  session: Session,
  asFound: Ahead['asFound'] = (row) => row,
): Ahead => ({
  context,
  session,
  asFound,
  tally: new PreviewTally(),
  rows: new Map(),
  records: new Map(),
  taken: new Set(),
  seen: new Set(),
  skippedItems: new Map(),
  series: new Set(),
  conflicts: new Set(),
  born: 0,
  changes: null,
})

/** Records as the run would find them by then. */
export async function recordsAhead(ahead: Ahead, ids: readonly string[]): Promise<Map<string, CrmRecord>> {
  const read = await ahead.session.module.crm.read(ahead.context, ids)
  for (const id of ids) {
    const left = ahead.records.get(id)
    if (left) read.set(id, left)
  }
  return read
}

/** The part of what a step of a run would write that changes records and links. */
type Writes = {
  updates: readonly { id: string; patch: CanonicalFields }[]
  restores: readonly string[]
  saved: readonly LinkRow[]
  dropped: readonly string[]
  entries: readonly ActivityEntry[]
}

/** Takes note of what a step would write. `items` are those that it planned. */
export function noteWrites(
  ahead: Ahead,
  writes: Writes,
  read: ReadonlyMap<string, CrmRecord>,
  items: readonly Item[],
): void {
  for (const id of writes.restores) {
    ahead.tally.restore()
    leaveRecord(ahead, read, id, {}, true)
  }
  for (const { id, patch } of writes.updates) leaveRecord(ahead, read, id, patch, false)
  for (const id of writes.dropped) ahead.rows.set(id, null)
  for (const row of writes.saved) ahead.rows.set(row.id, row)
  const restored = new Set(writes.restores)
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const entry of writes.entries) {
    noteEntry(ahead, entry, restored, read, byId.get(entry.itemId ?? ''))
  }
}

function leaveRecord(
  { records }: Ahead,
  read: ReadonlyMap<string, CrmRecord>,
  id: string,
  patch: CanonicalFields,
  restored: boolean,
): void {
  const record = records.get(id) ?? read.get(id)
  if (!record) return
  const deletedAt = restored ? null : record.deletedAt
  records.set(id, { ...record, fields: { ...record.fields, ...patch }, deletedAt })
}

/** What the activity would say, as figures. What stays out is counted at the end, each once. */
function noteEntry(
  ahead: Ahead,
  { direction, action, recordId, itemId, fields = [], reason }: ActivityEntry,
  restored: ReadonlySet<string>,
  read: ReadonlyMap<string, CrmRecord>,
  item: Item | undefined,
): void {
  const { tally } = ahead
  const { crm, crmFieldsOf } = ahead.session.module
  const label = () => crm.label(read.get(recordId ?? '')?.fields ?? (item ? crmFieldsOf(item.fields) : {}))
  const about = { label, recordId, itemId }
  if (action === 'conflict') ahead.conflicts.add(recordId ?? itemId ?? '')
  const unheld = reason === 'value-too-long' || reason === 'mapping-incomplete'
  if (action === 'skipped' && unheld) tally.leave('microsoft', reason)
  if (direction !== 'toCrm') return
  if (action === 'matched') tally.match(about)
  if (action === 'created' && !restored.has(recordId ?? '')) tally.create('crm', about)
  if ((action === 'updated' || action === 'matched') && recordId !== null && fields.length > 0)
    tally.update('crm', { ...about, recordId, fields })
}
