import { and, eq, gte, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { activity, connection, link } from '@/db/schema/sync'
import { countedAs } from '@/lib/sync/core/held-fields'
import type { LinkRow } from '@/lib/sync/links'
import type { Session } from './session'

type Direction = 'toCrm' | 'toMicrosoft'

/** Whoever changes many records changes the next one sooner than this; what went through just before counts with them. */
export const togetherMs = 2_000
/** A run goes on as long as it is asked for more: what it did longer ago is another matter. */
const longestMs = 60_000

/** How many records each field (or group of fields) concerns. */
export class Tally {
  private readonly counts = new Map<string, number>()

  add(names: Iterable<string>, count = 1): void {
    for (const name of names) this.counts.set(name, this.of(name) + count)
  }

  of = (name: string): number => this.counts.get(name) ?? 0

  names = (): string[] => [...this.counts.keys()]
}

/**
 * What this run has carried over already, or another a moment ago, by the field that changed; deletions too. What a
 * person has decided does not count.
 */
export async function carriedOver(
  session: Session,
  tx: Database,
  direction: Direction,
): Promise<{ changes: Tally; deletions: number }> {
  const ago = (ms: number) => new Date(session.now().getTime() - ms)
  const rows = await tx
    .select({
      recordId: activity.recordId,
      action: activity.action,
      fields: sql<string[]>`jsonb_path_query_array(${activity.fields}, '$[*].field')`,
    })
    .from(activity)
    .where(
      and(
        eq(activity.connectionId, session.connection.id),
        eq(activity.direction, direction),
        or(
          eq(activity.action, 'updated'),
          and(eq(activity.action, 'deleted'), sql`${activity.reason} is null`),
        ),
        or(
          and(eq(activity.runId, session.runId), gte(activity.at, ago(longestMs))),
          gte(activity.at, ago(togetherMs)),
        ),
        sql`${activity.at} - coalesce(${activity.delayMs}, 0) * interval '1 ms' > coalesce(
          (select greatest(${connection.approvedTo}, ${connection.heldDecidedAt}) from ${connection}
            where ${connection.id} = ${session.connection.id}), '-infinity')`,
        isNotNull(activity.recordId),
      ),
    )
  const updated = new Map<string, Set<string>>()
  for (const { recordId, action, fields } of rows) {
    if (action !== 'updated' || recordId === null) continue
    const names = updated.get(recordId) ?? new Set()
    for (const rule of session.rules) if (fields.includes(rule.crm)) names.add(countedAs(rule))
    updated.set(recordId, names)
  }
  const changes = new Tally()
  for (const names of updated.values()) changes.add(names)
  return { changes, deletions: rows.filter(({ action }) => action === 'deleted').length }
}

/** The pairs of which changes wait, counted or held. */
export const heldLinks = (db: Database, connectionId: string): Promise<LinkRow[]> =>
  db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, connectionId), isNotNull(link.heldChange)))

/** Fields whose changes wait in a pair, as they are counted. */
export function heldNames(session: Session, row: LinkRow, direction: Direction): Set<string> {
  const held = row.heldChange?.fields ?? {}
  const rules = session.rules.filter(({ crm }) => held[crm]?.direction === direction && !held[crm]?.putsBack)
  return new Set(rules.map(countedAs))
}
