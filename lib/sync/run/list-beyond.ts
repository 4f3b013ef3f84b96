import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connection } from '@/db/schema/sync'
import { isTooMuch } from '@/lib/microsoft/graph/graph-error'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { SyncModule } from '@/lib/sync/modules/module'
import { checkpoint, defaultPageSize } from './engine'
import { applyPage } from './pull-page'
import { inTransaction, itemsPath, type Session } from './session'

const ListPage = z.object({
  value: z.array(z.object({ id: z.string().min(1) }).loose()),
  '@odata.nextLink': z.string().nullish(),
})

/** Less than the 15 minutes in which an edit has to arrive that delta says nothing of. */
const everyMs = 5 * 60_000
/** A change may become visible after a later one. */
const overlapMs = 60_000
const mostPages = 5_000

/**
 * Lists what was changed in a container of which delta shows a window of time only: at the end of a full round
 * everything, else what is new since the last listing, by Microsoft's own clock. Lists the whole container where delta
 * has named items that it does not show, and now and then in any case.
 */
export async function listBeyond(session: Session): Promise<'listed' | 'more'> {
  const { beyond } = session.module.pull
  if (!beyond || !isDue(session)) return 'listed'
  const listed = await listByTime(session, beyond).catch((error: unknown) => {
    if (!isTooMuch(error)) throw error
    return listWhole(session)
  })
  if (listed === 'listed') await noteListed(session)
  return listed
}

type Beyond = NonNullable<SyncModule['pull']['beyond']>

async function listByTime(session: Session, beyond: Beyond): Promise<'listed' | 'more'> {
  const top = `$top=${session.engine.pageSize ?? defaultPageSize}`
  const from = (since: Date | null) => withQuery(itemsPath(session), beyond.listQuery(since), top)
  const { listedTo } = session.connection
  let since = listedTo && new Date(listedTo.getTime() - overlapMs)
  let path = from(since)
  for (let page = 0; page < mostPages; page += 1) {
    const listed = await session.graph.get(path, ListPage)
    const newest = await applyPage(session, listed.value, { listed: true })
    await checkpoint(session.engine, 'listing applied')
    const next = listed['@odata.nextLink']
    if (!next) break
    // Going on by time, not by Graph's link, that counts: what is changed meanwhile moves to the end of the list.
    const further = newest !== null && (since === null || newest.getTime() > since.getTime())
    if (further) since = newest
    path = further ? from(newest) : next
    if (session.now().getTime() > session.deadline) return 'more'
  }
  return 'listed'
}

/** Where the service does not sort or filter a calendar: all of it, in any order, in one go. */
async function listWhole(session: Session): Promise<'listed'> {
  let path: string | null = withQuery(
    itemsPath(session),
    `$top=${session.engine.pageSize ?? defaultPageSize}`,
  )
  for (let page = 0; path !== null && page < mostPages; page += 1) {
    const listed: z.infer<typeof ListPage> = await session.graph.get(path, ListPage)
    await applyPage(session, listed.value)
    await checkpoint(session.engine, 'listing applied')
    path = listed['@odata.nextLink'] ?? null
  }
  return 'listed'
}

function isDue({ connection: row, unshown, now }: Session): boolean {
  if (unshown || row.listedAt === null || row.fullRoundStartedAt !== null) return true
  return now().getTime() - row.listedAt.getTime() >= everyMs
}

async function noteListed(session: Session): Promise<void> {
  const listedAt = session.now()
  await inTransaction(session, (tx) =>
    tx.update(connection).set({ listedAt }).where(eq(connection.id, session.connection.id)),
  )
  session.connection.listedAt = listedAt
  session.unshown = false
}
