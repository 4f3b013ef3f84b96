import type { Clock } from '../core/clock'

export type TrafficRow = {
  /** When it was answered, in real time whatever the emulator's offset. */
  ts: string
  ms: number
  method: string
  path: string
  /** 0: the connection was destroyed. */
  status: number
  appId: string | null
  userId: string | null
  batchOf: string | null
  /** Requests of the same app to the same user in flight when this one came, itself included. */
  inFlight: number
}

const KEPT_ROWS = 100_000

/** The newest answered requests, in memory. */
export class TrafficLog {
  private rows: TrafficRow[] = []

  constructor(private readonly clock: Clock) {}

  /** The machine's time, untouched by the control API's offset. */
  realNow(): Date {
    return new Date(this.clock.now().getTime() - this.clock.offsetMs)
  }

  write(row: TrafficRow): void {
    this.rows.push(row)
    if (this.rows.length > 2 * KEPT_ROWS) this.rows = this.rows.slice(-KEPT_ROWS)
  }

  /** Rows from `since` (inclusive) on, newest last. */
  since(since: Date | null): TrafficRow[] {
    if (since === null) return [...this.rows]
    const from = since.toISOString()
    return this.rows.filter(({ ts }) => ts >= from)
  }

  clear(): void {
    this.rows = []
  }
}
