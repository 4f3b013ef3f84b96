import { and, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { change } from '@/db/schema/crm'

/**
 * When each field of each record was last changed since an instant (inclusive) by anybody but the given connection: what
 * "the later change wins" compares with the other side's time. Fields that nobody touched are absent.
 */
export async function lastChangeTimes(
  db: Database,
  query: { recordIds: readonly string[]; since: Date; exceptConnectionId: string },
): Promise<Map<string, Map<string, Date>>> {
  const times = new Map<string, Map<string, Date>>()
  if (query.recordIds.length === 0) return times
  const rows = await db.execute<{ recordId: string; field: string; at: string }>(sql`
    select ${change.recordId} as "recordId", field, to_char(max(${change.at}) at time zone 'UTC', ${isoFormat}) as at
    from ${change}, jsonb_object_keys(${change.fields}) as field
    where ${and(
      inArray(change.recordId, [...query.recordIds]),
      gte(change.at, query.since),
      or(isNull(change.connectionId), ne(change.connectionId, query.exceptConnectionId)),
    )}
    group by 1, 2`)
  for (const { recordId, field, at } of rows) {
    const fields = times.get(recordId) ?? new Map<string, Date>()
    times.set(recordId, fields.set(field, new Date(at)))
  }
  return times
}

const isoFormat = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
