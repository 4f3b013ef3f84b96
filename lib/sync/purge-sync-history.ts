import { and, isNotNull, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { mailboxPause, mailboxUsage } from '@/db/schema/microsoft'
import { activity, run } from '@/db/schema/sync'

const DAY_MS = 24 * 3_600_000
/** Somewhat longer than what can be put back: the recycle bin's 60 days. */
const ACTIVITY_KEPT_MS = 90 * DAY_MS
const RUNS_KEPT_MS = 30 * DAY_MS
/** The mailbox budget looks ten minutes back. */
const USAGE_KEPT_MS = 3_600_000

/** Thins what runs have left behind, by age. */
export async function purgeSyncHistory(db: Database, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await db.delete(activity).where(lt(activity.at, before(ACTIVITY_KEPT_MS)))
  await db.delete(run).where(and(isNotNull(run.finishedAt), lt(run.startedAt, before(RUNS_KEPT_MS))))
  await db.delete(mailboxUsage).where(lt(mailboxUsage.minute, before(USAGE_KEPT_MS)))
  await db.delete(mailboxPause).where(lt(mailboxPause.until, before(USAGE_KEPT_MS)))
}
