import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/access/context'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import { textArray } from './standing'

export type Delay = { p50: number; p95: number }

/** Numbers of one connection: what waits, for a decision too, and what was given up as of now, the delay in ms over the last 24 hours. */
export type ConnectionFigures = {
  pending: number
  parked: number
  lastSuccessAt: Date | null
  toMicrosoftMs: Delay | null
  toCrmMs: Delay | null
}

export const noFigures: ConnectionFigures = {
  pending: 0,
  parked: 0,
  lastSuccessAt: null,
  toMicrosoftMs: null,
  toCrmMs: null,
}

const delayWindowMs = 24 * 3_600_000

type Row = {
  id: string
  pending: number
  parked: number
  lastSuccessAt: string | Date | null
  toMicrosoft: number[] | null
  toCrm: number[] | null
}

/** Work towards Microsoft, and what is held on either way (A5). Each part of it has an index. */
const waits = sql`(pending_since is not null or held_change is not null
  or (reason = ${deletionHeld} and removed_at is not null) or reason = ${removalHeld})`

/** The figures of the connections of one page, in one query. The caller has seen to it that they may be shown. */
export async function figuresOf(
  { db, now }: Context,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, ConnectionFigures>> {
  if (connectionIds.length === 0) return new Map()
  const since = new Date(now().getTime() - delayWindowMs).toISOString()
  const delays = (direction: 'toMicrosoft' | 'toCrm') => sql`(
    select percentile_cont(array[0.5, 0.95]) within group (order by delay_ms) from activity
    where connection_id = c.id and direction = ${direction} and at >= ${since}::timestamptz and delay_ms is not null)`
  const rows = await db.execute<Row>(sql`
    select c.id,
      (select count(*)::int from link where connection_id = c.id and parked_at is null and ${waits}) as pending,
      (select count(*)::int from link where connection_id = c.id and parked_at is not null) as parked,
      (select finished_at from run where connection_id = c.id and finished_at is not null and outcome is null
        order by started_at desc limit 1) as "lastSuccessAt",
      ${delays('toMicrosoft')} as "toMicrosoft", ${delays('toCrm')} as "toCrm"
    from connection c where c.id = any(${textArray(connectionIds)}::uuid[])`)
  return new Map(
    rows.map(({ id, pending, parked, lastSuccessAt, toMicrosoft, toCrm }) => [
      id,
      {
        pending,
        parked,
        lastSuccessAt: lastSuccessAt === null ? null : new Date(lastSuccessAt),
        toMicrosoftMs: delayOf(toMicrosoft),
        toCrmMs: delayOf(toCrm),
      },
    ]),
  )
}

function delayOf(percentiles: number[] | null): Delay | null {
  const [p50, p95] = percentiles ?? []
  return p50 === undefined || p95 === undefined ? null : { p50: Math.round(p50), p95: Math.round(p95) }
}
