import { change, type FieldChanges } from '@/db/schema/crm'
import { authorOf, type Context, type Wake } from '@/lib/access/context'
import type { RecordModule } from '../records/record-module'
import { insertRows } from '../records/write-rows'

export type ChangeDraft = {
  recordId: string
  ownerId: string
  /** Set when this change took the record away from somebody. */
  previousOwnerId: string | null
  kind: (typeof change.$inferInsert)['kind']
  fields: FieldChanges
  at: Date
}

/**
 * Writes the feed's entries of records that the same transaction has written, and wakes the sync of the owners
 * concerned. Call it inside `write`.
 */
export async function appendChanges(
  context: Context,
  module: Pick<RecordModule, 'name' | 'synced'>,
  changes: readonly ChangeDraft[],
): Promise<void> {
  if (changes.length === 0) return
  const { actor, organisationId } = context
  const author = authorOf(actor)
  const rows = changes.map((draft) => ({
    ...draft,
    organisationId,
    module: module.name,
    actorType: author.type,
    actorId: author.id,
    connectionId: actor.type === 'sync' ? actor.connectionId : null,
  }))
  await insertRows(context.db, change, rows)
  if (module.synced !== null) await wakeOwners(context, module.synced, changes)
  if (isPerson(module.name) && changes.some(maySayWhoseAnAddressIs))
    await context.wakeClients?.(organisationId)
}

const isPerson = (name: RecordModule['name']): boolean => name === 'contact' || name === 'lead'

/** Whether somebody may be found by an address from this change on who was not before. */
export function maySayWhoseAnAddressIs({ kind, fields }: Pick<ChangeDraft, 'kind' | 'fields'>): boolean {
  if (kind === 'updated') return 'email' in fields || 'secondaryEmail' in fields
  return kind !== 'deleted'
}

async function wakeOwners(
  context: Context,
  module: Wake['module'],
  changes: readonly ChangeDraft[],
): Promise<void> {
  const owners = new Set(
    changes.flatMap(({ ownerId, previousOwnerId }) => [ownerId, previousOwnerId ?? ownerId]),
  )
  // A connection passes over what it wrote itself: to wake it for that would let two idle sides keep each other busy.
  if (context.actor.type === 'sync') owners.delete(context.actor.memberId)
  if (owners.size > 0) await context.wake({ module, memberIds: [...owners] })
}
