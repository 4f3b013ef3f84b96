import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { SyncModule } from '@/lib/sync/modules/module'
import type { PlannedUndo } from './read-undo'

/**
 * Edits the records, all of those that can be edited. Where the CRM refuses one (its rules, the profile), the rest is
 * done all the same: halves that fail are tried in halves, so that one refusal among many costs few attempts.
 * @returns the refusals, by record
 */
export async function editRecords(
  context: Context,
  db: Database,
  module: SyncModule,
  plans: readonly PlannedUndo[],
): Promise<Map<string, DomainError>> {
  const open = plans.filter(({ bin, patch }) => bin !== null || Object.keys(patch).length > 0)
  if (open.length === 0) return new Map()
  try {
    // In a transaction of its own within the other one, so that a refusal takes back its half only.
    await db.transaction((tx) => edit({ ...context, db: tx }, module, open))
    return new Map()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const [only] = open
    if (open.length === 1 && only) return new Map([[only.recordId, error]])
    const middle = Math.ceil(open.length / 2)
    const first = await editRecords(context, db, module, open.slice(0, middle))
    return new Map([...first, ...(await editRecords(context, db, module, open.slice(middle)))])
  }
}

async function edit(context: Context, { crm }: SyncModule, plans: readonly PlannedUndo[]): Promise<void> {
  const of = (bin: PlannedUndo['bin']) =>
    plans.filter((plan) => plan.bin === bin).map(({ recordId }) => recordId)
  const updates = plans.flatMap(({ recordId: id, patch }) =>
    Object.keys(patch).length > 0 ? [{ id, patch }] : [],
  )
  if (of('out').length > 0) await crm.restore(context, of('out'))
  if (updates.length > 0) await crm.update(context, updates)
  if (of('in').length > 0) await crm.remove(context, of('in'))
}
