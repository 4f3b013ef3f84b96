import { and, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { change } from '@/db/schema/crm'

/** When a field was changed, and by whom. `id` names a member; a job of ours has none. */
export type Edit = { at: Date; by: { type: (typeof change.$inferSelect)['actorType']; id: string | null } }

/**
 * The last edit of each field of each record since an instant (inclusive) by anybody but the given connection: what
 * "the later change wins" compares with the other side's time. Fields that nobody touched are absent.
 */
export async function lastEdits(
  db: Database,
  query: { recordIds: readonly string[]; since: Date; exceptConnectionId: string },
): Promise<Map<string, Map<string, Edit>>> {
  const edits = new Map<string, Map<string, Edit>>()
  if (query.recordIds.length === 0) return edits
  const rows = await db.execute<{
    recordId: string
    field: string
    at: string
    type: Edit['by']['type']
    id: string | null
  }>(sql`
    select distinct on (${change.recordId}, field) ${change.recordId} as "recordId", field,
      to_char(${change.at} at time zone 'UTC', ${isoFormat}) as at, ${change.actorType} as type, ${change.actorId} as id
    from ${change}, jsonb_object_keys(${change.fields}) as field
    where ${and(
      inArray(change.recordId, [...query.recordIds]),
      gte(change.at, query.since),
      or(isNull(change.connectionId), ne(change.connectionId, query.exceptConnectionId)),
    )}
    order by ${change.recordId}, field, ${change.at} desc, ${change.id} desc`)
  for (const { recordId, field, at, type, id } of rows) {
    const fields = edits.get(recordId) ?? new Map<string, Edit>()
    edits.set(recordId, fields.set(field, { at: new Date(at), by: { type, id } }))
  }
  return edits
}

const isoFormat = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
