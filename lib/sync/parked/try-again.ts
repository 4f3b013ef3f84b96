import { and, asc, inArray, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { isProblem, type ProblemFilter } from './problem-filter'

export type ChosenProblems = { ids: readonly string[] } | { filter: ProblemFilter }

/** Of a choice so many are tried at once; whoever wants more asks again. */
const mostTriedAtOnce = 500

/** Statuses in which a try can be made. */
const running = ['enabling', 'active', 'held']

/**
 * *Try again* for records of the acting member that Microsoft has refused, records in the bin whose item stays included.
 * Those of others, and what has been mended meanwhile, are passed over.
 * @returns how many are tried, and whether there are more of the choice
 */
export async function tryAgain(
  context: Context,
  chosen: ChosenProblems,
): Promise<{ done: number; more: boolean }> {
  const module = 'filter' in chosen ? chosen.filter.module : undefined
  const connections = (await ownConnections(context, module)).filter(({ status }) => running.includes(status))
  if (connections.length === 0) return { done: 0, more: false }
  const ids = connections.map(({ id }) => id)
  const meant = await context.db
    .select({ id: link.id, connectionId: link.connectionId })
    .from(link)
    .where(
      and(
        isProblem(ids, 'microsoft-refused'),
        'ids' in chosen ? inArray(link.id, [...chosen.ids]) : undefined,
      ),
    )
    .orderBy(asc(link.id))
    .limit(mostTriedAtOnce + 1)
  const now = meant.slice(0, mostTriedAtOnce)
  for (const { id, module: name, memberId } of connections) {
    const own = now.filter(({ connectionId }) => connectionId === id).map((one) => one.id)
    if (own.length === 0) continue
    await begin(context, own)
    await context.wake({ module: name, memberIds: [memberId] })
  }
  return { done: now.length, more: meant.length > mostTriedAtOnce }
}

async function begin(context: Context, ids: string[]): Promise<void> {
  const now = context.now()
  await context.db
    .update(link)
    .set({
      reason: null,
      pendingSince: sql`coalesce(${link.pendingSince}, ${now.toISOString()}::timestamptz)`,
      pendingSeq: sql`${link.pendingSeq} + 1`,
      attempts: 0,
      notBefore: null,
      parkedAt: null,
    })
    .where(inArray(link.id, ids))
}
