import { and, eq, isNull } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { availableModule, ownConnection } from '@/lib/sync/connections/own-connection'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { ActivityRow } from './list-activity'

/**
 * Puts back what a run changed (A1): the value that lost a conflict, the former value, or the deleted record. It is an
 * edit by the person who asks, and crosses like any other.
 * @throws DomainError `not-found`, `nothing-to-restore`, and what the record's own verbs refuse
 */
export async function restoreActivity(context: Context, name: ModuleName, id: string): Promise<ActivityRow> {
  const module = await availableModule(context, name)
  const entry = await ownActivity(context, name, id)
  if (!entry.recordId) throw new DomainError('nothing-to-restore')
  const { recordId } = entry
  if (entry.action === 'deleted') await module.crm.restore(context, [recordId])
  else if (entry.action === 'conflict') {
    await module.crm.update(context, [{ id: recordId, patch: valuesOf(entry, 'lost') }])
  } else if (entry.action === 'updated') {
    await module.crm.update(context, [{ id: recordId, patch: formerValues(module.crmFields, entry) }])
  } else throw new DomainError('nothing-to-restore')
  const now = context.now()
  await context.db.update(activity).set({ restoredAt: now, seenAt: now }).where(eq(activity.id, entry.id))
  return { ...entry, restoredAt: now, seenAt: now }
}

/** A conflict that somebody has looked at counts no longer. @throws DomainError `not-found` */
export async function markActivitySeen(context: Context, name: ModuleName, id: string): Promise<void> {
  const entry = await ownActivity(context, name, id)
  await context.db
    .update(activity)
    .set({ seenAt: context.now() })
    .where(and(eq(activity.id, entry.id), isNull(activity.seenAt)))
}

async function ownActivity(context: Context, name: ModuleName, id: string): Promise<ActivityRow> {
  const own = await ownConnection(context, name)
  if (!own) throw new DomainError('not-found')
  const [row] = await context.db
    .select()
    .from(activity)
    .where(and(eq(activity.connectionId, own.id), eq(activity.id, id)))
  if (!row) throw new DomainError('not-found')
  return row
}

function valuesOf(entry: ActivityRow, which: 'lost' | 'before'): CanonicalFields {
  return Object.fromEntries(entry.fields.map((field) => [field.field, field[which]]))
}

/** Changes written to Microsoft are kept under the CRM's names too; what is no CRM field cannot be put back here. */
function formerValues(fields: readonly { name: string }[], entry: ActivityRow): CanonicalFields {
  const known = Object.entries(valuesOf(entry, 'before')).filter(([name]) =>
    fields.some((field) => field.name === name),
  )
  if (known.length === 0) throw new DomainError('nothing-to-restore')
  return Object.fromEntries(known)
}
