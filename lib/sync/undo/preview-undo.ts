import { eq } from 'drizzle-orm'
import { run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { runToUndo } from './find-run'
import { type PlannedUndo, readUndo, type UndoOf } from './read-undo'
import { nextEntries } from './run-entries'
import type { LeftAlone } from './undo-types'

/** What happens to a record when a run is undone. */
const undoKinds = ['change', 'restore', 'bin', 'withdraw', 'take-up', 'let-go'] as const
export type UndoKind = (typeof undoKinds)[number]

/** A field under the CRM's name, as it is now and as it will be. */
type UndoField = { field: string; before: unknown; after: unknown }

export type UndoSample = {
  recordId: string
  name: string
  kind: UndoKind
  /** Of the record; of a pair that goes on the other side follows. */
  fields: UndoField[]
  /** Of the item of a pair that parts: what was its own before. */
  itemFields: UndoField[]
}

export type UndoPreview = {
  /** The run that has undone it already, or is about to. */
  undoneBy: string | null
  counts: Record<UndoKind, number>
  /** Entries that would be left alone. */
  left: { reason: LeftAlone; count: number }[]
  samples: UndoSample[]
}

const samplesPerKind = 3

/**
 * What undoing a run would do, computed like the undo itself and without a write.
 * @throws DomainError `not-found`, `too-old`, `busy`, `not-available`
 */
export async function previewUndo(context: Context, name: ModuleName, runId: string): Promise<UndoPreview> {
  const { module, connection, original } = await runToUndo(context, name, runId)
  const counts: UndoPreview['counts'] = {
    change: 0,
    restore: 0,
    bin: 0,
    withdraw: 0,
    'take-up': 0,
    'let-go': 0,
  }
  const left = new Map<LeftAlone, number>()
  const samples: UndoSample[] = []
  for (let after: string | null = null; ; ) {
    const { entries, last } = await nextEntries(context.db, original.id, after)
    const plans = await readUndo(context, { module, connection }, entries, { isWish: false, lock: false })
    for (const plan of plans) {
      for (const verdict of plan.verdicts.values())
        if (verdict.left !== null) left.set(verdict.left, (left.get(verdict.left) ?? 0) + 1)
      const kind = kindOf(plan)
      if (kind === null) continue
      counts[kind] += 1
      if (counts[kind] <= samplesPerKind) samples.push(sampleOf({ connection, module }, plan, kind))
    }
    if (last === null) break
    after = last
  }
  const [undoing] = await context.db.select({ id: run.id }).from(run).where(eq(run.undoOf, original.id))
  return {
    undoneBy: undoing?.id ?? null,
    counts,
    left: [...left].map(([reason, count]) => ({ reason, count })),
    samples,
  }
}

/** The one thing that a person would call it. */
function kindOf({ bin, pair, patch }: PlannedUndo): UndoKind | null {
  if (bin === 'in') return 'bin'
  if (bin === 'out') return 'restore'
  if (pair !== null) return pair
  return Object.keys(patch).length > 0 ? 'change' : null
}

function sampleOf(
  { connection, module }: UndoOf,
  { recordId, record, patch, former, givesBack }: PlannedUndo,
  kind: UndoKind,
): UndoSample {
  const crmName = new Map(connection.mapping.map(({ crm, microsoft }) => [microsoft, crm]))
  return {
    recordId,
    name: module.crm.label(record?.fields ?? {}),
    kind,
    fields: Object.entries(patch).map(([field, after]) => ({ field, before: former[field] ?? null, after })),
    itemFields: Object.entries(givesBack).map(([name, { from, to }]) => ({
      field: crmName.get(name) ?? name,
      before: from,
      after: to,
    })),
  }
}
