import type { WarningView } from '@/lib/sync/warnings/list-warnings'

export const HIDDEN_WARNINGS_COOKIE = 'hidden-warnings'
export const hiddenForSeconds = 24 * 3600

type Seen = Pick<WarningView, 'severity' | 'openedAt'>

/** What the cookie says: who has hidden everything that had been opened by when. */
export const hiddenMark = (memberId: string, warnings: readonly Seen[]): string =>
  `${memberId}:${Math.max(...warnings.map(({ openedAt }) => openedAt.getTime()))}`

/** Those that are to be shown: what has been hidden stays so for a day, unless it is critical or new. */
export function shownWarnings<W extends Seen>(
  memberId: string,
  warnings: readonly W[],
  mark: string | undefined,
): W[] {
  const [hiddenBy, upTo = ''] = (mark ?? '').split(':', 2)
  if (hiddenBy !== memberId || !/^\d+$/.test(upTo)) return [...warnings]
  return warnings.filter(
    ({ severity, openedAt }) => severity === 'critical' || openedAt.getTime() > Number(upTo),
  )
}
