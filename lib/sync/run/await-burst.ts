import { and, eq, isNotNull, isNull, max, ne, or } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import { deletionHeld } from '@/lib/sync/links'
import type { Session } from './session'
import { heldLinks, heldNames } from './tally'

/** Whoever deletes or changes many items does the next one sooner than this. */
export const quietMs = 800
/** Changes wait for each other no longer than this; deletions are rarer, and worth more. */
export const longestWaitMs = 5_000

/**
 * Whether items are being removed just now, or many of them changed: then it waits until nothing has been heard of that
 * for a moment, and the next look at the container tells whether there are more. What belongs together is counted
 * together that way (A5); one by one, no run would ever see many.
 */
export async function awaitBurst(session: Session): Promise<boolean> {
  const now = session.now().getTime()
  if (now > session.deadline) return false
  const [removed, noted] = [await latestRemoval(session), await notedTimes(session)]
  const changing = noted.length > 0 && Math.min(...noted) + longestWaitMs > now
  const latest = Math.max(removed, changing ? Math.max(...noted) : 0)
  const leftMs = latest + quietMs - now
  if (leftMs <= 0) return false
  await session.engine.timing.sleep(leftMs)
  return true
}

async function latestRemoval(session: Session): Promise<number> {
  const [noted] = await session.engine.db
    .select({ latest: max(link.removedAt) })
    .from(link)
    .where(
      and(
        eq(link.connectionId, session.connection.id),
        isNotNull(link.removedAt),
        or(isNull(link.reason), ne(link.reason, deletionHeld)),
      ),
    )
  return noted?.latest?.getTime() ?? 0
}

/** When changes were noted that are to be counted at the end of this round. */
async function notedTimes(session: Session): Promise<number[]> {
  const { id, heldFields } = session.connection
  const rows = await heldLinks(session.engine.db, id)
  const open = rows.filter((row) =>
    [...heldNames(session, row, 'toCrm')].some((name) => !heldFields.includes(`toCrm:${name}`)),
  )
  return open.flatMap(({ heldChange }) => (heldChange ? [Date.parse(heldChange.notedAt)] : []))
}
