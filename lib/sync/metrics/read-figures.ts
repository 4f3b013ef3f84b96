import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Bounds of the distribution of delays, in seconds: the goal is 2 s, a poll comes after 5 s, the safety poll after 15 min. */
export const delayBoundsSeconds = [1, 2, 5, 10, 30, 60, 300, 900, 3600] as const

type Counted<Label extends string> = Record<Label, string> & { count: number }

/** What the database tells of the whole installation. No row names anything smaller than a module. */
export type Figures = {
  connections: Counted<'module' | 'status'>[]
  links: Counted<'module' | 'state'>[]
  runs: (Counted<'module' | 'outcome'> & { failures: number })[]
  delays: { direction: string; within: number[]; count: number; sumSeconds: number }[]
  subscriptions: Counted<'state'>[]
  warnings: Counted<'code' | 'severity'>[]
  queue: { waiting: number; oldestSeconds: number; mails: number; sweepAgeSeconds: number | null }
}

const lastHour = sql`interval '1 hour'`

/** Reads all figures, each with one statement over an index or a small table. */
export async function readFigures(db: Database, now: Date): Promise<Figures> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [connections, links, runs, delays, subscriptions, warnings, queue] = await Promise.all([
    db.execute<Figures['connections'][number]>(
      sql`select module::text, status::text, count(*)::int as count from connection group by 1, 2`,
    ),
    db.execute<Figures['links'][number]>(sql`
      select c.module::text, 'pending' as state, count(*)::int as count from link l join connection c on c.id = l.connection_id
        where l.pending_since is not null and l.parked_at is null group by 1
      union all
      select c.module::text, 'parked', count(*)::int from connection c join link l on l.connection_id = c.id
        where l.reason = 'microsoft-refused' and l.parked_at is not null group by 1
      union all
      select c.module::text, 'held', count(*)::int from link l join connection c on c.id = l.connection_id
        where l.held_change is not null or l.reason in ('deletion-held', 'removal-held') group by 1`),
    db.execute<Figures['runs'][number]>(sql`
      select c.module::text, case when r.finished_at is null then 'open' when r.outcome is null then 'done' else 'stopped' end as outcome,
        count(*)::int as count, sum(r.failed)::int as failures
      from run r join connection c on c.id = r.connection_id
      where r.started_at > ${at} - ${lastHour} group by 1, 2`),
    readDelays(db, at),
    db.execute<Figures['subscriptions'][number]>(sql`
      select case when graph_id is null then 'missing' when expires_at <= ${at} then 'expired'
        when expires_at <= ${at} + interval '2 days' then 'ending' else 'active' end as state, count(*)::int as count
      from subscription group by 1`),
    db.execute<Figures['warnings'][number]>(sql`
      select code, severity::text, count(*)::int as count from warning where resolved_at is null group by 1, 2`),
    readQueue(db, at),
  ])
  return { connections, links, runs, delays, subscriptions, warnings, queue }
}

async function readDelays(db: Database, at: ReturnType<typeof sql>): Promise<Figures['delays']> {
  const within = delayBoundsSeconds.map(
    (bound) => sql`(count(*) filter (where a.delay_ms <= ${bound * 1_000}::int))::int`,
  )
  return db.execute<Figures['delays'][number]>(sql`
    select a.direction::text, array[${sql.join(within, sql`, `)}] as within, count(*)::int as count,
      (sum(a.delay_ms) / 1000.0)::float8 as "sumSeconds"
    from organisation o join activity a on a.organisation_id = o.id
    where a.at > ${at} - ${lastHour} and a.delay_ms is not null group by 1`)
}

/** What has been asked for and not begun, as the app sees it: the same on whatever runner. */
async function readQueue(db: Database, at: ReturnType<typeof sql>): Promise<Figures['queue']> {
  const [row] = await db.execute<Figures['queue']>(sql`
    select count(*)::int as waiting,
      coalesce(extract(epoch from ${at} - min(least(requested_at, next_poll_at))), 0)::float8 as "oldestSeconds",
      (select count(*)::int from owed_mail where due_at is not null) as mails,
      (select extract(epoch from ${at} - at)::float8 from heartbeat where job = 'sweep') as "sweepAgeSeconds"
    from connection
    where status in ('active', 'enabling', 'held', 'disabling') and lease is null
      and (requested_at <= ${at} or next_poll_at <= ${at})`)
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}
