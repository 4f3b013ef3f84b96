import type { LinkRow } from '@/lib/sync/links'
import type { Session } from './session'

/** What the column holds, some 24 days. */
const mostMs = 2 ** 31 - 1

/**
 * How late a change is now, in ms. Null for what was there before the module was enabled: the first sync brings it, and
 * says by itself how far it has come.
 * @param editedAt when it was made, ms since the epoch; 0 or null: not known
 */
export function delaySince(session: Session, editedAt: number | null): number | null {
  const enabledAt = session.connection.enabledAt?.getTime() ?? 0
  if (!editedAt || editedAt <= enabledAt) return null
  return Math.min(mostMs, Math.max(0, session.now().getTime() - editedAt))
}

/** Since when a pair that is met now has work to do: of the first sync's pairs, since the module was enabled. */
export const begunAt = ({ connection, now }: Session): Date =>
  (connection.backfillAfter === null ? null : connection.enabledAt) ?? now()

/** Of a change that is written to Microsoft 365. */
export const delayOfPush = (session: Session, { pendingSince }: Pick<LinkRow, 'pendingSince'>) =>
  delaySince(session, pendingSince?.getTime() ?? null)

/**
 * Of a deletion in Microsoft 365, which does not say when that was: since it told us of a change, else, at the most,
 * since the item was last known to be there.
 */
export function delayOfRemoval(session: Session, { removedAt }: Pick<LinkRow, 'removedAt'>): number | null {
  const asked = session.connection.requestedAt ?? session.lookedAt
  const known = [removedAt, asked].flatMap((at) => at?.getTime() ?? [])
  return delaySince(session, known.length === 0 ? null : Math.min(...known))
}
