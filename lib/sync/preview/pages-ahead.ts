import { z } from 'zod'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { defaultPageSize } from '@/lib/sync/run/engine'
import { type DeltaPage, firstPage, isDeadCursor, readPage } from '@/lib/sync/run/pull'
import { itemsPath, type Session } from '@/lib/sync/run/session'

const ListPage = z.object({
  value: z.array(z.object({ id: z.string().min(1) }).loose()),
  '@odata.nextLink': z.string().nullish(),
})

/** Items as the service sends them; `whole`: what is not among them is not in the container. */
export type PagesAhead = { whole: boolean; pages: AsyncIterable<DeltaPage['value']> }

/**
 * The pages that the next run would read: what is new since the last one, else the container from the start, in the
 * order of a run. Only read: the place where the run will begin stays where it is.
 */
export async function pagesAhead(session: Session): Promise<PagesAhead> {
  const { deltaLink, fullRoundStartedAt } = session.connection
  if (deltaLink !== null && fullRoundStartedAt === null) {
    const since = await readPage(session, deltaLink).catch((error: unknown) => {
      if (!isDeadCursor(error)) throw error
      return null
    })
    if (since) return { whole: false, pages: deltaPages(session, since) }
  }
  // Where delta shows a window of time only, a run lists the container too.
  if (session.module.pull.beyond) return { whole: true, pages: listPages(session) }
  return { whole: true, pages: deltaPages(session, await firstPage(session)) }
}

async function* deltaPages(session: Session, first: DeltaPage): AsyncGenerator<DeltaPage['value']> {
  let page = first
  for (;;) {
    yield page.value
    const next = page['@odata.nextLink']
    if (!next) return
    page = await readPage(session, next)
  }
}

async function* listPages(session: Session): AsyncGenerator<DeltaPage['value']> {
  const top = `$top=${session.engine.pageSize ?? defaultPageSize}`
  let path: string | null = withQuery(itemsPath(session), session.module.item.readQuery, top)
  while (path !== null) {
    const page: z.infer<typeof ListPage> = await session.graph.get(path, ListPage)
    yield page.value
    path = page['@odata.nextLink'] ?? null
  }
}
