import type { ConnectionRow } from './own-connection'

type Standing = Pick<ConnectionRow, 'status' | 'reason'>

/**
 * How a connection stands, also before a run or the sweep has come by: a permission taken away, or a module withdrawn or
 * forbidden, pauses at once, and what may go on again does (A7, T2).
 */
export function standingNow(
  row: Pick<ConnectionRow, 'status' | 'reason' | 'containerId'>,
  { allowed, available }: { allowed: boolean; available: boolean },
): Standing {
  const { status, reason, containerId } = row
  if (status === 'off') return { status, reason: available ? reason : 'not-available' }
  if (status === 'disabling' || status === 'attention') return { status, reason }
  if (!allowed) return { status: 'paused', reason: 'permission-missing' }
  if (!available) return { status: 'paused', reason: 'not-available' }
  if (status === 'paused') return { status: containerId === null ? 'enabling' : 'active', reason: null }
  return { status, reason }
}
