import { UpstreamError } from '@/lib/errors'
import { mostParts } from '@/lib/microsoft/graph/batch'
import { dueLinks, type LinkRow } from '@/lib/sync/links'
import { resolveDoubtfulCreates } from './doubtful-creates'
import { giveItemsBack } from './give-back'
import { pushChunk } from './push-chunk'
import type { Session } from './session'

/** As many chains at a time as the mailbox has places (learn.microsoft.com/graph/throttling-limits). */
const workers = 4
const linksPerLoad = 400

export type PushOutcome = 'done' | 'more'

/**
 * Sends what is pending to Microsoft: chunks of up to 20 records as serial chains, four of them at a time. A record
 * that fails waits by itself; the others go on. Those with a place below zero are done with before the others begin.
 * @throws UpstreamError what concerns the whole connection
 */
export async function push(session: Session): Promise<PushOutcome> {
  if ((await giveItemsBack(session)) === 'more') return 'more'
  for (;;) {
    await resolveDoubtfulCreates(session)
    const due = await dueLinks(session.engine.db, session.connection.id, session.now(), linksPerLoad)
    if (due.length === 0) return 'done'
    const urgent = due.filter(({ place }) => place < 0)
    await pushAll(session, chunksOf(urgent.length > 0 ? urgent : due))
    if (session.now().getTime() > session.deadline) return 'more'
  }
}

/**
 * Few records are spread over the workers, many fill chains: a chain's parts run one after the other. Dealt out like
 * cards, so that what chains do at the same time follows the order of the records.
 */
function chunksOf(due: readonly LinkRow[]): LinkRow[][] {
  const chunks: LinkRow[][] = []
  for (let from = 0; from < due.length; from += workers * mostParts) {
    const hand = due.slice(from, from + workers * mostParts)
    const dealt = Math.min(workers, hand.length)
    for (let first = 0; first < dealt; first += 1) chunks.push(hand.filter((_, at) => at % dealt === first))
  }
  return chunks
}

/** After a failure of the whole connection no new chunk is begun, but those under way are waited for. */
async function pushAll(session: Session, chunks: LinkRow[][]): Promise<void> {
  let failure: unknown
  const worker = async () => {
    for (;;) {
      const chunk =
        failure === undefined && session.now().getTime() <= session.deadline ? chunks.shift() : undefined
      if (!chunk) return
      try {
        await pushChunk(session, chunk)
        session.advanced = true
      } catch (error) {
        failure ??= error
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  if (failure !== undefined)
    throw failure instanceof Error ? failure : new UpstreamError('wait', { cause: failure })
}
