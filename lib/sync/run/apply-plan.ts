import type { Database } from '@/db/client'
import type { ActivityField } from '@/db/schema/sync'
import { type Edit, lastEdits } from '@/lib/crm/change-feed/last-edits'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import { planPair, whyUnheld } from '@/lib/sync/core/plan'
import type { Plan, RecordState } from '@/lib/sync/core/plan-types'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, outOfDoubt } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { delaySince } from './change-delay'
import { conflictEntries, conflictStory } from './conflict-entries'
import { heldAfter } from './held-change'
import type { Session } from './session'

/** When and by whom each field of each record was last edited, by anybody else than this connection. */
export type Edits = Map<string, Map<string, Edit>>

/**
 * Edits since the links' records last agreed with their items, for "the later change wins". An edit may be older than
 * the last sync: what that left pending is as old as `pendingSince`.
 */
export async function editsOf(
  session: Session,
  tx: Database,
  rows: readonly Pick<LinkRow, 'recordId' | 'lastSyncedAt' | 'pendingSince'>[],
): Promise<Edits> {
  const since = rows.map(({ lastSyncedAt, pendingSince }) =>
    Math.min(lastSyncedAt?.getTime() ?? 0, pendingSince?.getTime() ?? Number.POSITIVE_INFINITY),
  )
  return lastEdits(tx, {
    recordIds: rows.map(({ recordId }) => recordId),
    since: new Date(since.length > 0 ? Math.min(...since) : 0),
    exceptConnectionId: session.connection.id,
  })
}

export function recordState(record: CrmRecord, edits: Edits): RecordState {
  const fields = edits.get(record.id)
  return {
    fields: record.fields,
    deleted: record.deletedAt !== null,
    changedAt(...names) {
      const known = names.flatMap((name) => fields?.get(name)?.at.getTime() ?? [])
      return known.length > 0 ? Math.max(...known) : record.updatedAt.getTime()
    },
  }
}

/** Plans a record against an item as it was just read. */
export function planAgainst(
  session: Session,
  row: LinkRow | null,
  record: RecordState | null,
  item: Item | null,
): Plan {
  return planPair({
    base: row?.base ?? null,
    record,
    item: item ? { fields: item.fields, modifiedAt: item.modifiedAt } : null,
    rules: session.rules,
    policy: session.connection.options.conflict,
    deleteInCrm: deletesRecords(session),
    held: row?.heldChange?.fields ?? {},
  })
}

/** Whether a deletion over there deletes here: by the module's rule or the user's choice, if her profile allows it. */
function deletesRecords({ module, connection, permissions }: Session): boolean {
  const wanted = module.deletesRecords === 'always' || connection.options.deleteInCrm
  return wanted && permissions.has(module.deletePermission)
}

/**
 * The link after the CRM's part of a plan has been written and the item has been seen.
 * @param record as it was before that; null when the plan makes it
 */
export function linkAfter(
  session: Session,
  row: LinkRow,
  plan: Plan,
  item: Item,
  record: Pick<CrmRecord, 'updatedAt'> | null,
): LinkRow {
  // Its item is to go, and nobody has edited that since.
  const isWithdrawn = row.state === 'linked' && row.undoRunId !== null && plan.crm.kind === 'none'
  const open = plan.microsoft.kind !== 'none' || isWithdrawn
  return {
    ...row,
    undoRunId: isWithdrawn ? row.undoRunId : null,
    state: 'linked',
    itemId: item.id,
    base: plan.base,
    etag: item.etag,
    webLink: item.webLink ?? row.webLink,
    reason: whyUnheld(session.rules, item.fields),
    pendingSince: open ? (row.pendingSince ?? session.now()) : null,
    ...outOfDoubt,
    createId: null,
    attempts: 0,
    notBefore: null,
    parkedAt: null,
    lastError: null,
    lastErrorText: null,
    removedAt: null,
    heldChange: heldAfter(row, plan.held, item.modifiedAt),
    seenAt: session.now(),
    lastSyncedAt: agreedAt(session, record, plan.crm),
  }
}

/**
 * When both sides agree: now, or when the record says that it was written, should the clock that said so be ahead of ours. A
 * record that is written twice at one instant says a millisecond later (A9).
 */
export function agreedAt(
  session: Session,
  record: Pick<CrmRecord, 'updatedAt'> | null,
  work: Plan['crm'],
): Date {
  const now = session.now().getTime()
  let at = record?.updatedAt.getTime() ?? 0
  // Coming back from the bin and being changed are two writes.
  if (work.kind === 'restore') at = Math.max(now, at + 1)
  if ('patch' in work && Object.keys(work.patch).length > 0) at = Math.max(now, at + 1)
  return new Date(Math.max(now, at))
}

/** What the CRM's part of a plan tells the reader of the activity. */
export function crmEntries(
  session: Session,
  plan: Plan,
  { record, item, edits }: { record: CrmRecord | null; item: Item; edits: Edits },
  action?: ActivityEntry['action'],
): ActivityEntry[] {
  const about = { direction: 'toCrm' as const, recordId: record?.id ?? null, itemId: item.id }
  // A match that is undone gives both sides back what was theirs.
  const both = action === 'matched' ? { itemFields: itemChanges(session, plan, item) } : {}
  const entries: ActivityEntry[] = []
  if (plan.crm.kind === 'update' || plan.crm.kind === 'restore' || plan.crm.kind === 'create') {
    entries.push({
      ...about,
      action: action ?? (plan.crm.kind === 'update' ? 'updated' : 'created'),
      fields: settling(plan, changes(record?.fields ?? {}, plan.crm.patch)),
      delayMs: action === 'matched' ? null : delaySince(session, item.modifiedAt),
      ...both,
    })
  } else if (action) entries.push({ ...about, action, ...both })
  if (plan.conflicts.length > 0) {
    const { conflict: rule } = session.connection.options
    entries.push(...conflictEntries(plan, about, conflictStory(rule, item, edits.get(record?.id ?? ''))))
  }
  if (plan.refused.length > 0) {
    const fields = plan.refused.map((field) => ({ field, before: null, after: null, lost: null }))
    entries.push({ ...about, action: 'skipped', reason: whyUnheld(session.rules, item.fields), fields })
  }
  return entries
}

/** Marks what was taken over against an edit here. */
const settling = ({ conflicts }: Plan, fields: ActivityField[]): ActivityField[] =>
  fields.map((one) => (conflicts.some(({ field }) => field === one.field) ? { ...one, settles: true } : one))

/** What a plan is about to write to an item, under the CRM's names. */
function itemChanges(session: Session, plan: Plan, item: Item): ActivityField[] {
  const patch = plan.microsoft.kind === 'update' ? plan.microsoft.patch : {}
  return session.rules.flatMap(({ crm, microsoft }) =>
    microsoft in patch
      ? [
          {
            field: crm,
            before: fieldOf(item.fields, microsoft),
            after: fieldOf(patch, microsoft),
            lost: null,
          },
        ]
      : [],
  )
}

/** The former and the new values of the side written. */
export function changes(before: CanonicalFields, patch: Record<string, Canonical>): ActivityField[] {
  return Object.entries(patch).map(([field, after]) => ({
    field,
    before: fieldOf(before, field),
    after,
    lost: null,
  }))
}
