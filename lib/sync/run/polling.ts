/** An idle connection is looked at this often at the least, whatever notifications say. */
export const safetyPollMs = 15 * 60_000
/** "Active" means edited on either side within this time. */
const activeMs = 10 * 60_000
const fastPollMs = { notified: 60_000, alone: 5_000 }

/**
 * How long until the next look. Without notifications: every 5 s while somebody is active, then less and less often up
 * to 15 minutes. With them, a look now and then while somebody is active, in case one was lost.
 * @param quietMs time since the last change seen on either side
 */
export function nextPollMs(quietMs: number, notified: boolean): number {
  const fast = notified ? fastPollMs.notified : fastPollMs.alone
  if (quietMs < activeMs) return fast
  return Math.min(safetyPollMs, Math.max(fast, Math.round((quietMs - activeMs) / 2)))
}
