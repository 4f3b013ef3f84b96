import { and, desc, eq, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { account, member } from '@/db/schema/access'
import { change } from '@/db/schema/crm'
import { activity, connection, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { cutPage } from '@/lib/access/newest-first'
import { getRecord } from '@/lib/crm/records/get-record'
import type { CrmRecord, RecordModule, RecordValues } from '@/lib/crm/records/record-module'
import { changeKey, recordTimeline, type TimelineEntry } from '@/lib/crm/records/record-timeline'
import type { ActivityRow } from './list-activity'

/** Something that happened to a record: somebody changed it in the CRM, or the sync did something to it. */
export type StoryEntry =
  | { kind: 'change'; at: Date; key: string; change: TimelineEntry }
  | {
      kind: 'activity'
      at: Date
      key: string
      entry: ActivityRow
      /** The member whose sync it was, or who has put something back or decided that it be. */
      by: { memberId: string; name: string | null }
      /** Whose sync it was. */
      ownerId: string
      isUndo: boolean
    }

export type StoryPosition = { at: Date; key: string }
export type StoryQuery = { id: string; after?: StoryPosition | undefined; limit: number }

/**
 * What happened to a record, newest first, also to one in the bin: its changes in the CRM and what the sync has done, each
 * thing once. What the sync changed in the CRM is told by the sync.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function recordStory<Values extends RecordValues>(
  context: Context,
  module: RecordModule<Values>,
  query: StoryQuery,
): Promise<{ record: CrmRecord<Values>; items: StoryEntry[]; next: StoryPosition | null }> {
  const record = await getRecord(context, module, query.id)
  const [changes, entries] = await Promise.all([changesOf(context, query), activityOf(context, query)])
  const all = [...changes, ...entries].sort(newestFirst)
  return { record, ...cutPage(all, query.limit, ({ at, key }) => ({ at, key })) }
}

const newestFirst = (a: StoryEntry, b: StoryEntry) =>
  b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : a.key > b.key ? -1 : 0)

/** That the instant is none later bounds the range of an index; the rest alone would not. */
const before = (at: PgColumn, key: SQL, after: StoryPosition | undefined) =>
  after &&
  and(lte(at, after.at), or(lt(at, after.at), and(eq(at, after.at), sql`${key} collate "C" < ${after.key}`)))

/** Of one moment, the sync's part comes after the change that it follows. */
const activityKey = sql<string>`'s' || ${activity.id}::text`

async function changesOf(context: Context, { id, after, limit }: StoryQuery): Promise<StoryEntry[]> {
  // No transaction takes minutes: of the record's activity a few entries are looked at, and not all for each change.
  const toldBySync = sql`exists (select 1 from ${activity}
    where ${activity.recordId} = ${change.recordId} and ${activity.txid} = ${change.txid}
      and ${activity.at} between ${change.at} - interval '5 minutes' and ${change.at} + interval '5 minutes')`
  const which = and(sql`not ${toldBySync}`, before(change.at, changeKey, after))
  const changes = await recordTimeline(context, id, { which, limit: limit + 1 })
  return changes.map(({ key, ...told }) => ({ kind: 'change', at: told.at, key, change: told }))
}

async function activityOf(context: Context, { id, after, limit }: StoryQuery): Promise<StoryEntry[]> {
  const rows = await context.db
    .select({
      key: activityKey,
      entry: activity,
      kind: run.kind,
      ownerId: connection.memberId,
      name: account.name,
    })
    .from(activity)
    .innerJoin(connection, eq(connection.id, activity.connectionId))
    .leftJoin(member, sql`${member.id} = coalesce(${activity.decidedBy}, ${connection.memberId})`)
    .leftJoin(account, eq(account.id, member.accountId))
    .leftJoin(run, eq(run.id, activity.runId))
    .where(
      and(
        eq(activity.organisationId, context.organisationId),
        eq(activity.recordId, id),
        before(activity.at, activityKey, after),
      ),
    )
    .orderBy(desc(activity.at), sql`${activityKey} collate "C" desc`)
    .limit(limit + 1)
  return rows.map(({ key, entry, kind, ownerId, name }) => ({
    kind: 'activity',
    at: entry.at,
    key,
    entry,
    by: { memberId: entry.decidedBy ?? ownerId, name },
    ownerId,
    isUndo: kind === 'undo' || entry.decidedBy !== null,
  }))
}
