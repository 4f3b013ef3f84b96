import { and, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { link, run } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ConnectionRow, ownConnection } from './own-connection'

/** `total` is null while what there is to sync is still being looked through. */
export type FirstSync = { done: number; total: number | null }

/** How far the first sync since enabling has come; null when none is under way. */
export async function firstSyncOf(context: Context, name: ModuleName): Promise<FirstSync | null> {
  const row = await ownConnection(context, name)
  if (!row || (row.status !== 'enabling' && row.status !== 'active')) return null
  if (row.enabledAt === null || row.status === 'enabling') return { done: 0, total: null }
  if (await hasEndedARun(context, row, row.enabledAt)) return null
  const [links] = await context.db
    .select({
      total: sql<string>`count(*)`,
      // What Microsoft refuses for good, and what stays in the CRM, is done too: the bar must not stop short of its end.
      done: sql<string>`count(*) filter (where ${link.lastSyncedAt} is not null or ${link.parkedAt} is not null
        or (${link.state} = 'skipped' and ${link.pendingSince} is null))`,
    })
    .from(link)
    .where(eq(link.connectionId, row.id))
  const total = row.backfillAfter === null ? Number(links?.total ?? 0) : null
  return { done: Number(links?.done ?? 0), total }
}

async function hasEndedARun(context: Context, row: ConnectionRow, since: Date): Promise<boolean> {
  const [ended] = await context.db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.connectionId, row.id), isNotNull(run.finishedAt), gte(run.finishedAt, since)))
    .limit(1)
  return ended !== undefined
}
