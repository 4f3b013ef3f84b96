import { and, eq, gt, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { activity, link } from '@/db/schema/sync'
import type { BatchAnswer } from '@/lib/microsoft/graph/batch'
import { concernsMailbox } from '@/lib/microsoft/graph/graph-error'
import type { LinkRow } from '@/lib/sync/links'
import type { Session } from './session'

/** Statuses that ask to wait and speak of one item: two writers met, it is locked, or it took too long. */
const oneItemsOwn = new Set([408, 409, 423, 424])

/** Microsoft asks to try again, of this item alone: the request as a whole was answered. */
export function isOwnTrouble(answer: BatchAnswer | null): boolean {
  if (answer === null || !('error' in answer) || answer.whole) return false
  const { remedy, details } = answer.error
  if (remedy !== 'wait' || concernsMailbox(details.code)) return false
  const status = details.status ?? 0
  return details.doubtful === true || status >= 500 || oneItemsOwn.has(status)
}

/** So many in trouble at once, and none that goes through: that is the mailbox, and not each of them. */
export const manyInTrouble = 5

/** What else becomes of writes in this mailbox: whether trouble is an item's own. */
export type MailboxNow = {
  /** Records that fail at present. */
  failing: number
  /** When Microsoft last took a write. */
  takenAt: Date | null
}

/** A mailbox that has taken nothing for so long, and fails with all that it gets, is asked less and less often. */
const awayAfterMs = 600_000

export const isAway = ({ takenAt }: MailboxNow, now: Date): boolean =>
  takenAt === null || now.getTime() - takenAt.getTime() > awayAfterMs

/** @param answered what is being finished, and not written down yet */
export async function readMailboxNow(
  session: Session,
  answered: readonly { intent: { row: LinkRow }; answer: BatchAnswer | null }[],
): Promise<MailboxNow> {
  const connectionId = session.connection.id
  const { db } = session.engine
  const fresh = answered.filter(({ intent: { row }, answer }) => isOwnTrouble(answer) && row.attempts === 0)
  const [before] = await db
    .select({ count: sql<string>`count(*)` })
    .from(link)
    .where(
      and(
        eq(link.connectionId, connectionId),
        isNotNull(link.pendingSince),
        isNull(link.parkedAt),
        gt(link.attempts, 0),
      ),
    )
  const failing = Number(before?.count ?? 0) + fresh.length
  if (answered.some(({ answer }) => answer !== null && !('error' in answer)))
    return { failing, takenAt: session.now() }
  return { failing, takenAt: await lastTaken(db, connectionId) }
}

/** When Microsoft last took a write of a connection; null: never, as far as is remembered. */
export async function lastTaken(db: Database, connectionId: string): Promise<Date | null> {
  const [last] = await db
    .select({ at: max(activity.at) })
    .from(activity)
    .where(
      and(
        eq(activity.connectionId, connectionId),
        eq(activity.direction, 'toMicrosoft'),
        inArray(activity.action, ['created', 'updated', 'deleted']),
      ),
    )
  return last?.at ?? null
}

/** So many tries follow each other quickly, and nobody is told: most trouble is over by then. */
const quietTries = 5
const firstQuietPauseMs = 2_000
/** After this many tries that are told, an item waits for an edit or for "try again". */
export const mostAttempts = 6
const firstPauseMs = 30_000
const longestPauseMs = 3_600_000

/** The pause after the try of that number among those that are told. */
export const pauseAfterMs = (attempts: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 4 ** (attempts - 1))

/** The pause after the try of that number of an item in trouble. */
const troublePauseMs = (attempts: number): number =>
  attempts <= quietTries ? firstQuietPauseMs * 2 ** (attempts - 1) : pauseAfterMs(attempts - quietTries)

/** After this many tries an item in trouble is given up. */
export const mostTroubledTries = quietTries + mostAttempts

/**
 * With so many tries behind it comes back what may have been the mailbox's: there are a few left, and the write that brought
 * it back falls into the time that all of them count for.
 */
export const comesBackWith = quietTries + 2

/** How long the pauses between so many tries of an item in trouble have been together. */
function triedForMs(attempts: number): number {
  let ms = 0
  for (let n = 1; n < attempts; n += 1) ms += troublePauseMs(n)
  return ms
}

/**
 * An item in trouble was given up while Microsoft took nothing else either: it may have been the mailbox all along.
 * @param takenAt when Microsoft last took a write
 */
export const mayBeTheMailbox = (
  { parkedAt, reason, attempts }: Pick<LinkRow, 'parkedAt' | 'reason' | 'attempts'>,
  takenAt: Date | null,
): boolean =>
  parkedAt !== null &&
  reason === 'microsoft-refused' &&
  attempts >= mostTroubledTries &&
  (takenAt?.getTime() ?? 0) <= parkedAt.getTime() - triedForMs(attempts)

/**
 * When an item in trouble is tried next, after growing pauses. Whether it is told of, and given up in the end, takes
 * that the trouble is its own: few have any, or others have gone through since its own began. While a mailbox takes
 * nothing, no try counts beyond the quiet ones.
 * @param mailbox null: not known
 */
export function afterTrouble(
  row: Pick<LinkRow, 'attempts'>,
  mailbox: MailboxNow | null,
  now: Date,
): { attempts: number; pauseMs: number; told: boolean; givenUp: boolean } {
  const attempts = row.attempts + 1
  const others = (mailbox?.takenAt?.getTime() ?? 0) > now.getTime() - triedForMs(attempts)
  if ((mailbox?.failing ?? manyInTrouble) >= manyInTrouble && !others) {
    const pauseMs = troublePauseMs(Math.min(attempts, quietTries))
    return {
      attempts: Math.max(row.attempts, Math.min(attempts, quietTries)),
      pauseMs,
      told: false,
      givenUp: false,
    }
  }
  return {
    attempts,
    pauseMs: troublePauseMs(attempts),
    told: attempts > quietTries,
    givenUp: attempts >= mostTroubledTries,
  }
}
