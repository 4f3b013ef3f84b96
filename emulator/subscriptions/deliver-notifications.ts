import type { Collection } from '../core/collection'
import type { World } from '../world'
import { EndpointHealth } from './endpoint-health'
import type { NotificationItem } from './notification'

/** A notification on its way. It waits in the store, so a restart of the emulator loses none. */
type WaitingRow = {
  id: string
  url: string
  item: NotificationItem
  enqueuedAtMs: number
  dueMs: number
  attempts: number
}

const answerWithinMs = 30_000
const firstPauseMs = 10_000
const longestPauseMs = 20 * 60 * 1_000
const giveUpAfterMs = 4 * 60 * 60 * 1_000
const slowDelayMs = 10_000
const mostPerRequest = 50

/**
 * Sends notifications to the apps' endpoints: late, bundled per endpoint, again with growing pauses for up to four
 * hours when the answer is not 2xx, later or not at all when an endpoint is slow.
 * learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export class NotificationDelivery {
  private readonly waiting: Collection<WaitingRow>
  private readonly waitingFor: (url: string) => WaitingRow[]
  private readonly health = new Map<string, EndpointHealth>()
  /** When the next look at an endpoint's queue is due. */
  private readonly armed = new Map<string, number>()
  private readonly inFlight = new Set<string>()

  constructor(private readonly world: World) {
    this.waiting = world.store.collection('notifications')
    this.waitingFor = this.waiting.indexBy(({ url }) => url)
  }

  /** Takes up what waits in the store: at the start and after a reset. */
  start(): void {
    this.armed.clear()
    this.inFlight.clear()
    this.health.clear()
    for (const { url, dueMs } of this.waiting.values()) this.arm(url, dueMs)
  }

  /** Sends `item` after the usual delay and `extraDelayMs`. */
  enqueue(url: string, item: NotificationItem, extraDelayMs = 0): void {
    const nowMs = this.nowMs()
    const state = this.healthOf(url).stateAt(nowMs)
    if (state === 'drop') return
    const { notificationDelayMs } = this.world.outlook.conduct.values()
    const dueMs =
      nowMs + notificationDelayMs + extraDelayMs + (state === 'slow' ? this.scaled(slowDelayMs) : 0)
    const id = String(this.world.store.next('notifications'))
    this.waiting.put({ id, url, item, enqueuedAtMs: nowMs, dueMs, attempts: 0 })
    this.arm(url, dueMs)
  }

  private arm(url: string, dueMs: number): void {
    const already = this.armed.get(url)
    if (already !== undefined && already <= dueMs) return
    this.armed.set(url, dueMs)
    this.world.scheduler.after(Math.max(0, dueMs - this.nowMs()), () => {
      if (this.armed.get(url) !== dueMs) return
      this.armed.delete(url)
      return this.flush(url)
    })
  }

  private async flush(url: string): Promise<void> {
    const nowMs = this.nowMs()
    const sending = this.waitingFor(url)
      .filter(({ id, dueMs }) => dueMs <= nowMs && !this.inFlight.has(id))
      .sort((a, b) => a.dueMs - b.dueMs)
      .slice(0, mostPerRequest)
    for (const { id } of sending) this.inFlight.add(id)
    this.armNext(url)
    if (sending.length === 0) return
    const taken = await this.post(url, sending)
    this.world.store.atomically(() => {
      for (const row of sending) this.settle(row, taken)
    })
    this.armNext(url)
  }

  private armNext(url: string): void {
    const dueMs = this.waitingFor(url)
      .filter(({ id }) => !this.inFlight.has(id))
      .reduce((earliest, row) => Math.min(earliest, row.dueMs), Number.POSITIVE_INFINITY)
    if (Number.isFinite(dueMs)) this.arm(url, dueMs)
  }

  /** Was it taken, that is answered with 2xx? */
  private async post(url: string, rows: readonly WaitingRow[]): Promise<boolean> {
    const startedMs = this.nowMs()
    const abort = new AbortController()
    const cancel = this.world.scheduler.after(answerWithinMs, () => abort.abort())
    const request = new Request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ value: rows.map(({ item }) => item) }),
      redirect: 'manual',
      signal: abort.signal,
    })
    try {
      const answer = await this.world.send(request)
      await answer.body?.cancel()
      return answer.ok
    } catch {
      // An endpoint that cannot be reached is tried again like one that refuses.
      return false
    } finally {
      cancel()
      this.healthOf(url).record(startedMs, this.nowMs() - startedMs)
    }
  }

  private settle(row: WaitingRow, taken: boolean): void {
    this.inFlight.delete(row.id)
    // A reset during the request has made a new beginning, and new rows with old numbers.
    if (this.waiting.get(row.id) !== row) return
    const nowMs = this.nowMs()
    if (taken || nowMs - row.enqueuedAtMs >= this.scaled(giveUpAfterMs)) {
      this.waiting.delete(row.id)
      return
    }
    const pauseMs = this.scaled(Math.min(firstPauseMs * 2 ** row.attempts, longestPauseMs))
    this.waiting.put({ ...row, attempts: row.attempts + 1, dueMs: nowMs + pauseMs })
  }

  private healthOf(url: string): EndpointHealth {
    const known = this.health.get(url)
    if (known) return known
    const made = new EndpointHealth(this.world.outlook.conduct.values().notificationTimeScale)
    this.health.set(url, made)
    return made
  }

  private scaled(ms: number): number {
    return ms / this.world.outlook.conduct.values().notificationTimeScale
  }

  private nowMs(): number {
    return this.world.clock.now().getTime()
  }
}
