import type { WarningView } from '@/lib/sync/warnings/list-warnings'

export const HIDDEN_WARNINGS_COOKIE = 'hidden-warnings'
export const hiddenForSeconds = 24 * 3600

type Seen = Pick<WarningView, 'severity' | 'code' | 'details'>

const kindOf = ({ code, details }: Seen) => (details.module ? `${code}/${details.module}` : code)

/** What the cookie says: who has hidden what kinds of warnings. */
export const hiddenMark = (memberId: string, warnings: readonly Seen[]): string =>
  [memberId, ...new Set(warnings.map(kindOf))].join(' ')

/**
 * Those that are to be shown. What she has hidden stays so for a day, also when it comes and goes meanwhile; what is
 * critical, or of another kind, is shown all the same.
 */
export function shownWarnings<W extends Seen>(
  memberId: string,
  warnings: readonly W[],
  mark: string | undefined,
): W[] {
  const [hiddenBy, ...kinds] = (mark ?? '').split(' ')
  if (hiddenBy !== memberId) return [...warnings]
  return warnings.filter((one) => one.severity === 'critical' || !kinds.includes(kindOf(one)))
}
