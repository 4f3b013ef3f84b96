import { UpstreamError } from '@/lib/errors'
import { mostParts } from '@/lib/microsoft/graph/batch'
import { dueLinks, type LinkRow } from '@/lib/sync/links'
import { resolveDoubtfulCreates } from './doubtful-creates'
import { pushChunk } from './push-chunk'
import type { Session } from './session'

/** As many chains at a time as the mailbox has places (learn.microsoft.com/graph/throttling-limits). */
const workers = 4
const linksPerLoad = 400

export type PushOutcome = 'done' | 'more'

/**
 * Sends what is pending to Microsoft: chunks of up to 20 records as serial chains, four of them at a time. A record
 * that fails waits by itself; the others go on.
 * @throws UpstreamError what concerns the whole connection
 */
export async function push(session: Session): Promise<PushOutcome> {
  for (;;) {
    await resolveDoubtfulCreates(session)
    const due = await dueLinks(session.engine.db, session.connection.id, session.now(), linksPerLoad)
    if (due.length === 0) return 'done'
    await pushAll(session, chunksOf(due))
    if (session.now().getTime() > session.deadline) return 'more'
  }
}

/** Few records are spread over the workers, many fill chains: a chain's parts run one after the other. */
function chunksOf(due: readonly LinkRow[]): LinkRow[][] {
  const size = Math.min(mostParts, Math.max(1, Math.ceil(due.length / workers)))
  return Array.from({ length: Math.ceil(due.length / size) }, (_, at) =>
    due.slice(at * size, (at + 1) * size),
  )
}

/** After a failure of the whole connection no new chunk is begun, but those under way are waited for. */
async function pushAll(session: Session, chunks: LinkRow[][]): Promise<void> {
  let failure: unknown
  const worker = async () => {
    for (;;) {
      const chunk =
        failure === undefined && session.now().getTime() <= session.deadline ? chunks.shift() : undefined
      if (!chunk) return
      await pushChunk(session, chunk).catch((error: unknown) => {
        failure ??= error
      })
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  if (failure !== undefined)
    throw failure instanceof Error ? failure : new UpstreamError('wait', { cause: failure })
}
