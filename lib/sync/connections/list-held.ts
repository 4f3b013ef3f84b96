import { and, asc, eq, gt, isNotNull, or } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import { type Context, ownerScope } from '@/lib/access/context'
import { compileMapping, type FieldRule } from '@/lib/sync/core/mapping'
import type { Canonical } from '@/lib/sync/core/types'
import { deletionHeld, type LinkRow, removalHeld } from '@/lib/sync/links'
import type { CrmRecord, ModuleName } from '@/lib/sync/modules/module'
import { findDecidable } from './find-decidable'
import { availableModule } from './own-connection'

/** A value that waits, in the CRM's terms: what the other side still holds, and what it would hold. */
type HeldField = { field: string; before: Canonical; after: Canonical; lost: null }

/** One record of which something waits for a decision (A5). */
export type HeldRecord = {
  linkId: string
  recordId: string
  /** What it is called; null when the reader may not see it. */
  name: string | null
  inBin: boolean
  /** Where it would be deleted; null when fields changed. */
  deletion: 'toCrm' | 'toMicrosoft' | null
  changes: { direction: 'toCrm' | 'toMicrosoft'; fields: HeldField[] }[]
}

/** The pairs of a connection of which something is held. */
export const isHeldOf = (connectionId: string) =>
  and(
    eq(link.connectionId, connectionId),
    or(
      and(eq(link.reason, deletionHeld), isNotNull(link.removedAt)),
      eq(link.reason, removalHeld),
      isNotNull(link.heldChange),
    ),
  )

/**
 * What waits for a decision in a member's connection, page by page. Names and values are those of records that the
 * reader may see; of others it is only said what would happen (A7).
 * @throws DomainError `not-found` for another member's without `manage-integrations`, `not-available`
 */
export async function listHeld(
  context: Context,
  name: ModuleName,
  query: { memberId?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ items: HeldRecord[]; next: string | null }> {
  const module = await availableModule(context, name)
  const row = await findDecidable(context, name, query.memberId)
  if (row?.status !== 'held') return { items: [], next: null }
  const links = await context.db
    .select()
    .from(link)
    .where(and(isHeldOf(row.id), query.after ? gt(link.id, query.after) : undefined))
    .orderBy(asc(link.id))
    .limit(query.limit + 1)
  const shown = links.slice(0, query.limit)
  const records = await module.crm.read(
    context,
    shown.map(({ recordId }) => recordId),
  )
  const scope = ownerScope(context.actor)
  const rules = compileMapping(row.mapping, row.valueMaps, module.limits)
  const items = shown.map((one) => {
    const record = records.get(one.recordId)
    const seen = record && (scope === null || record.ownerId === scope) ? record : null
    return {
      linkId: one.id,
      recordId: one.recordId,
      name: seen ? module.crm.label(seen.fields) : null,
      inBin: Boolean(record?.deletedAt),
      deletion: deletionOf(one),
      changes: changesOf(rules, one, seen),
    }
  })
  return { items, next: links.length > shown.length ? (shown.at(-1)?.id ?? null) : null }
}

function deletionOf({ reason, removedAt }: LinkRow): HeldRecord['deletion'] {
  if (reason === removalHeld) return 'toMicrosoft'
  return reason === deletionHeld && removedAt !== null ? 'toCrm' : null
}

function changesOf(
  rules: readonly FieldRule[],
  { heldChange, base }: LinkRow,
  record: CrmRecord | null,
): HeldRecord['changes'] {
  const item = base?.microsoft ?? {}
  return (['toCrm', 'toMicrosoft'] as const).flatMap((direction) => {
    const fields = rules.flatMap(({ crm, microsoft, toCrm }) => {
      const former = heldChange?.fields[crm]
      if (former?.direction !== direction || !record) return []
      const now = direction === 'toCrm' ? toCrm(item[microsoft] ?? null, item) : record.fields[crm]
      return [{ field: crm, before: former.crm, after: now ?? null, lost: null }]
    })
    const waits = rules.some(({ crm }) => heldChange?.fields[crm]?.direction === direction)
    return waits ? [{ direction, fields: fields.filter(({ before, after }) => before !== after) }] : []
  })
}
