import { type SQL, sql } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type Cause, type ProblemCause, problemCauses } from './causes'
import { type ConnectionFigures, figuresOf, noFigures } from './connection-figures'
import { type OverviewFilter, standing } from './standing'

/** One member × module as whoever manages integrations sees it: states and numbers, nothing of anybody's records (A7). */
export type OverviewRow = {
  memberId: string
  name: string
  email: string
  module: ModuleName
  connectionId: string | null
  upn: string | null
  cause: Cause
} & ConnectionFigures

export type OverviewPosition = { key: string; memberId: string; module: string }
export type OverviewGroup = { cause: ProblemCause; members: number; total: number; rows: OverviewRow[] }

type Row = Omit<OverviewRow, keyof ConnectionFigures> & { key: string }

const columns = sql`member_id as "memberId", name, email, module, connection_id as "connectionId", upn, cause, key`

/** How many connections, and how many members, each cause has. @throws DomainError `permission-required` */
export async function countCauses(
  context: Context,
  filter: Omit<OverviewFilter, 'causes'> = {},
): Promise<ReadonlyMap<Cause, { total: number; members: number }>> {
  requirePermission(context, 'manage-integrations')
  const rows = await context.db.execute<{ cause: Cause; total: number; members: number }>(sql`
    with ${await standing(context, filter)}
    select cause, count(*)::int as total, count(distinct member_id)::int as members from standing group by cause`)
  return new Map(rows.map(({ cause, total, members }) => [cause, { total, members }]))
}

/**
 * What is wrong, grouped by cause, the gravest first; of each group the first `each` rows by name.
 * @throws DomainError `permission-required`
 */
export async function groupProblems(
  context: Context,
  { each, ...filter }: Omit<OverviewFilter, 'causes'> & { each: number },
): Promise<OverviewGroup[]> {
  requirePermission(context, 'manage-integrations')
  const rows = await context.db.execute<Row & { total: number; members: number }>(sql`
    with ${await standing(context, { ...filter, causes: problemCauses })},
    sizes as (select cause, count(*)::int as total, count(distinct member_id)::int as members from standing group by cause),
    numbered as (select *, row_number() over (partition by cause order by key, member_id, module) as nth from standing)
    select ${columns}, total, members from numbered join sizes using (cause) where nth <= ${each}
    order by key, member_id, module`)
  const complete = await withFigures(context, rows)
  return problemCauses.flatMap((cause) => {
    const first = rows.find((row) => row.cause === cause)
    if (first === undefined) return []
    const { total, members } = first
    return [{ cause, total, members, rows: complete.filter((row) => row.cause === cause) }]
  })
}

/** A page of what fits, by name. @throws DomainError `permission-required` */
export async function listOverview(
  context: Context,
  { limit, after, ...filter }: OverviewFilter & { limit: number; after?: OverviewPosition | undefined },
): Promise<{ items: OverviewRow[]; next: OverviewPosition | null }> {
  requirePermission(context, 'manage-integrations')
  const rows = await context.db.execute<Row>(sql`
    with ${await standing(context, filter)}
    select ${columns} from standing where ${startingAfter(after)}
    order by key, member_id, module limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? { key: last.key, memberId: last.memberId, module: last.module } : null
  return { items: await withFigures(context, shown), next }
}

const startingAfter = (after: OverviewPosition | undefined): SQL =>
  after ? sql`(key, member_id, module) > (${after.key}, ${after.memberId}::uuid, ${after.module})` : sql`true`

async function withFigures(context: Context, rows: readonly Row[]): Promise<OverviewRow[]> {
  const figures = await figuresOf(
    context,
    rows.flatMap(({ connectionId }) => connectionId ?? []),
  )
  return rows.map(({ memberId, name, email, module, connectionId, upn, cause }) => ({
    ...{ memberId, name, email, module, connectionId, upn, cause },
    ...((connectionId === null ? undefined : figures.get(connectionId)) ?? noFigures),
  }))
}

/** The connections that fit, all of them. @throws DomainError `permission-required` */
export async function connectionsWith(context: Context, filter: OverviewFilter): Promise<string[]> {
  requirePermission(context, 'manage-integrations')
  const rows = await context.db.execute<{ id: string }>(sql`
    with ${await standing(context, filter)}
    select connection_id as id from standing where connection_id is not null`)
  return rows.map(({ id }) => id)
}
