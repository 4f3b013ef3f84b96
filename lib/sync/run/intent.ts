import type { BatchPart } from '@/lib/microsoft/graph/batch'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { isIncomplete, microsoftFields } from '@/lib/sync/core/mapping'
import type { Plan } from '@/lib/sync/core/plan-types'
import type { CanonicalFields, HeldFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Exclusion, Item } from '@/lib/sync/modules/module'
import { planAgainst, recordState } from './apply-plan'
import { itemPath, type Session } from './session'
import { wasSeries } from './sort-items'
import type { Staying } from './undo-orders'

/** What is to be done for one link, decided from what was last seen of its item. */
export type Intent =
  | { kind: 'create'; row: LinkRow; record: CrmRecord; fields: CanonicalFields }
  | { kind: 'update'; row: LinkRow; record: CrmRecord; patch: CanonicalFields; held: HeldFields }
  /**
   * The record has gone, or is to stay in the CRM alone (`staying`); the item is looked at first, since an edit over there
   * beats a deletion.
   */
  | { kind: 'delete'; row: LinkRow; staying: Staying | null }
  /** The record stays in the CRM, for now (`entersAt`) or as long as it is what it is. */
  | { kind: 'skip'; row: LinkRow; reason: Exclusion | 'outside-window'; entersAt: Date | null }
  /** It stays in the CRM, but its item may not be deleted: Microsoft would mail somebody (A8). */
  | { kind: 'suspend'; row: LinkRow; reason: Exclusion }
  /** A suspended pair whose record is an ordinary one again: what has become of the item is looked at first. */
  | { kind: 'resume'; row: LinkRow }
  /** Its mapping leaves out what Microsoft asks for: it waits for an edit, or for another mapping. */
  | { kind: 'incomplete'; row: LinkRow }
  /** The CRM has something to take over first, as after a change of the mapping. */
  | { kind: 'take-over'; row: LinkRow }
  | { kind: 'nothing'; row: LinkRow; plan: Plan | null; record: CrmRecord | null }

export type Sendable = Extract<Intent, { kind: 'create' | 'update' }>
export const isLookedAt = ({ kind }: Intent): boolean => kind === 'delete' || kind === 'resume'
export const isSendable = (intent: Intent): intent is Sendable =>
  intent.kind === 'create' || intent.kind === 'update'

/** Reads the links' records and decides what each needs. */
export async function readIntents(session: Session, rows: readonly LinkRow[]): Promise<Intent[]> {
  const { module, connection: row, engine } = session
  const context = { organisationId: row.organisationId, db: engine.db }
  const records = await module.crm.read(
    context,
    rows.map(({ recordId }) => recordId),
  )
  return rows.map((linked) => intentOf(session, linked, records.get(linked.recordId)))
}

/** What one link needs, its record being as it is now. */
export function intentOf(session: Session, row: LinkRow, record: CrmRecord | undefined): Intent {
  const nothing = { kind: 'nothing', row, plan: null, record: null } as const
  if (row.state === 'unlinked') return nothing
  const living = record && isOwn(session, record) && record.deletedAt === null ? record : null
  if (row.itemId === null) return living ? creationOf(session, row, living) : nothing
  if (row.state === 'skipped' && (!living || living.excluded || wasSeries(row))) return nothing
  if (row.state === 'skipped') return { kind: 'resume', row }
  if (!living) return { kind: 'delete', row, staying: null }
  if (living.excluded) return withdrawalOf(session, row, living.excluded)
  if (row.undoRunId !== null) return { kind: 'delete', row, staying: 'undone' }
  const plan = planAgainst(session, row, recordState(living, new Map()), lastSeen(row))
  if (plan.crm.kind !== 'none') return { kind: 'take-over', row }
  if (plan.microsoft.kind !== 'update') return { kind: 'nothing', row, plan, record: living }
  const { patch } = plan.microsoft
  if (isIncomplete(session.rules, living.fields, { written: patch, required: [] }))
    return { kind: 'incomplete', row }
  return { kind: 'update', row, record: living, patch, held: plan.held }
}

function creationOf(session: Session, row: LinkRow, record: CrmRecord): Intent {
  if (record.excluded) return { kind: 'skip', row, reason: record.excluded, entersAt: null }
  const outside = session.module.window?.outside(record.fields, session.now())
  if (outside) return { kind: 'skip', row, reason: 'outside-window', entersAt: outside.entersAt }
  const { item } = session.module
  const fields = microsoftFields(session.rules, record.fields)
  if (isIncomplete(session.rules, record.fields, { written: fields, required: item.required ?? [] }))
    return { kind: 'incomplete', row }
  return { kind: 'create', row, record, fields }
}

function withdrawalOf(session: Session, row: LinkRow, reason: Exclusion): Intent {
  return mailedOf(session, row.base?.microsoft ?? {}) > 0
    ? { kind: 'suspend', row, reason }
    : { kind: 'delete', row, staying: reason }
}

/** How many people Microsoft would mail about a change of this item. */
export const mailedOf = (session: Session, fields: CanonicalFields): number =>
  session.module.item.mailed?.(fields) ?? 0

/** Whether a record, living or in the bin, is still the connection's member's. */
export const isOwn = (session: Session, record: CrmRecord) => record.ownerId === session.connection.memberId

/** The item as the base remembers it; `If-Match` proves that it still is so. */
export function lastSeen(row: LinkRow): Item {
  return {
    id: row.itemId ?? '',
    etag: row.etag,
    modifiedAt: 0,
    containerId: null,
    webLink: row.webLink,
    fields: row.base?.microsoft ?? {},
    excluded: null,
  }
}

/** The mapped fields of a record, as a base keeps them. */
export function mappedOf(session: Session, record: CrmRecord): CanonicalFields {
  return Object.fromEntries(session.rules.map((rule) => [rule.crm, record.fields[rule.crm] ?? null]))
}

/** Reads an item as delta would tell it. */
export const readOf = (session: Session, row: LinkRow): BatchPart => ({
  method: 'GET',
  path: withQuery(itemPath(session, row.itemId), session.module.item.readQuery),
})
