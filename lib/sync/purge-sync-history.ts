import { and, isNotNull, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { deleteInBatches } from '@/db/delete-in-batches'
import { mailboxPause, mailboxUsage } from '@/db/schema/microsoft'
import { activity, run } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'

const DAY_MS = 24 * 3_600_000
/** Longer than what can be put back or undone: 60 days. A run outlives what it did. */
const HISTORY_KEPT_MS = 90 * DAY_MS
/** The mailbox budget looks ten minutes back. */
const USAGE_KEPT_MS = 3_600_000

/** Thins what runs have left behind, by age. @returns how many rows went */
export async function purgeSyncHistory(db: Database, now: Date): Promise<number> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  const [longAgo, used] = [before(HISTORY_KEPT_MS), before(USAGE_KEPT_MS)]
  const gone = [
    await deleteInBatches(db, activity, lt(activity.at, longAgo)),
    await deleteInBatches(db, run, and(isNotNull(run.finishedAt), lt(run.startedAt, longAgo))),
    await deleteInBatches(db, warning, lt(warning.resolvedAt, longAgo)),
    await deleteInBatches(db, mailboxUsage, lt(mailboxUsage.minute, used)),
    await deleteInBatches(db, mailboxPause, lt(mailboxPause.until, used)),
  ]
  return gone.reduce((sum, count) => sum + count, 0)
}
