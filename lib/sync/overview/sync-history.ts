import { and, eq, type SQL, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { syncHourMark } from '@/db/schema/sync-hours'
import { type Context, requirePermission } from '@/lib/access/context'
import type { Delay } from './connection-figures'
import { counted } from './count-hours'
import { percentileOf } from './delay-steps'
import { textArray } from './standing'

type Direction = 'toMicrosoft' | 'toCrm'

/** What happened in one span of time. */
export type HistorySpan = {
  start: Date
  changes: Record<Direction, number>
  /** In ms; null where nothing was measured. */
  delay: Record<Direction, Delay | null>
  /** Records that Microsoft refused, and runs that were ended early. */
  refused: number
  stopped: number
}

type Wanted = {
  /** One member's syncs; without it the whole organisation's. */
  memberId?: string | undefined
  from: Date
  spanMs: number
  spans: number
}

type Row = { span: number; direction: Direction; step: number; changes: number; refused: number }

/**
 * Changes, delay and failures of some days, in spans of equal length from `from` on. Hours that are over have been
 * counted before; only what came after is counted now.
 * @throws DomainError `permission-required`
 */
export async function syncHistory(context: Context, wanted: Wanted): Promise<HistorySpan[]> {
  requirePermission(context, 'manage-integrations')
  const ids = await connectionIdsOf(context, wanted.memberId)
  const [rows, stopped] = await Promise.all([
    wanted.memberId === undefined ? countsOfOrganisation(context, wanted) : countsOf(context, ids, wanted),
    stoppedRuns(context, ids, wanted),
  ])
  return Array.from({ length: wanted.spans }, (_, index) => {
    const own = rows.filter(({ span }) => span === index)
    return {
      start: new Date(wanted.from.getTime() + index * wanted.spanMs),
      changes: { toMicrosoft: sum(own, 'toMicrosoft'), toCrm: sum(own, 'toCrm') },
      delay: { toMicrosoft: delayOf(own, 'toMicrosoft'), toCrm: delayOf(own, 'toCrm') },
      refused: own.reduce((total, { refused }) => total + refused, 0),
      stopped: stopped.get(index) ?? 0,
    }
  })
}

async function connectionIdsOf(context: Context, memberId: string | undefined): Promise<string[]> {
  const rows = await context.db
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        memberId === undefined ? undefined : eq(connection.memberId, memberId),
      ),
    )
  return rows.map(({ id }) => id)
}

const spanOf = (at: SQL, { from, spanMs }: Wanted): SQL =>
  sql`floor(extract(epoch from ${at} - ${from.toISOString()}::timestamptz)::float8 / ${spanMs / 1000}::float8)::int as span`

async function countsOfOrganisation(context: Context, wanted: Wanted): Promise<Row[]> {
  const [mark] = await context.db.select().from(syncHourMark)
  const later = mark && mark.countedTo > wanted.from ? mark.countedTo : wanted.from
  const rows = await context.db.execute<Row>(sql`
    select ${spanOf(sql`hour`, wanted)}, direction, delay_step::int as step, sum(changes)::int as changes, sum(refused)::int as refused
    from sync_hour where organisation_id = ${context.organisationId}
      and hour >= ${wanted.from.toISOString()}::timestamptz and hour < ${later.toISOString()}::timestamptz
    group by 1, 2, 3
    union all
    select ${spanOf(sql`at`, wanted)}, direction, ${counted} from activity
    where organisation_id = ${context.organisationId} and at >= ${later.toISOString()}::timestamptz group by 1, 2, 3`)
  return [...rows]
}

async function countsOf(context: Context, connectionIds: readonly string[], wanted: Wanted): Promise<Row[]> {
  const rows = await context.db.execute<Row>(sql`
    select ${spanOf(sql`at`, wanted)}, direction, ${counted} from activity
    where connection_id = any(${textArray(connectionIds)}::uuid[]) and at >= ${wanted.from.toISOString()}::timestamptz
    group by 1, 2, 3`)
  return [...rows]
}

async function stoppedRuns(
  context: Context,
  connectionIds: readonly string[],
  wanted: Wanted,
): Promise<Map<number, number>> {
  const rows = await context.db.execute<{ span: number; count: number }>(sql`
    select ${spanOf(sql`started_at`, wanted)}, count(*)::int as count from run
    where connection_id = any(${textArray(connectionIds)}::uuid[]) and outcome is not null
      and started_at >= ${wanted.from.toISOString()}::timestamptz
    group by 1`)
  return new Map(rows.map(({ span, count }) => [span, count]))
}

const sum = (rows: readonly Row[], direction: Direction): number =>
  rows.filter((row) => row.direction === direction).reduce((total, { changes }) => total + changes, 0)

function delayOf(rows: readonly Row[], direction: Direction): Delay | null {
  const steps = new Map<number, number>()
  for (const row of rows)
    if (row.direction === direction) steps.set(row.step, (steps.get(row.step) ?? 0) + row.changes)
  const [p50, p95] = [percentileOf(steps, 0.5), percentileOf(steps, 0.95)]
  return p50 === null || p95 === null ? null : { p50, p95 }
}
