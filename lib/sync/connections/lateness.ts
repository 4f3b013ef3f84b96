import { safetyPollMs } from '@/lib/sync/run/polling'
import type { ConnectionRow } from './own-connection'

/** Why changes are late; `earlier`: they were in the last 24 hours, and nothing waits now. */
export type LateCause =
  | 'attention'
  | 'paused'
  | 'waiting-for-microsoft'
  | 'not-running'
  | 'backlog'
  | 'earlier'

/** How late at the worst, in ms, and why. */
export type Lateness = { ms: number; cause: LateCause }

export type LateFacts = {
  status: ConnectionRow['status']
  /** The first sync has progress of its own to show. */
  isFirstSync: boolean
  now: Date
  /** The oldest change that waits to be written to Microsoft 365, and was neither refused nor held. */
  oldestPendingAt: Date | null
  /** It has been tried, and Microsoft had it wait; or the whole connection waits. */
  waitsForMicrosoft: boolean
  /** A run was asked for then, and none has begun. */
  requestedAt: Date | null
  lookedAt: Date | null
  isNotified: boolean
  /** Of the last 24 hours; null: nothing crossed. */
  p95: { toMicrosoftMs: number | null; toCrmMs: number | null }
}

/** A change that is told of is written within this time. */
const expectedMs = 30_000
const minuteMs = 60_000

/** Whether changes are later than one may expect, how late, and why (A9). Pure. */
export function latenessOf(facts: LateFacts): Lateness | null {
  const { status, isFirstSync, now, p95, isNotified } = facts
  if (isFirstSync || status === 'off' || status === 'enabling' || status === 'disabling') return null
  const age = (at: Date | null) => (at === null ? 0 : now.getTime() - at.getTime())
  const waiting = age(facts.oldestPendingAt)
  if (waiting > expectedMs) return { ms: waiting, cause: causeOf(facts) }
  const looked = age(facts.lookedAt)
  const isLooking = status === 'active' || status === 'held'
  if (isLooking && looked > safetyPollMs + minuteMs) {
    return { ms: looked, cause: facts.waitsForMicrosoft ? 'waiting-for-microsoft' : 'not-running' }
  }
  // Nobody tells of changes there: they are found by looking, at times a quarter of an hour later.
  const expectedToCrmMs = isNotified ? expectedMs : safetyPollMs
  const late = [
    ...(p95.toMicrosoftMs !== null && p95.toMicrosoftMs > expectedMs ? [p95.toMicrosoftMs] : []),
    ...(p95.toCrmMs !== null && p95.toCrmMs > expectedToCrmMs ? [p95.toCrmMs] : []),
  ]
  return late.length === 0 ? null : { ms: Math.max(...late), cause: 'earlier' }
}

function causeOf({ status, waitsForMicrosoft, requestedAt, now }: LateFacts): LateCause {
  if (status === 'attention' || status === 'paused') return status
  if (waitsForMicrosoft) return 'waiting-for-microsoft'
  const asked = requestedAt === null ? 0 : now.getTime() - requestedAt.getTime()
  return asked > minuteMs ? 'not-running' : 'backlog'
}
