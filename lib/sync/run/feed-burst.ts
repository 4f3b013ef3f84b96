import { sql } from 'drizzle-orm'
import { change } from '@/db/schema/crm'
import { countedAs } from '@/lib/sync/core/held-fields'
import { longestWaitMs, quietMs } from './await-burst'
import { countLinked, mayBecomeMany } from './many'
import type { Session } from './session'
import { takeUpFeed } from './take-up'
import { Tally } from './tally'

/** How far back changes belong to those that come now. */
const togetherMs = 3_000

/**
 * While records are being deleted in the CRM, or many of them changed, waits until nothing more has come for a moment, and
 * takes it up: counted one by one, no run would ever see many (A5).
 */
export async function awaitFeedBurst(session: Session): Promise<void> {
  const until = Math.min(session.now().getTime() + longestWaitMs, session.deadline)
  for (;;) {
    const now = session.now().getTime()
    const leftMs = (await burstUntil(session)) - now
    if (leftMs <= 0 || now >= until) return
    await session.engine.timing.sleep(Math.min(leftMs, until - now))
    await takeUpFeed(session)
  }
}

/** When the burst that is under way will be over if nothing more comes, ms since the epoch; 0 without one. */
async function burstUntil(session: Session): Promise<number> {
  const { connection: row, engine, module } = session
  const since = new Date(session.now().getTime() - togetherMs).toISOString()
  const recent = await engine.db.execute<{ kind: string; fields: string[]; at: string }>(sql`
    select ${change.kind} as kind, array(select jsonb_object_keys(${change.fields})) as fields,
      (extract(epoch from max(${change.at}) over ()) * 1000)::float8 as at
    from ${change}
    where ${change.at} > ${since}::timestamptz and ${change.ownerId} = ${row.memberId} and ${change.module} = ${module.recordModule}
      and ${change.connectionId} is distinct from ${row.id} and ${change.kind} in ('updated', 'deleted')`)
  const [first] = recent
  if (!first) return 0
  const end = Number(first.at) + quietMs
  if (recent.some(({ kind }) => kind === 'deleted')) return end
  const counts = new Tally()
  for (const { fields } of recent) {
    counts.add(new Set(session.rules.filter(({ crm }) => fields.includes(crm)).map(countedAs)))
  }
  const most = Math.max(0, ...counts.names().map(counts.of))
  if (most < 3) return 0
  return mayBecomeMany(most, await countLinked(engine.db, row.id)) ? end : 0
}
