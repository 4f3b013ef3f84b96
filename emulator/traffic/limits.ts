import type { Clock } from '../core/clock'

const WINDOW_MS = 10 * 60_000

/** What one app may do with one mailbox. Source: learn.microsoft.com/graph/throttling-limits, "Outlook service limits" */
export type LimitSettings = { concurrent: number; requestsPer10Minutes: number }

export const documentedLimits: LimitSettings = { concurrent: 4, requestsPer10Minutes: 10_000 }

export type Entry = {
  /** Requests of this lane in flight, this one included. */
  inFlight: number
  /** Set when the limits refuse it; refused requests count against the limits, too. */
  refusal: Refusal | null
  leave(): void
}

/** `retryAfterSeconds` null: the answer has no Retry-After, as is seen every other time. */
export type Refusal = { reason: 'concurrency' | 'requests'; retryAfterSeconds: number | null }

type Lane = { inFlight: number; times: number[] }

/** Counts the requests of each app to each user. */
export class Limits {
  private readonly lanes = new Map<string, Lane>()
  private refusals = 0
  settings: LimitSettings = documentedLimits

  constructor(private readonly clock: Clock) {}

  /** A request comes in. `limited`: the lane is a mailbox, whose limits may refuse it. */
  enter(appId: string | null, userId: string | null, limited: boolean): Entry {
    const key = `${appId}:${userId}`
    const lane = this.lanes.get(key) ?? { inFlight: 0, times: [] }
    this.lanes.set(key, lane)
    lane.inFlight += 1
    const entry: Entry = {
      inFlight: lane.inFlight,
      refusal: null,
      leave: once(() => {
        lane.inFlight -= 1
      }),
    }
    if (!limited) return entry
    entry.refusal = this.judge(lane)
    return entry
  }

  clear(): void {
    this.lanes.clear()
    this.refusals = 0
    this.settings = documentedLimits
  }

  private judge(lane: Lane): Refusal | null {
    const nowMs = this.clock.now().getTime()
    lane.times.push(nowMs)
    const expired = lane.times.findIndex((timeMs) => timeMs > nowMs - WINDOW_MS)
    if (expired > 1_000 || expired === lane.times.length - 1) lane.times.splice(0, expired)
    const recent = lane.times.length - Math.max(expired, 0)
    if (recent > this.settings.requestsPer10Minutes) {
      const oldestMs = lane.times[lane.times.length - this.settings.requestsPer10Minutes] ?? nowMs
      return this.refuse('requests', Math.ceil((oldestMs + WINDOW_MS - nowMs) / 1000))
    }
    return lane.inFlight > this.settings.concurrent ? this.refuse('concurrency', 1) : null
  }

  private refuse(reason: Refusal['reason'], retryAfterSeconds: number): Refusal {
    this.refusals += 1
    return { reason, retryAfterSeconds: this.refusals % 2 === 1 ? retryAfterSeconds : null }
  }
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (!done) work()
    done = true
  }
}
