import { and, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { connection, link } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { isTooMuch } from '@/lib/microsoft/graph/graph-error'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { awaitBurst } from './await-burst'
import { checkpoint, defaultPageSize } from './engine'
import { listBeyond } from './list-beyond'
import { applyPage, pairs } from './pull-page'
import { settleRemovals } from './removals'
import { containerPath, inTransaction, type Session } from './session'
import { settleChanges } from './settle-changes'

const DeltaPage = z.object({
  value: z.array(z.object({ id: z.string().min(1), '@removed': z.unknown().optional() }).loose()),
  '@odata.nextLink': z.string().nullish(),
  '@odata.deltaLink': z.string().nullish(),
})

/** Next links that never end have been reported: after this many pages of one round, the round starts over. */
const mostPages = 5_000

export type PullOutcome = 'up-to-date' | 'more'

/**
 * Reads what changed in the container, page by page, until Graph gives a delta link or the slice's time is over. Each
 * page is applied in one transaction together with the link to the next, so a crash repeats at most one page, and
 * repeating a page changes nothing.
 */
export async function pull(session: Session): Promise<PullOutcome> {
  for (let page = 0; page < mostPages; page += 1) {
    await beginRound(session)
    const delta = await nextPage(session)
    if (!delta) continue
    await applyPage(session, delta.value, { deltaLink: delta.link })
    await checkpoint(session.engine, 'page applied')
    if (delta.last) {
      if ((await listBeyond(session)) === 'more') return 'more'
      await endRound(session)
      if (!(await isAnythingNoted(session))) return 'up-to-date'
      if (await awaitBurst(session)) continue
      await settleRemovals(session)
      await settleChanges(session)
      return 'up-to-date'
    }
    if (session.now().getTime() > session.deadline) return 'more'
  }
  await beginFullRound(session)
  return 'more'
}

/** Removals and changes are noted on the links, and settled at the end of a round. */
async function isAnythingNoted({ engine, connection: row }: Session): Promise<boolean> {
  const noted = or(isNotNull(link.removedAt), isNotNull(link.heldChange))
  const asked = engine.db.select({ id: link.id }).from(link)
  return (await asked.where(and(eq(link.connectionId, row.id), noted)).limit(1)).length > 0
}

async function beginRound(session: Session): Promise<void> {
  const { deltaLink, fullRoundStartedAt, fullRoundDueAt } = session.connection
  if (fullRoundStartedAt !== null) return
  const due = fullRoundDueAt !== null && fullRoundDueAt.getTime() <= session.now().getTime()
  if (deltaLink === null || due) await beginFullRound(session)
}

/** A full round notes when it began: what it does not show is looked at one by one when it ends. */
async function beginFullRound(session: Session): Promise<void> {
  const begun = { deltaLink: null, listedTo: null, fullRoundStartedAt: session.now() }
  await inTransaction(session, (tx) =>
    tx.update(connection).set(begun).where(eq(connection.id, session.connection.id)),
  )
  Object.assign(session.connection, begun)
}

/** Null: the saved link is no longer known, and a full round begins. */
async function nextPage(session: Session) {
  const { connection: row } = session
  try {
    const page = await (row.deltaLink === null ? firstPage(session) : readPage(session, row.deltaLink))
    const link = page['@odata.nextLink'] ?? page['@odata.deltaLink']
    if (!link) throw new UpstreamError('fix-data', { code: 'delta-without-link' })
    return { value: page.value, link, last: !page['@odata.nextLink'] }
  } catch (error) {
    if (row.deltaLink !== null && isDeadCursor(error)) {
      await beginFullRound(session)
      return null
    }
    throw error
  }
}

export type DeltaPage = z.infer<typeof DeltaPage>

/** The first page of a full round. */
export async function firstPage(session: Session): Promise<DeltaPage> {
  const { container, pull: way } = session.module
  const delta = `${containerPath(session)}${container.delta}`
  const paths = way.deltaQueries(session.now()).map((query) => withQuery(delta, query))
  for (const path of paths.slice(0, -1)) {
    const page = await readPage(session, path).catch((error: unknown) => {
      if (!isTooMuch(error)) throw error
      return null
    })
    if (page) return page
  }
  return readPage(session, paths.at(-1) ?? delta)
}

/** The page that a link of delta leads to. */
export const readPage = ({ engine, graph }: Session, path: string) =>
  graph.get(path, DeltaPage, { Prefer: `odata.maxpagesize=${engine.pageSize ?? defaultPageSize}` })

/** 410 and its kin, and 400 for a token that Graph cannot read any more (learn.microsoft.com/graph/delta-query-overview). */
export function isDeadCursor(error: unknown): boolean {
  return error instanceof UpstreamError && (error.remedy === 'reset-cursor' || error.details.status === 400)
}

/** After a full round: linked items that it never showed may be gone. They are noted, and confirmed like all others (A6). */
async function endRound(session: Session): Promise<void> {
  const { fullRoundStartedAt: started, id } = session.connection
  if (started === null) return
  const renewAfterMs = session.module.pull.beyond?.renewAfterMs
  const ended = {
    fullRoundStartedAt: null,
    fullRoundDueAt: renewAfterMs ? new Date(session.now().getTime() + renewAfterMs) : null,
  }
  await inTransaction(session, async (tx) => {
    await tx
      .update(link)
      .set({ removedAt: session.now() })
      .where(
        and(
          eq(link.connectionId, id),
          inArray(link.state, pairs),
          isNotNull(link.itemId),
          isNull(link.removedAt),
          or(isNull(link.lastSyncedAt), lt(link.lastSyncedAt, started)),
          or(isNull(link.seenAt), lt(link.seenAt, started)),
        ),
      )
    await tx.update(connection).set(ended).where(eq(connection.id, id))
  })
  Object.assign(session.connection, ended)
}
