import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { change } from '@/db/schema/crm'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ChangedSince } from './undo-types'

type Made = Pick<ActivityRow, 'id' | 'recordId' | 'txid' | 'at'>

/**
 * What has changed in records since an entry told that they were made, field by field, by entry. Not by time: the order of
 * a record's changes is that of their ids, and those of the entry's own transaction belong to it.
 */
export async function changesSince(
  db: Database,
  organisationId: string,
  made: readonly Made[],
): Promise<Map<string, ChangedSince>> {
  const recordIds = [...new Set(made.flatMap(({ recordId }) => recordId ?? []))]
  if (recordIds.length === 0) return new Map()
  const rows = await db
    .select({ recordId: change.recordId, txid: change.txid, at: change.at, fields: change.fields })
    .from(change)
    .where(and(eq(change.organisationId, organisationId), inArray(change.recordId, recordIds)))
    .orderBy(asc(change.recordId), asc(change.id))
  const byRecord = new Map<string, typeof rows>()
  for (const row of rows) byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), row])
  return new Map(
    made.map((entry) => [entry.id, netOf(later(byRecord.get(entry.recordId ?? '') ?? [], entry))]),
  )
}

type Row = { txid: string; at: Date; fields: ChangedSince }

function later(rows: readonly Row[], { txid, at }: Made): readonly Row[] {
  const own = rows.findLastIndex((row) => row.txid === txid)
  return own >= 0 ? rows.slice(own + 1) : rows.filter((row) => row.at > at)
}

function netOf(rows: readonly Row[]): ChangedSince {
  const net: ChangedSince = {}
  for (const { fields } of rows) {
    for (const [field, { before, after }] of Object.entries(fields)) {
      net[field] = { before: net[field] ? net[field].before : before, after }
    }
  }
  return net
}
