import type { BatchPart } from '@/lib/microsoft/graph/batch'
import { microsoftFields } from '@/lib/sync/core/mapping'
import type { Plan } from '@/lib/sync/core/plan-types'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { planAgainst, recordState } from './apply-plan'
import type { Session } from './session'

/** What is to be done for one link, decided from what was last seen of its item. */
export type Intent =
  | { kind: 'create'; row: LinkRow; record: CrmRecord; fields: CanonicalFields }
  | { kind: 'update'; row: LinkRow; record: CrmRecord; patch: CanonicalFields }
  /** The record has gone; the item is looked at first, since an edit over there beats the deletion. */
  | { kind: 'delete'; row: LinkRow }
  /** The CRM has something to take over first, as after a change of the mapping. */
  | { kind: 'take-over'; row: LinkRow }
  | { kind: 'nothing'; row: LinkRow; plan: Plan | null }

export type Sendable = Extract<Intent, { kind: 'create' | 'update' }>
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

function intentOf(session: Session, row: LinkRow, record: CrmRecord | undefined): Intent {
  if (row.state === 'skipped' || row.state === 'unlinked') return { kind: 'nothing', row, plan: null }
  const living = record && isOwn(session, record) && record.deletedAt === null ? record : null
  if (row.itemId === null) {
    if (!living) return { kind: 'nothing', row, plan: null }
    return { kind: 'create', row, record: living, fields: microsoftFields(session.rules, living.fields) }
  }
  if (!living) return { kind: 'delete', row }
  const plan = planAgainst(session, row, recordState(living, new Map()), lastSeen(row))
  if (plan.crm.kind !== 'none') return { kind: 'take-over', row }
  if (plan.microsoft.kind !== 'update') return { kind: 'nothing', row, plan }
  return { kind: 'update', row, record: living, patch: plan.microsoft.patch }
}

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
  }
}

/** The mapped fields of a record, as a base keeps them. */
export function mappedOf(session: Session, record: CrmRecord): CanonicalFields {
  return Object.fromEntries(session.rules.map((rule) => [rule.crm, record.fields[rule.crm] ?? null]))
}

/** One item, by the mailbox: found wherever it has been moved to. */
export const itemPath = (session: Session, row: LinkRow) =>
  `${session.userPath}${session.module.container.itemPath}/${encodeURIComponent(row.itemId ?? '')}`

/** Reads an item as delta would tell it. */
export const readOf = (session: Session, row: LinkRow): BatchPart => ({
  method: 'GET',
  path: `${itemPath(session, row)}?${session.module.item.select}`,
})
