import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { heartbeat } from '@/db/schema/warnings'

/** Notes that the sweep has come to its end. */
export async function beat(db: Database, now: Date): Promise<void> {
  await db
    .insert(heartbeat)
    .values({ job: 'sweep', at: now })
    .onConflictDoUpdate({ target: heartbeat.job, set: { at: now } })
}

/** When the sweep last came to its end, on whatever runner; null before the first one. */
export async function readHeartbeat(db: Database): Promise<Date | null> {
  const [row] = await db.select({ at: heartbeat.at }).from(heartbeat).where(eq(heartbeat.job, 'sweep'))
  return row?.at ?? null
}
