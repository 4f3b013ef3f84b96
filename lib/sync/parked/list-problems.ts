import { and, asc, gt } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { compileMapping } from '@/lib/sync/core/mapping'
import { unheldFields } from '@/lib/sync/core/plan'
import type { LinkRow } from '@/lib/sync/links'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { lastTaken } from '@/lib/sync/run/own-trouble'
import { type Refusal, refusalOf } from './find-refusal'
import { isProblem, type ProblemFilter, type ProblemKind, problemKinds } from './problem-filter'

/** One record that cannot be written as it is, or not all of it. */
export type Problem = {
  id: string
  module: ModuleName
  recordId: string
  kind: ProblemKind
  /** What Microsoft refused it with, and its own words; null where it was not Microsoft. */
  refusal: (Refusal & { tries: number }) | null
  /** When it is tried next by itself; null: not before an edit, or before somebody asks. */
  nextTryAt: Date | null
  /** CRM fields that cannot hold what Microsoft 365 holds. */
  fields: string[]
  webLink: string | null
}

/** The acting member's records that a person has to do something about, in all her modules. */
export async function listProblems(
  context: Context,
  query: ProblemFilter & { limit: number; after?: { id: string } | undefined },
): Promise<{ items: Problem[]; next: { id: string } | null }> {
  const connections = await ownConnections(context, query.module)
  if (connections.length === 0) return { items: [], next: null }
  const ids = connections.map(({ id }) => id)
  const rows = await context.db
    .select()
    .from(link)
    .where(and(isProblem(ids, query.kind), query.after && gt(link.id, query.after.id)))
    .orderBy(asc(link.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const takenAt = await lastTakenOf(context, shown)
  const items = shown.flatMap((row) => {
    const connection = connections.find(({ id }) => id === row.connectionId)
    return connection ? [problemOf(connection, row, takenAt.get(row.connectionId) ?? null)] : []
  })
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? { id: last.id } : null }
}

/** When Microsoft last took something of each connection of which something was given up. */
async function lastTakenOf({ db }: Context, rows: readonly LinkRow[]): Promise<Map<string, Date | null>> {
  const ids = [...new Set(rows.flatMap((row) => (row.parkedAt ? [row.connectionId] : [])))]
  return new Map(await Promise.all(ids.map(async (id) => [id, await lastTaken(db, id)] as const)))
}

function problemOf(connection: ConnectionRow, row: LinkRow, takenAt: Date | null): Problem {
  const kind = problemKinds.find((known) => known === row.reason) ?? 'microsoft-refused'
  const refused = kind === 'microsoft-refused'
  return {
    id: row.id,
    module: connection.module,
    recordId: row.recordId,
    kind,
    refusal: refused ? { ...refusalOf(row, takenAt), tries: row.attempts } : null,
    nextTryAt: refused && row.parkedAt === null ? row.notBefore : null,
    fields: kind === 'value-too-long' ? fieldsTooSmall(connection, row) : [],
    webLink: row.webLink,
  }
}

function fieldsTooSmall(connection: ConnectionRow, { base }: LinkRow): string[] {
  const module = moduleOf(connection.module)
  if (!module || !base) return []
  return unheldFields(compileMapping(connection.mapping, connection.valueMaps, module.limits), base.microsoft)
}
