import { and, eq, type SQL } from 'drizzle-orm'
import { type Context, ownerScope } from '@/lib/access/context'
import type { RecordTable } from './record-module'

/** The rows that the actor may see (A7): of its organisation, and its own unless it has `records.all`. */
export function visible(context: Context, table: RecordTable): SQL | undefined {
  const owner = ownerScope(context.actor)
  return and(
    eq(table.organisationId, context.organisationId),
    owner === null ? undefined : eq(table.ownerId, owner),
  )
}
