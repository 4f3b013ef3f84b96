import { and, eq, isNotNull, isNull, max, ne, or } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Session } from './session'

/** Whoever deletes many items deletes the next one sooner than this. */
const quietMs = 800

/**
 * Whether items are being removed just now: then it waits until nothing has been heard of a removal for a moment, and the
 * next look at the container tells whether there are more. Deletions that belong together are counted together that
 * way (A5); one by one, no run would ever see many.
 */
export async function awaitBurst(session: Session): Promise<boolean> {
  const [noted] = await session.engine.db
    .select({ latest: max(link.removedAt) })
    .from(link)
    .where(
      and(
        eq(link.connectionId, session.connection.id),
        isNotNull(link.removedAt),
        or(isNull(link.reason), ne(link.reason, 'deletion-held')),
      ),
    )
  if (!noted?.latest) return false
  const leftMs = noted.latest.getTime() + quietMs - session.now().getTime()
  if (leftMs <= 0 || session.now().getTime() > session.deadline) return false
  await session.engine.timing.sleep(leftMs)
  return true
}
