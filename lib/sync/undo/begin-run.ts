import type { Database } from '@/db/client'
import { run } from '@/db/schema/sync'
import { timeOrderedId } from '@/db/time-ordered-id'

/** A run in which a person puts single things back: it is over with the transaction that began it. */
export async function recordedUndo(db: Database, connectionId: string, now: Date): Promise<string> {
  const id = timeOrderedId()
  await db.insert(run).values({ id, connectionId, kind: 'undo', startedAt: now, finishedAt: now })
  return id
}
