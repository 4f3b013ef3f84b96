import { sql } from 'drizzle-orm'
import { change } from '@/db/schema/crm'
import { countedAs } from '@/lib/sync/core/held-fields'
import { longestWaitMs, quietMs } from './await-burst'
import { countLinked, mayBecomeMany } from './many'
import type { Session } from './session'
import { takeUpFeed } from './take-up'
import { Tally, togetherMs } from './tally'

/** An older transaction that is still open hides what follows it in the feed; most are over soon. */
const hiddenMs = 50

/**
 * While records are being deleted in the CRM, or many of them changed, waits until nothing more has come for a moment, and
 * takes it up: counted one by one, no run would ever see many (A5).
 */
export async function awaitFeedBurst(session: Session): Promise<void> {
  const until = Math.min(session.now().getTime() + longestWaitMs, session.deadline)
  let hidden = false
  for (;;) {
    const now = session.now().getTime()
    const leftMs = Math.max((await burstUntil(session)) - now, hidden ? hiddenMs : 0)
    if (leftMs <= 0 || now >= until) return
    await session.engine.timing.sleep(Math.min(leftMs, until - now))
    hidden = (await takeUpFeed(session)).waiting
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
  return mayBecomeMany(most, await countLinked(engine.db, row.id)) ? end : 0
}
